"""Which files of a mail are stored, and which are only listed."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from common.attachments import store
from common.attachments.model import ATTACHMENTS_MAX, FILE_MAX
from common.attachments.upload import Upload
from common.base.ids import is_id
from common.inbound import files
from common.mime.model import File
from common.tickets.mails import LEFT_OUT_MAX
from tests.support.files import PNG, REFUSED

AT = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stored(monkeypatch: pytest.MonkeyPatch) -> dict[str, Upload]:
    """By id, what would be stored; Firestore and the bucket are left out."""
    found: dict[str, Upload] = {}

    def keep(name: str, upload: Upload, owner: str, _: datetime) -> None:
        assert (upload.kind, owner) == (upload.kind, "mail:m")
        found[name] = upload

    monkeypatch.setattr(store, "keep", keep)
    return found


def kept(contents: Sequence[tuple[str, bytes]], mail: str = "m") -> files.Kept:
    return files.keep(mail, AT, [File(name, lambda content=content: content) for name, content in contents])  # type: ignore[misc]  # the content of this round


def test_a_repeat_stores_the_same_files_under_the_same_ids(stored: dict[str, Upload]) -> None:
    first = kept([("a.png", PNG), ("a.png", PNG), ("b.txt", b"Hello")])
    assert len(set(first.names)) == 3
    assert all(map(is_id, first.names))
    assert kept([("a.png", PNG), ("a.png", PNG), ("b.txt", b"Hello")]) == first
    assert [stored[it].name for it in first.names] == ["a.png", "a.png", "b.txt"]


def test_what_is_empty_too_large_or_of_no_kind_that_is_taken_is_listed() -> None:
    large, program = b"x" * (FILE_MAX + 1), REFUSED["exe"]
    found = kept([("empty.png", b""), ("large.txt", large), ("setup.exe", program), ("", program)])
    assert found == files.Kept([], ["empty.png", "large.txt", "setup.exe", "(no name)"])
    assert len(kept([("a.txt", b"x" * FILE_MAX)]).names) == 1


def test_of_many_files_the_first_are_stored_and_some_are_listed() -> None:
    found = kept([(f"{number}.png", PNG) for number in range(200)])
    assert len(found.names) == ATTACHMENTS_MAX
    assert found.left_out == [f"{number}.png" for number in range(ATTACHMENTS_MAX, ATTACHMENTS_MAX + LEFT_OUT_MAX)]
