"""What the trigger takes for the better suggestion, where it needs nothing that runs."""

from datetime import UTC, datetime, timedelta

import pytest

from common.classifier import local, suggest
from common.classifier.service import Outcome
from common.encoder import encoder
from common.tickets import lifecycle
from common.tickets.model import Source, Ticket
from tests.support.tickets import opened, suggestion
from triggers import refine_ticket as trigger


def suggested(source: Source) -> Ticket:
    return opened(stood=suggestion("billing", "high", source), now=datetime.now(UTC))


@pytest.fixture
def encoder_loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each time that the encoder is to be loaded, which it then is not."""
    loads: list[str] = []
    monkeypatch.setattr(encoder, "load", lambda: loads.append("now"))
    return loads


def gemini(monkeypatch: pytest.MonkeyPatch, outcome: Outcome) -> None:
    """Has Gemini answer that, without a question and without Firestore."""
    monkeypatch.setenv("GEMINI_API_KEY", "key")
    monkeypatch.setattr(suggest, "_find", lambda _: None)
    monkeypatch.setattr(suggest, "_outcome_for", lambda _: outcome)


def test_without_a_key_the_local_classifier_loads_its_encoder_and_is_the_better_one(
    monkeypatch: pytest.MonkeyPatch, encoder_loads: list[str]
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "off")
    ticket = suggested(Source.LOCAL)
    assert trigger._better(ticket) == local.suggest(f"{ticket.title}\n{ticket.description}")
    assert encoder_loads == ["now"]


def test_with_a_key_gemini_is_asked_and_no_encoder_is_loaded(
    monkeypatch: pytest.MonkeyPatch, encoder_loads: list[str]
) -> None:
    better = suggestion("billing", "high", Source.GEMINI)
    gemini(monkeypatch, Outcome(better))
    assert trigger._better(suggested(Source.LOCAL)) == better
    assert encoder_loads == []


def test_an_event_is_wanted_again_if_gemini_may_answer_later(
    monkeypatch: pytest.MonkeyPatch, encoder_loads: list[str]
) -> None:
    gemini(monkeypatch, Outcome(suggestion(), warning="Gemini is away.", failure="HTTP 503", later=True))
    with pytest.raises(trigger.GeminiIsAway, match="HTTP 503"):
        trigger._better(suggested(Source.LOCAL))
    assert encoder_loads == []


def test_where_gemini_will_never_answer_the_local_classifier_does(
    monkeypatch: pytest.MonkeyPatch, encoder_loads: list[str]
) -> None:
    gemini(monkeypatch, Outcome(suggestion(), warning="Gemini refused.", failure="HTTP 404"))
    ticket = suggested(Source.LOCAL)
    assert trigger._better(ticket) == local.suggest(f"{ticket.title}\n{ticket.description}")
    assert encoder_loads == ["now"]


def test_a_ticket_that_left_the_quarantine_has_its_hour_from_then_on() -> None:
    now = datetime.now(UTC)
    week_ago = now - timedelta(days=7)
    waited = suggested(Source.LOCAL).model_copy(
        update={"quarantined": True, "created_at": week_ago, "updated_at": week_ago}
    )
    assert trigger._is_late(waited)
    assert not trigger._is_late(lifecycle.advanced(waited, now, quarantined=False))
