"""The Firestore client of this process, and how long we wait for it."""

import time
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from google.api_core.exceptions import Aborted, DeadlineExceeded, ResourceExhausted, ServiceUnavailable
from google.api_core.retry import Retry, if_exception_type
from google.cloud.firestore import Client, DocumentSnapshot
from google.cloud.firestore_v1 import base_client

from common.base import config, deadline

type Snapshot = DocumentSnapshot[Any]

RECONNECT_MS = 2000
"""The longest pause between two attempts to connect to Firestore."""
REPEATABLE = (Aborted, ResourceExhausted, ServiceUnavailable)


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
        raise DeadlineExceeded("the request's time is over")  # type: ignore[no-untyped-call]
    retry = Retry(if_exception_type(*REPEATABLE), initial=0.05, maximum=1.0, timeout=left_s)
    return {"retry": retry, "timeout": Until(left_s)}


# The library (2.34) takes no options for its channel, which tries to connect again ever more seldom, up to two minutes
# apart: after an outage of 75 seconds, calls went on to fail for half a minute.
for _options in (base_client._DEFAULT_CHANNEL_OPTIONS, base_client._GRPC_MSG_SIZE_OPTIONS):
    _options.append(("grpc.max_reconnect_backoff_ms", RECONNECT_MS))


@cache
def firestore() -> Client:
    return Client(project=config.project())
