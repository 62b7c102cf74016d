"""The files that people sent, copied from the private bucket into a backup, and back."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

from google.api_core.exceptions import NotFound, PreconditionFailed
from google.cloud.storage import Blob, Bucket, Client

FOLDER = "attachments/"
"""Of the private bucket, and in a backup."""
PARALLEL = 16


def save(client: Client, private: str, backup: str, at: datetime) -> int:
    """Copies the files that were there at that time into a backup (gs://bucket/name); returns how many there were.

    Raises GoogleAPICallError.
    """
    bucket, _, name = backup.removeprefix("gs://").partition("/")
    try:
        found = [it for it in client.list_blobs(private, prefix=FOLDER) if it.time_created <= at]
    except NotFound:  # where nothing has needed the bucket so far
        return 0

    def copy(blob: Blob) -> None:
        with suppress(NotFound):  # deleted meanwhile
            _copy(blob, client.bucket(bucket), f"{name}/{blob.name}")

    with ThreadPoolExecutor(PARALLEL) as pool:
        return len([*pool.map(copy, found)])


def bring_back(client: Client, backup: str, private: str) -> int:
    """Copies the files of a backup into the private bucket; returns how many there are. Raises GoogleAPICallError."""
    bucket, _, name = backup.removeprefix("gs://").rstrip("/").partition("/")
    found = [*client.list_blobs(bucket, prefix=f"{name}/{FOLDER}")]
    with ThreadPoolExecutor(PARALLEL) as pool:
        copied = pool.map(lambda it: _copy(it, client.bucket(private), it.name.removeprefix(f"{name}/")), found)
        return len([*copied])


def _copy(blob: Blob, bucket: Bucket, name: str) -> None:
    with suppress(PreconditionFailed):  # it is there, and files never change
        blob.bucket.copy_blob(blob, bucket, name, if_generation_match=0)
