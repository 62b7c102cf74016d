"""Structured logs: one JSON object a line, as Cloud Logging reads them."""

import json
import sys
from io import StringIO
from typing import Any

import pytest

from common.base import logs

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


@pytest.fixture(autouse=True)
def project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "demo-tickets")
    logs.follow("", "")


def line(text: str) -> dict[str, Any]:
    """The one entry that was written."""
    assert text.count("\n") == 1
    assert text.endswith("\n")
    entry: dict[str, Any] = json.loads(text)
    return entry


def traced(legacy: str, w3c: str, capsys: pytest.CaptureFixture[str]) -> object:
    logs.follow(legacy, w3c)
    logs.info("x")
    return line(capsys.readouterr().out).get("logging.googleapis.com/trace")


def test_an_entry_has_severity_message_and_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    logs.info("done", status=200, duration_ms=1.5, counted=True, ticket=None)
    assert line(capsys.readouterr().out) == {
        "severity": "INFO",
        "message": "done",
        "status": 200,
        "duration_ms": 1.5,
        "counted": True,
        "ticket": None,
    }


def test_an_entry_stays_on_one_line_whatever_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    logs.warning('a\nb\r\n\u2028"c"', path="/x\ny")
    assert line(capsys.readouterr().out)["message"] == 'a\nb\r\n\u2028"c"'


def test_an_entry_is_written_in_one_piece_so_that_threads_cannot_mix_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[str] = []
    output = StringIO()
    monkeypatch.setattr(output, "write", pieces.append)
    monkeypatch.setattr(sys, "stdout", output)
    logs.info("x", path="/y")
    assert len(pieces) == 1
    assert pieces[0].endswith("\n")


def test_an_entry_with_half_a_surrogate_pair_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.info("x", path="/\ud800")
    assert line(capsys.readouterr().out)["path"] == "/\ud800"


def test_an_error_tells_where_it_happened_and_not_what_its_message_says(capsys: pytest.CaptureFixture[str]) -> None:
    secret = "hunter2"
    try:
        int(secret)
    except ValueError as failure:
        logs.error("unexpected failure", failure)
    entry = line(capsys.readouterr().out)
    assert entry["severity"] == "ERROR"
    assert entry["stack_trace"].startswith("Traceback (most recent call last):\n")
    assert entry["stack_trace"].endswith("ValueError")
    assert "test_logs.py" in entry["stack_trace"]
    assert secret not in json.dumps(entry)


@pytest.mark.parametrize(
    ("legacy", "w3c"),
    [
        (f"{TRACE}/1;o=1", ""),
        (f"{TRACE.upper()}/1", ""),
        (TRACE, ""),
        ("", f"00-{TRACE}-00f067aa0ba902b7-01"),
        (f"{TRACE}/1", f"00-{'1' * 32}-00f067aa0ba902b7-01"),
        ("nonsense", f"00-{TRACE}-00f067aa0ba902b7-01"),
    ],
)
def test_an_entry_belongs_to_the_trace_that_a_header_names(
    legacy: str, w3c: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert traced(legacy, w3c, capsys) == f"projects/demo-tickets/traces/{TRACE}"


@pytest.mark.parametrize(
    ("legacy", "w3c"), [("", ""), ("nonsense", "nonsense"), (TRACE + "0", ""), ("", TRACE), ('"}\n', "00-xyz-1-01")]
)
def test_an_entry_without_a_trace_names_none(legacy: str, w3c: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert traced(legacy, w3c, capsys) is None


def test_a_request_does_not_inherit_the_trace_of_the_one_before(capsys: pytest.CaptureFixture[str]) -> None:
    assert traced(f"{TRACE}/1", "", capsys) is not None
    assert traced("", "", capsys) is None
