"""The optimistic write, and what is read beside a document that an operator broke by hand."""

import time
from typing import Any

import pytest
from google.api_core import exceptions
from google.auth.credentials import AnonymousCredentials
from google.cloud.firestore import Client, DocumentSnapshot

from common.base import deadline, firestore
from common.base.errors import Unavailable
from common.base.schema import FieldError

OVERTAKEN = ["AlreadyExists", "FailedPrecondition", "NotFound"]
"""Firestore may name a deletion by either of the last two; the emulator knows only the first of them."""


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    taken: list[float] = []
    monkeypatch.setattr(time, "sleep", taken.append)
    return taken


@pytest.mark.parametrize("name", OVERTAKEN)
def test_a_write_that_another_one_overtook_is_made_again_from_the_start(name: str, pauses: list[float]) -> None:
    failures = [getattr(exceptions, name)("made up by a test") for _ in range(2)]

    def attempt() -> str:
        if failures:
            raise failures.pop()
        return "written"

    assert firestore.contended(attempt) == "written"
    assert len(pauses) == 2
    assert all(0 <= it <= firestore.BACKOFF_S for it in pauses)


def test_another_failure_is_not_repeated(pauses: list[float]) -> None:
    def attempt() -> None:
        raise exceptions.PermissionDenied("made up by a test")  # type: ignore[no-untyped-call]

    with pytest.raises(exceptions.PermissionDenied):
        firestore.contended(attempt)
    assert pauses == []


@pytest.mark.parametrize(("seconds", "left_s"), [(0.05, None), (60.0, 0.05)])
def test_it_ends_with_its_time_or_that_of_the_request(seconds: float, left_s: float | None) -> None:
    def attempt() -> None:
        raise exceptions.FailedPrecondition("made up by a test")  # type: ignore[no-untyped-call]

    began = time.monotonic()
    with deadline.within(left_s), pytest.raises(Unavailable):
        firestore.contended(attempt, seconds)
    assert 0.05 <= time.monotonic() - began < 5


def test_a_document_that_cannot_be_read_is_logged_without_its_content_and_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = Client(project="demo-tickets", credentials=AnonymousCredentials())  # type: ignore[no-untyped-call]

    def snapshot(name: str, **content: Any) -> Any:
        return DocumentSnapshot(client.document(f"faults/{name}"), content, True, None, None, None)

    stored = [
        snapshot("a", field="title", message="is long"),
        snapshot("b", field="secret", message=7),
        snapshot("c", field="", message=""),
    ]
    found = firestore.readable(lambda it: FieldError.model_validate(it.to_dict()), stored, "fault")
    assert [it.field for it in found] == ["title", ""]
    (line,) = capsys.readouterr().out.splitlines()
    assert '"message": "stored fault is malformed"' in line
    assert '"document": "faults/b"' in line
    assert "secret" not in line
