"""The files of a backup: those of its time, copied there and back, as often as one likes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from google.api_core.exceptions import NotFound
from google.cloud.storage import Client

from scripts.emulators import bucket, ports
from scripts.emulators.bucket import Bucket
from scripts.operate import files

BACKUP = "gs://backups/2026-11-30T12-00-00Z"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    served = Bucket(tmp_path / "bucket", ports.free().storage, {})
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", served.url)
    served.start(empty=True)
    try:
        client = Client(project="demo")
        client.create_bucket("backups")
        yield client
        client.close()
    finally:
        served.stop()


def put(client: Client, name: str) -> None:
    client.bucket(bucket.NAME).blob(name).upload_from_string(name.encode(), content_type="image/png")


def names(client: Client, place: str) -> dict[str, bytes]:
    return {it.name: it.download_as_bytes() for it in client.list_blobs(place)}


def test_a_backup_has_the_files_of_its_time_and_brings_back_those_that_are_missing(client: Client) -> None:
    for name in ("attachments/a", "attachments/b", "mail/c"):
        put(client, name)
    at = datetime.now(UTC) + timedelta(seconds=2)
    assert [files.save(client, bucket.NAME, BACKUP, at) for _ in range(2)] == [2, 2]
    assert files.save(client, bucket.NAME, f"{BACKUP}-before", at - timedelta(hours=1)) == 0
    folder = BACKUP.removeprefix("gs://backups/")
    assert names(client, "backups").keys() == {f"{folder}/attachments/a", f"{folder}/attachments/b"}

    client.bucket(bucket.NAME).blob("attachments/a").delete()
    put(client, "attachments/new")
    assert files.bring_back(client, f"{BACKUP}/", bucket.NAME) == 2
    there = names(client, bucket.NAME)
    assert there == {name: name.encode() for name in ("attachments/a", "attachments/b", "attachments/new", "mail/c")}
    assert client.bucket(bucket.NAME).get_blob("attachments/a").content_type == "image/png"


def test_without_a_bucket_there_is_nothing_to_save_and_nothing_is_brought_back(client: Client) -> None:
    assert files.save(client, "other-private", BACKUP, datetime.now(UTC)) == 0
    put(client, "attachments/a")
    files.save(client, bucket.NAME, BACKUP, datetime.now(UTC) + timedelta(seconds=2))
    with pytest.raises(NotFound):
        files.bring_back(client, BACKUP, "other-private")
