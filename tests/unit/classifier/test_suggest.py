"""What a suggestion says to whom, and its deadline when Firestore, where suggestions are kept, does not answer."""

import time

import pytest

from common.classifier import local, suggest
from common.gemini import guarded
from common.gemini.breaker import Breaker
from common.tickets.inputs import NewTicket
from common.tickets.model import Confidence, Setter, Source, Suggestion
from tests.support import gemini_calls
from tests.support.gemini import Gemini
from tests.support.tickets import suggestion

LIMIT_S = 1
TICKET = {"title": "It crashes", "description": "Since today"}
COMPLETE = {"category": "billing", "priority": "low"}


@pytest.mark.alone
@pytest.mark.usefixtures("silent_firestore")
def test_looking_for_a_kept_suggestion_leaves_gemini_its_time(
    model: Gemini, api_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "breaker", Breaker(time.monotonic, guarded._log, failures=1))
    monkeypatch.setenv("GEMINI_API_KEY", api_key)
    monkeypatch.setenv("GEMINI_TIMEOUT_S", str(LIMIT_S))
    gemini_calls.suggest(api_key)  # loads the library, which may take longer than the whole deadline
    for number in range(2):
        started = time.monotonic()
        answer = suggest.classify(f"{gemini_calls.TEXT} {number}")
        assert time.monotonic() - started < LIMIT_S + 1
        assert answer.source == "gemini"


@pytest.mark.alone
@pytest.mark.usefixtures("silent_firestore")
def test_a_local_suggestion_waits_a_second_at_most_for_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "off")
    local.loaded()
    started = time.monotonic()
    assert suggest.classify("I want a refund for the invoice").source == "local"
    assert time.monotonic() - started < suggest.PATIENCE_S + 0.5


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, Suggestion]:
    """Suggestions as they are kept, by text."""
    suggestions: dict[str, Suggestion] = {}
    monkeypatch.setattr(suggest, "_find", lambda text, _patience_s=0: suggestions.get(text))
    monkeypatch.setattr(suggest, "_keep", lambda text, suggestion, _: suggestions.update({text: suggestion}))
    return suggestions


def test_a_new_ticket_has_what_its_writer_saw_whoever_had_suggested_it(kept: dict[str, Suggestion]) -> None:
    for source in Source:
        kept[TICKET["description"]] = suggestion(source=source)
        for chosen in ({}, COMPLETE):
            assert suggest.for_new(NewTicket.model_validate({**TICKET, **chosen})) == suggestion(source=source)


@pytest.mark.usefixtures("kept")
def test_where_no_suggestion_was_shown_the_rules_fill_in_only_what_is_missing() -> None:
    rules = local.rules_only("It crashes\nSince today")
    assert rules.setter is Setter.RULES
    for chosen in ({}, {"category": "billing"}, {"priority": "low"}):
        assert suggest.for_new(NewTicket.model_validate({**TICKET, **chosen})) == rules
    assert suggest.for_new(NewTicket.model_validate({**TICKET, **COMPLETE})) is None


def test_a_local_suggestion_is_kept_and_does_not_keep_gemini_from_being_asked(
    model: Gemini, api_key: str, monkeypatch: pytest.MonkeyPatch, kept: dict[str, Suggestion]
) -> None:
    text = "I want a refund for the invoice"
    monkeypatch.setenv("GEMINI_API_KEY", "off")
    suggest.classify(text)
    assert kept == {text: local.suggest(text)}
    assert kept[text].model is not None
    monkeypatch.setattr(guarded, "breaker", Breaker(time.monotonic, guarded._log))
    monkeypatch.setenv("GEMINI_API_KEY", api_key)
    assert [suggest.classify(text).source for _ in range(2)] == ["gemini"] * 2
    assert (kept[text].source, len(model.received)) == ("gemini", 1)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("confidence", [*Confidence])
def test_the_public_is_answered_one_plain_sentence_and_nothing_that_speaks_for_it(
    confidence: Confidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = suggestion("billing", "high", reason="It says refund.", signals=["refund"], confidence=confidence)
    monkeypatch.setattr(local, "suggest", lambda _: secret)
    monkeypatch.setenv("GEMINI_API_KEY", "off")
    answer = suggest.classify("I want a refund").model_dump()
    assert "refund" not in str(answer)
    assert answer["reason"].count(".") == 1
    assert ("billing" in answer["reason"]) == (confidence is not Confidence.LOW)
