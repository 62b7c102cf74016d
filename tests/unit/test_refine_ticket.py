"""What the trigger takes for Gemini's suggestion, where it needs nothing that runs."""

from datetime import UTC, datetime, timedelta

import pytest

from common import lifecycle, suggestions
from common.classifier.service import Outcome
from common.inputs import NewTicket
from common.models import Category, Confidence, Priority, Setter, Source, Suggestion, Ticket
from triggers import refine_ticket as trigger


def opened(source: Source, age: timedelta = timedelta()) -> Ticket:
    stood = Suggestion(
        category=Category.BILLING,
        priority=Priority.HIGH,
        source=source,
        confidence=Confidence.MEDIUM,
        reason="Because.",
        signals=[],
    )
    new = NewTicket(title="Help", description="Please")
    now = datetime.now(UTC) - age
    return lifecycle.opened(new, channel="form", setter=Setter.SUBMITTER, suggestion=stood, rules=stood, now=now)


def test_what_gemini_had_suggested_in_the_form_is_taken_without_asking_anybody() -> None:
    ticket = opened(Source.GEMINI)
    assert trigger._better(ticket) == ticket.suggestion


def test_without_a_key_there_is_nothing_better_and_nothing_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "off")
    assert trigger._better(opened(Source.LOCAL)) is None


@pytest.mark.parametrize(("minutes", "again"), [(0, True), (59, True), (61, False)])
def test_an_event_is_wanted_again_for_an_hour_while_gemini_is_away(
    minutes: int, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = opened(Source.LOCAL, timedelta(minutes=minutes))
    assert ticket.suggestion is not None
    away = Outcome(ticket.suggestion, warning="Gemini is away.", failure="HTTP 503", later=True)
    monkeypatch.setattr(suggestions, "for_ticket", lambda _: away)
    if again:
        with pytest.raises(trigger.GeminiIsAway, match="HTTP 503"):
            trigger._better(ticket)
    else:
        assert trigger._better(ticket) is None


def test_a_ticket_that_left_the_quarantine_has_its_hour_from_then_on(monkeypatch: pytest.MonkeyPatch) -> None:
    waited = opened(Source.LOCAL, timedelta(days=7)).model_copy(update={"quarantined": True})
    released = lifecycle.released(waited, datetime.now(UTC))
    assert released.suggestion is not None
    away = Outcome(released.suggestion, warning="Gemini is away.", failure="HTTP 503", later=True)
    monkeypatch.setattr(suggestions, "for_ticket", lambda _: away)
    with pytest.raises(trigger.GeminiIsAway):
        trigger._better(released)
