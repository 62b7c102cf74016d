"""Firestore as every room uses it: its client and how long we wait for it, and how documents are read and written."""

import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache, wraps
from typing import Any

from google.api_core import exceptions
from google.api_core.retry import Retry, if_exception_type
from google.cloud.firestore import Client, CollectionReference, DocumentReference, DocumentSnapshot, Query, WriteOption
from google.cloud.firestore_v1 import base_client
from pydantic import BaseModel, ValidationError

from common.base import config, deadline, logs
from common.base.batches import Batch
from common.base.errors import NotFound, Unavailable

type Snapshot = DocumentSnapshot[Any]

RECONNECT_MS = 2000
"""The longest pause between two attempts to connect to Firestore."""
REPEATABLE = (exceptions.Aborted, exceptions.ResourceExhausted, exceptions.ServiceUnavailable)
OVERTAKEN = (exceptions.AlreadyExists, exceptions.FailedPrecondition, exceptions.NotFound)
"""What a commit fails with when another one came first; also when its own answer was lost and it was repeated."""
CONTENTION_S = 10.0
BACKOFF_S = 0.02


class Until:
    """What Google's library takes for a `timeout`: an instant that all attempts share.

    A number would count anew for every stream with which the library continues a query that broke off.
    """

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def __call__[**P, R](self, call: Callable[P, R]) -> Callable[P, R]:
        @wraps(call)
        def timed(*args: P.args, **kwargs: P.kwargs) -> R:
            kwargs["timeout"] = max(0.0, self.end - time.monotonic())
            return call(*args, **kwargs)

        return timed


def patience(seconds: float = deadline.ANSWER_S) -> dict[str, Any]:
    """The `retry` and `timeout` arguments of one Firestore call, which may take what its request has left.

    Only failures are repeated after which a second try is likely to succeed and, as every write of ours is a `create`
    or carries a precondition, cannot be applied twice. Raises DeadlineExceeded where nothing is left.
    """
    left_s = deadline.shared(seconds)
    if not left_s:
        raise exceptions.DeadlineExceeded("the request's time is over")  # type: ignore[no-untyped-call]
    retry = Retry(if_exception_type(*REPEATABLE), initial=0.05, maximum=1.0, timeout=left_s)
    return {"retry": retry, "timeout": Until(left_s)}


# The library (2.34) takes no options for its channel, which tries to connect again ever more seldom, up to two minutes
# apart: after an outage of 75 seconds, calls went on to fail for half a minute.
for _options in (base_client._DEFAULT_CHANNEL_OPTIONS, base_client._GRPC_MSG_SIZE_OPTIONS):
    _options.append(("grpc.max_reconnect_backoff_ms", RECONNECT_MS))


@cache
def firestore() -> Client:
    return Client(project=config.project())


def document(collection: str, name: str) -> DocumentReference:
    """`collection` is a path, such as `tickets` or `tickets/{id}/changes`."""
    reference: DocumentReference = firestore().collection(collection).document(name)
    return reference


def existing(reference: DocumentReference, fields: Collection[str] | None = None) -> Snapshot:
    """The document, with these fields (None: all). One read. Raises NotFound where there is none."""
    snapshot: Snapshot = reference.get(fields, **patience())
    if not snapshot.exists:
        raise NotFound
    return snapshot


def pages(query: Query, size: int, seconds: float, **options: Any) -> Iterator[list[Snapshot]]:
    """What an ordered query finds, in pages: a single query may not run for long."""
    page = query.limit(size).get(**options, **patience(seconds))
    while page:
        yield page
        page = query.limit(size).start_after(page[-1]).get(**options, **patience(seconds))


def content(snapshot: Snapshot) -> Mapping[str, Any]:
    """What a document holds, to be read only; nothing where there is none.

    `to_dict` copies every value: for a page of 50 messages 2.9 ms, as long as all else that we do with them.
    """
    return snapshot._data or {}


def references(query: Query | CollectionReference) -> list[DocumentReference]:
    """Where what a query finds is."""
    return [it.reference for it in query.select(()).get(**patience())]


def of_document[M: BaseModel](model: type[M], snapshot: Snapshot, name: str = "id") -> M:
    """What is stored, with the document's name as the field `name`. Raises ValidationError."""
    return model.model_validate({**content(snapshot), name: snapshot.id})


def readable[M](parse: Callable[[Snapshot], M], snapshots: Iterable[Snapshot], what: str) -> list[M]:
    """The documents that can be parsed: one that an operator broke by hand is logged and spoils only itself."""
    found = []
    for snapshot in snapshots:
        try:
            found.append(parse(snapshot))
        except ValidationError as failure:
            logs.error(f"stored {what} is malformed", failure, document=snapshot.reference.path)
    return found


def new_batch() -> Batch:
    """A commit of several writes, which cost little."""
    return Batch(firestore())


def unchanged_since(update_time: datetime) -> WriteOption:
    """The precondition of a write: the document is as it was when that was its `update_time`."""
    return firestore().write_option(last_update_time=update_time)


def contended[T](attempt: Callable[[], T], seconds: float = CONTENTION_S) -> T:
    """The result of an optimistic write: `attempt` reads and commits, and is repeated when another commit came first.

    Raises Unavailable when others keep winning, for `seconds` or what the request has left.
    """
    end = time.monotonic() + deadline.shared(seconds)
    while time.monotonic() < end:
        try:
            return attempt()
        except OVERTAKEN:
            time.sleep(random.uniform(0, BACKOFF_S))  # noqa: S311  # spreads rivals, protects nothing
    raise Unavailable
