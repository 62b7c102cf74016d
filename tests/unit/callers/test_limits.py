"""A limit that cannot be counted: the request is served, soon, and the log says so."""

import json
import time

import pytest

from common.base.config import Misconfigured
from common.callers import limits
from common.callers.windows import Limited
from scripts.base.paths import ROOT


@pytest.mark.usefixtures("silent_firestore")
def test_a_request_that_cannot_be_counted_is_served_soon_with_a_warning(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_LIMITS", "create=1/60")
    for _ in range(3):
        started = time.monotonic()
        limits.spend(Limited.CREATE, "198.51.100.7")
        assert time.monotonic() - started < limits.PATIENCE_S + 2
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry["severity"] for entry in entries] == ["WARNING"] * 3
    assert {entry["message"] for entry in entries} == {"a request could not be counted"}
    assert "198.51.100.7" not in str(entries)


def test_without_the_parameter_nothing_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RATE_LIMITS", raising=False)
    assert [limits.rate_limit(name) for name in Limited] == [None] * len(Limited)


def test_what_is_counted_in_memory_is_counted_by_name_and_ends_with_its_window() -> None:
    numbers, now = limits._until_windows_end(), int(time.time())
    assert [limits._one_more(numbers, name, now + 900) for name in ("ada", "ben", "ada", "ada")] == [1, 1, 2, 3]
    assert [limits._one_more(numbers, "ada", ends) for ends in (now + 901, now - 1, now - 1)] == [1, 1, 1]
    assert len(numbers) == 3


def test_a_wrong_parameter_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATE_LIMITS", "create=many")
    with pytest.raises(Misconfigured, match="RATE_LIMITS: create=many"):
        limits.rate_limit(Limited.CREATE)


@pytest.mark.parametrize("file", ["functions/.env", "functions/.env.demo-tickets"])
def test_what_is_deployed_and_what_the_emulators_have_limits_everything_that_can_be(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (line.partition("=") for line in (ROOT / file).read_text("utf-8").splitlines())
    (value,) = [value for name, _, value in lines if name == "RATE_LIMITS"]
    monkeypatch.setenv("RATE_LIMITS", value)
    assert all(limits.rate_limit(name) for name in Limited)
