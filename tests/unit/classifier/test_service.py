"""Who classifies: Gemini while it serves, the rules whenever it does not, and for how long it is left alone."""

import asyncio
import json
import threading
import time

import pytest

from common.base import background
from common.classifier import local, service
from common.gemini import guarded
from common.gemini.breaker import Breaker
from common.gemini.failures import Kind
from tests.support.gemini import Gemini, Reply
from tests.support.gemini_calls import GOOD, GOOD_REPLY, MODEL, TEXT, suggest

WAIT_S = 10.0


@pytest.fixture(autouse=True)
def breaker(monkeypatch: pytest.MonkeyPatch) -> Breaker[Kind]:
    """One of the test's own, so that tests cannot break each other's circuit."""
    monkeypatch.setattr(guarded, "breaker", Breaker(time.monotonic, guarded._log))
    return guarded.breaker


def test_the_service_passes_on_what_gemini_suggests(model: Gemini, api_key: str) -> None:
    outcome = service.classify(TEXT, api_key=api_key, model=MODEL)
    assert outcome == service.Outcome(suggest(api_key))


def test_the_service_falls_back_to_the_rules_and_warns_when_gemini_fails(model: Gemini, api_key: str) -> None:
    model.answers(Reply(status=503))
    outcome = service.classify(TEXT, api_key=api_key, model=MODEL)
    assert outcome.suggestion == local.suggest(TEXT)
    assert outcome.warning == ("Gemini is out of order at the moment. This suggestion was made without it.")
    assert (outcome.failure, outcome.later) == ("HTTP 503", True)


def test_after_failures_in_a_row_the_rules_serve_at_once_until_gemini_had_its_rest(
    model: Gemini, api_key: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(guarded, "breaker", Breaker(lambda: now[0], guarded._log, failures=2, pause_s=30))

    def source() -> str:
        return service.classify(TEXT, api_key=api_key, model=MODEL).suggestion.source

    model.answers(Reply(status=503))
    assert [source(), source()] == ["local", "local"]
    model.answers(GOOD_REPLY)
    asked = len(model.received)
    outcome = service.classify(TEXT, api_key=api_key, model=MODEL)
    assert outcome.warning == (
        "Gemini failed several times in a row and is given a rest. This suggestion was made without it."
    )
    assert (outcome.failure, outcome.later, len(model.received)) == ("at rest", True, asked)
    now[0] = 30.0
    assert [source(), source()] == ["gemini", "gemini"]
    logged = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(entry["old"], entry["new"]) for entry in logged if "old" in entry] == [
        ("closed", "open"),
        ("open", "half-open"),
        ("half-open", "closed"),
    ]


@pytest.mark.parametrize(("status", "later"), [(404, False), (403, False), (500, True)])
def test_while_gemini_rests_it_is_asked_later_only_if_it_did_not_refuse(
    status: int, later: bool, model: Gemini, api_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "breaker", Breaker(time.monotonic, guarded._log, failures=1))
    model.answers(Reply(status=status))
    outcomes = [service.classify(TEXT, api_key=api_key, model=MODEL) for _ in range(2)]
    assert [(outcome.failure, outcome.later) for outcome in outcomes] == [(f"HTTP {status}", later), ("at rest", later)]


def test_a_classification_that_never_got_to_ask_says_nothing_about_gemini(
    model: Gemini, api_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(guarded, "breaker", Breaker(lambda: now[0], guarded._log, failures=1, pause_s=30))

    def late() -> service.Outcome:
        loaded = threading.Event()

        async def load() -> None:
            assert loaded.wait(WAIT_S)  # blocks the loop, as an import does

        loading = asyncio.run_coroutine_threadsafe(load(), background.loop())
        outcome = service.classify(TEXT, api_key=api_key, model=MODEL, timeout_s=0.05)
        loaded.set()
        loading.result()
        return outcome

    outcome = late()
    assert (outcome.failure, outcome.later, guarded.breaker.state) == ("not asked", True, "closed")
    model.answers(Reply(status=503))
    service.classify(TEXT, api_key=api_key, model=MODEL)
    model.answers(GOOD_REPLY)
    now[0] = 30.0
    assert late().failure == "not asked"
    assert service.classify(TEXT, api_key=api_key, model=MODEL).suggestion.source == "gemini"


def test_texts_that_gemini_declines_do_not_break_the_circuit_for_others(model: Gemini, api_key: str) -> None:
    model.answers(Reply(text=GOOD, finish="SAFETY"))
    for _ in range(10):
        service.classify(TEXT, api_key=api_key, model=MODEL)
    assert guarded.breaker.state == "closed"
    assert len(model.received) == 10


@pytest.mark.parametrize("no_key", [None, ""])
def test_without_a_key_the_rules_serve_without_a_warning_or_a_question(model: Gemini, no_key: str | None) -> None:
    assert service.classify(TEXT, api_key=no_key, model=MODEL) == service.Outcome(local.suggest(TEXT))
    assert model.received == []
