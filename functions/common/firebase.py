"""The Firestore client of this process, and how long we wait for it."""

from functools import cache
from typing import Any

from google.api_core.exceptions import Aborted, ResourceExhausted, ServiceUnavailable
from google.api_core.retry import Retry, if_exception_type
from google.cloud.firestore import Client, DocumentSnapshot

from common import config

type Snapshot = DocumentSnapshot[Any]

DEADLINE_S = 4.0
"""For one Firestore call with its retries, so that a request with two of them ends well before a caller gives up."""


REPEATABLE = (Aborted, ResourceExhausted, ServiceUnavailable)


def patience(seconds: float = DEADLINE_S) -> dict[str, Any]:
    """The `retry` and `timeout` arguments of one Firestore call.

    Only failures are repeated after which a second try is likely to succeed and, as every write of ours is a `create`
    or carries a precondition, cannot be applied twice.
    """
    retry = Retry(if_exception_type(*REPEATABLE), initial=0.05, maximum=1.0, timeout=seconds)
    return {"retry": retry, "timeout": seconds}


@cache
def firestore() -> Client:
    return Client(project=config.project())
