"""What the trigger takes for Gemini's suggestion, where it needs nothing that runs."""

from datetime import UTC, datetime, timedelta

import pytest

from common.classifier import suggest
from common.classifier.service import Outcome
from common.tickets import lifecycle
from common.tickets.model import Source, Ticket
from tests.support.tickets import opened, suggestion
from triggers import refine_ticket as trigger


def suggested(source: Source) -> Ticket:
    return opened(rules=suggestion("billing", "high", source), now=datetime.now(UTC))


def test_what_gemini_had_suggested_in_the_form_is_taken_without_asking_anybody() -> None:
    ticket = suggested(Source.GEMINI)
    assert trigger._better(ticket) == ticket.suggestion


def test_without_a_key_there_is_nothing_better_and_nothing_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "off")
    assert trigger._better(suggested(Source.LOCAL)) is None


@pytest.mark.parametrize("later", [True, False])
def test_an_event_is_wanted_again_only_if_gemini_may_answer_later(later: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = suggested(Source.LOCAL)
    assert ticket.suggestion is not None
    away = Outcome(ticket.suggestion, warning="Gemini is away.", failure="HTTP 503", later=later)
    monkeypatch.setattr(suggest, "for_ticket", lambda _: away)
    if later:
        with pytest.raises(trigger.GeminiIsAway, match="HTTP 503"):
            trigger._better(ticket)
    else:
        assert trigger._better(ticket) is None


def test_a_ticket_that_left_the_quarantine_has_its_hour_from_then_on() -> None:
    now = datetime.now(UTC)
    week_ago = now - timedelta(days=7)
    waited = suggested(Source.LOCAL).model_copy(
        update={"quarantined": True, "created_at": week_ago, "updated_at": week_ago}
    )
    assert trigger._is_late(waited)
    assert not trigger._is_late(lifecycle.released(waited, now))
