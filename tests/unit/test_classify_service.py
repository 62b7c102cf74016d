"""Who classifies: Gemini while it serves, the rules whenever it does not, and for how long it is left alone."""

import json
import time

import pytest

from common.classifier import heuristic, service
from common.classifier.breaker import Breaker
from tests.support.gemini_stub import GOOD, MODEL, TEXT, Gemini, suggest


@pytest.fixture(autouse=True)
def breaker(monkeypatch: pytest.MonkeyPatch) -> Breaker:
    """One of the test's own, so that tests cannot break each other's circuit."""
    monkeypatch.setattr(service, "breaker", Breaker(time.monotonic, service._log))
    return service.breaker


def test_the_service_passes_on_what_gemini_suggests(model: Gemini, api_key: str) -> None:
    outcome = service.classify(TEXT, api_key=api_key, model=MODEL)
    assert outcome == service.Outcome(suggest(api_key))


def test_the_service_falls_back_to_the_rules_and_warns_when_gemini_fails(model: Gemini, api_key: str) -> None:
    model.fail(503)
    outcome = service.classify(TEXT, api_key=api_key, model=MODEL)
    assert outcome.suggestion == heuristic.classify(TEXT)
    assert outcome.warning == ("Gemini is out of order at the moment. This suggestion was made without it.")
    assert (outcome.failure, outcome.later) == ("HTTP 503", True)


def test_after_failures_in_a_row_the_rules_serve_at_once_until_gemini_had_its_rest(
    model: Gemini, api_key: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(service, "breaker", Breaker(lambda: now[0], service._log, failures=2, pause_s=30))

    def source() -> str:
        return service.classify(TEXT, api_key=api_key, model=MODEL).suggestion.source

    model.fail(404)
    assert [source(), source()] == ["local", "local"]
    model.status, asked = 200, len(model.asked)
    model.answer(GOOD)
    outcome = service.classify(TEXT, api_key=api_key, model=MODEL)
    assert outcome.warning == (
        "Gemini failed several times in a row and is given a rest. This suggestion was made without it."
    )
    assert (outcome.failure, outcome.later, len(model.asked)) == ("at rest", True, asked)
    now[0] = 30.0
    assert [source(), source()] == ["gemini", "gemini"]
    changes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(entry["old"], entry["new"]) for entry in changes] == [
        ("closed", "open"),
        ("open", "half-open"),
        ("half-open", "closed"),
    ]


def test_texts_that_gemini_declines_do_not_break_the_circuit_for_others(model: Gemini, api_key: str) -> None:
    model.answer(None, "SAFETY")
    for _ in range(10):
        service.classify(TEXT, api_key=api_key, model=MODEL)
    assert service.breaker.state == "closed"
    assert len(model.asked) == 10


@pytest.mark.parametrize("no_key", [None, ""])
def test_without_a_key_the_rules_serve_and_nobody_is_warned_or_asked(model: Gemini, no_key: str | None) -> None:
    assert service.classify(TEXT, api_key=no_key, model=MODEL) == service.Outcome(heuristic.classify(TEXT))
    assert model.asked == []
