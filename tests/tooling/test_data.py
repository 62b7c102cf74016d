"""Saved data are replaced whole or not at all, and never stop a start."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug import Request, Response

from scripts.dev.data import METADATA, SaveFailed, Store, is_complete
from tests.support.standin import StandIn

EXPORT = {
    "firestore": {"metadata_file": "firestore_export/overall"},
    "auth": {"path": "auth_export"},
}


def write_export(folder: Path, content: str) -> None:
    (folder / "firestore_export").mkdir(parents=True)
    (folder / "auth_export").mkdir()
    (folder / "firestore_export" / "overall").write_text(content)
    (folder / "auth_export" / "accounts.json").write_text("{}")
    (folder / METADATA).write_text(json.dumps(EXPORT))


def content(folder: Path | None) -> str:
    assert folder is not None
    return (folder / "firestore_export" / "overall").read_text()


class Hub:
    """An emulator hub that exports what `exports` says: None is a failure, "" half an export."""

    def __init__(self) -> None:
        self.server = StandIn(self.answer)
        self.exports: str | None = None

    def answer(self, request: Request) -> Response:
        if self.exports:
            write_export(Path(request.get_json()["path"]), self.exports)
        return Response(status=500 if self.exports is None else 200)


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub()
    with hub.server:
        yield hub


def save(store: Store, hub: Hub, exports: str | None) -> None:
    hub.exports = exports
    store.save(hub.server.url)


def test_there_is_nothing_to_load_at_first(tmp_path: Path) -> None:
    assert Store(tmp_path).latest() is None


def test_a_save_replaces_the_one_before(tmp_path: Path, hub: Hub) -> None:
    store = Store(tmp_path)
    for version in ("first", "second"):
        save(store, hub, version)
        assert content(store.latest()) == version
    assert [folder.name for folder in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("exports", [None, ""])
def test_a_save_that_fails_or_is_half_done_leaves_the_last_one(tmp_path: Path, hub: Hub, exports: str | None) -> None:
    store = Store(tmp_path)
    save(store, hub, "good")
    with pytest.raises(SaveFailed):
        save(store, hub, exports)
    assert content(store.latest()) == "good"


def test_a_save_to_emulators_that_are_gone_fails_by_name(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match="refused"):
        Store(tmp_path).save("http://127.0.0.1:9")


@pytest.mark.parametrize("survivor", ["data.new", "data.old"])
def test_a_save_that_was_killed_between_its_renames_is_completed(tmp_path: Path, survivor: str) -> None:
    write_export(tmp_path / survivor, "kept")
    assert content(Store(tmp_path).latest()) == "kept"


def test_a_backup_brings_the_files_of_its_time_and_a_reset_removes_them(tmp_path: Path) -> None:
    store, files = Store(tmp_path / "dev"), tmp_path / "dev" / "bucket"
    backup = tmp_path / "backup"
    for folder, text in ((store.current, "now"), (backup, "then")):
        write_export(folder, text)
    for folder, name in ((files, "new"), (backup / "bucket", "old")):
        folder.mkdir()
        (folder / name).write_text(name)
    store.replace(backup)
    assert content(store.latest()) == "then"
    assert [it.name for it in files.iterdir()] == ["old"]
    assert not (store.current / "bucket").exists()
    store.forget()
    assert list((tmp_path / "dev").iterdir()) == []


def test_a_half_written_save_is_not_taken_for_one(tmp_path: Path) -> None:
    write_export(tmp_path / "data", "good")
    (tmp_path / "data.new").mkdir()
    assert content(Store(tmp_path).latest()) == "good"


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        (METADATA, "{"),
        (METADATA, "[]"),
        (METADATA, '{"auth": {}}'),
        (METADATA, None),
        ("auth_export/accounts.json", "{"),
        ("firestore_export/overall", None),
    ],
)
def test_damaged_data_are_set_aside_and_not_lost(tmp_path: Path, file: str, damage: str | None) -> None:
    write_export(tmp_path / "data", "mine")
    if damage is None:
        (tmp_path / "data" / file).unlink()
    else:
        (tmp_path / "data" / file).write_text(damage)
    assert not is_complete(tmp_path / "data")
    assert Store(tmp_path).latest() is None
    [aside] = tmp_path.iterdir()
    assert aside.name.startswith("data.broken-")


def test_forgetting_removes_everything_that_was_saved_and_nothing_else(tmp_path: Path) -> None:
    for name in ("data", "data.new", "data.broken-1", "hosting"):
        (tmp_path / name).mkdir()
    Store(tmp_path).forget()
    assert [folder.name for folder in tmp_path.iterdir()] == ["hosting"]
