"""Saved data are replaced whole or not at all, and never stop a start."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from scripts.dev.data import METADATA, SaveFailed, Store, is_complete

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


@pytest.fixture
def hub() -> Iterator[HTTPServer]:
    """An emulator hub that exports what its attribute `exports` says: None is a failure, "" half an export."""

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            target = Path(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["path"])
            exports: str | None = getattr(server, "exports", None)
            if exports:
                write_export(target, exports)
            self.send_response(500 if exports is None else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            pass

    server = HTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def save(store: Store, hub: HTTPServer, exports: str | None) -> None:
    hub.exports = exports  # type: ignore[attr-defined]
    store.save(f"http://127.0.0.1:{hub.server_port}")


def test_there_is_nothing_to_load_at_first(tmp_path: Path) -> None:
    assert Store(tmp_path).latest() is None


def test_a_save_replaces_the_one_before(tmp_path: Path, hub: HTTPServer) -> None:
    store = Store(tmp_path)
    for version in ("first", "second"):
        save(store, hub, version)
        assert content(store.latest()) == version
    assert [folder.name for folder in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("exports", [None, ""])
def test_a_save_that_fails_or_is_half_done_leaves_the_last_one(
    tmp_path: Path, hub: HTTPServer, exports: str | None
) -> None:
    store = Store(tmp_path)
    save(store, hub, "good")
    with pytest.raises(SaveFailed):
        save(store, hub, exports)
    assert content(store.latest()) == "good"


def test_a_save_to_emulators_that_are_gone_fails_by_name(tmp_path: Path, hub: HTTPServer) -> None:
    with pytest.raises(SaveFailed, match="refused"):
        Store(tmp_path).save("http://127.0.0.1:9")


@pytest.mark.parametrize("survivor", ["data.new", "data.old"])
def test_a_save_that_was_killed_between_its_renames_is_completed(tmp_path: Path, survivor: str) -> None:
    write_export(tmp_path / survivor, "kept")
    assert content(Store(tmp_path).latest()) == "kept"


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
