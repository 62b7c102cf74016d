"""What one request asks of Firestore, counted where the client library sends it: documents, not only calls."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Request
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from werkzeug.test import EnvironBuilder

from common.callers.call import Call
from scripts.measure.bench.requests import Ask


@dataclass
class Cost:
    """Of one request: calls to Firestore, and what is billed of them."""

    reads: int = 0
    queries: int = 0
    commits: int = 0
    documents: int = 0
    """Read by either kind of call; one that is missing counts, as it is billed."""
    written: int = 0


@contextmanager
def counted() -> Iterator[Cost]:
    """Counts what this process asks of Firestore during the block."""
    cost = Cost()

    def getting(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Iterator[Any]:
            cost.reads += 1
            return _tallied(original(*args, **options), cost, lambda it: bool(it.found or it.missing))

        return call

    def querying(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Iterator[Any]:
            cost.queries += 1
            return _tallied(original(*args, **options), cost, lambda it: bool(it.document.name))

        return call

    def committing(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            cost.commits += 1
            cost.written += len(options["request"]["writes"])
            return original(*args, **options)

        return call

    wrappers = {"batch_get_documents": getting, "run_query": querying, "commit": committing}
    originals = {name: getattr(FirestoreClient, name) for name in wrappers}
    try:
        for name, wrap in wrappers.items():
            setattr(FirestoreClient, name, wrap(originals[name]))
        yield cost
    finally:
        for name, original in originals.items():
            setattr(FirestoreClient, name, original)


def _tallied(answers: Iterable[Any], cost: Cost, has_document: Callable[[Any], bool]) -> Iterator[Any]:
    for answer in answers:
        cost.documents += has_document(answer)
        yield answer


def of_request(handler: Callable[[Call], Any], ask: Ask) -> Cost:
    """What the handler of a function costs for this request, without what a process asks once in a while."""
    if ask.method == "GET":
        handler(_call(ask))
    with counted() as cost:
        handler(_call(ask))
    return cost


def _call(ask: Ask) -> Call:
    path, _, query = ask.path.partition("?")
    headers: Mapping[str, str] = ask.headers
    builder = EnvironBuilder(
        path=path or "/",
        method=ask.method,
        query_string=query,
        headers=list(headers.items()),
        content_type=headers.get("Content-Type"),
        input_stream=BytesIO(ask.body or b""),
        content_length=len(ask.body or b""),
    )
    call = Call(Request(builder.get_environ()))
    call.ticket_id = path.strip("/")
    return call
