"""The private bucket: what is too large for Firestore, stored once under its name and never changed."""

import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from google.api_core.exceptions import GoogleAPIError, PreconditionFailed
from google.api_core.exceptions import NotFound as Missing
from google.auth.exceptions import GoogleAuthError
from google.cloud.firestore import DocumentReference

from common.base import config, deadline, logs
from common.base.errors import NotFound, Unavailable
from common.base.firestore import patience

if TYPE_CHECKING:
    from google.cloud.storage import Blob, Bucket

PATIENCE_S = 30.0
UNASKED = "DISABLE_GCS_PYTHON_CLIENT_OTEL_BUCKET_METADATA"
"""Without it, Google's library asks about the bucket, in a thread that outlives the request, for traces that we have
not."""


def store_once(name: str, content: bytes, media_type: str) -> bool:
    """Whether it is stored by this call; where the name is taken, what is there stays. Raises Unavailable."""
    try:
        _do(name, "upload_from_string", content, content_type=media_type, if_generation_match=0)
    except PreconditionFailed:
        return False
    return True


def read(name: str) -> bytes:
    """Raises NotFound where nothing is stored under the name, and Unavailable."""
    content: bytes = _do(name, "download_as_bytes")
    return content


def delete(name: str) -> None:
    """Deletes what is stored under the name, if something is. Raises Unavailable."""
    try:
        _do(name, "delete")
    except NotFound:
        return


def discard(documents: Iterable[DocumentReference], path_of: Callable[[str], str]) -> None:
    """Deletes what is stored under each document's path, and then the document. Raises Unavailable."""
    for it in documents:
        delete(path_of(it.id))
        it.delete(**patience())


def name() -> str:
    """Of the bucket."""
    return config.BUCKET.value or f"{config.project()}-private"


def _do(blob: str, action: str, *args: Any, **options: Any) -> Any:
    """The library repeats what fails; every call of ours is safe to repeat."""
    from google.cloud.storage.retry import DEFAULT_RETRY
    from requests import RequestException

    seconds = deadline.shared(PATIENCE_S)
    try:
        return getattr(_blob(blob), action)(
            *args, **options, timeout=seconds, retry=DEFAULT_RETRY.with_timeout(seconds)
        )
    except PreconditionFailed:
        raise
    except Missing as failure:
        if action == "upload_from_string":  # it is the bucket that is missing
            logs.error("the private bucket could not serve", failure)
            raise Unavailable from None
        raise NotFound from None
    except (GoogleAPIError, GoogleAuthError, RequestException) as failure:
        logs.error("the private bucket could not serve", failure)
        raise Unavailable from None


def _blob(name: str) -> "Blob":
    return _bucket().blob(name)


@cache
def _bucket() -> "Bucket":
    from google.cloud.storage import Client  # with its library, for those alone who need it

    os.environ.setdefault(UNASKED, "true")
    return Client(project=config.project()).bucket(name())
