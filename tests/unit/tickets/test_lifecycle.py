"""What opening and changing make of a ticket."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from common.base import ids
from common.tickets import lifecycle, reference
from common.tickets.fields import Category, Priority, Status
from common.tickets.inputs import NewTicket, TicketPatch
from common.tickets.model import Setter, Suggestion, Ticket
from tests.support import tickets
from tests.support.tickets import NOON, suggestion

LATER = NOON + timedelta(hours=1)
MUCH_LATER = NOON + timedelta(days=1)


STOOD = suggestion("account", "critical", model="rules")

opened = partial(tickets.opened, stood=STOOD)


def changed(ticket: Ticket, at: datetime = LATER, setter: Setter = Setter.AGENT, **fields: object) -> Ticket:
    return lifecycle.changed(ticket, TicketPatch.model_validate(fields).model_dump(exclude_unset=True), setter, at)


def test_a_ticket_is_opened_in_version_one_at_one_instant() -> None:
    ticket = opened()
    assert (ticket.status, ticket.version, ticket.resolved_at) == (Status.OPEN, 1, None)
    assert ticket.created_at == ticket.updated_at == NOON == ids.created_at(ticket.id)
    assert reference.parse(ticket.reference) == ticket.reference
    assert ticket.channel == "form"


@pytest.mark.parametrize(
    ("source", "model", "setter"),
    [
        ("local", "rules", Setter.RULES),
        ("local", "rules+ngrams+encoder", Setter.LOCAL),
        ("local", None, Setter.LOCAL),
        ("gemini", "gemini-test", Setter.GEMINI),
    ],
)
def test_the_suggestion_fills_in_what_the_sender_left_out_and_is_named_as_who_did(
    source: str, model: str | None, setter: Setter
) -> None:
    ticket = opened(category="billing", stood=suggestion("account", "critical", source, model=model))
    assert (ticket.category, ticket.priority) == (Category.BILLING, Priority.CRITICAL)
    assert (ticket.set_by.category, ticket.set_by.priority) == (Setter.SUBMITTER, setter)


@pytest.mark.parametrize(
    ("first", "better", "replaces"),
    [
        ("rules", "rules", False),
        ("rules", "rules+ngrams+encoder", True),
        ("rules", "gemini-test", True),
        ("rules+ngrams+encoder", "rules+ngrams+encoder", False),
        ("rules+ngrams+encoder", "gemini-test", True),
        ("gemini-test", "gemini-test", False),
    ],
)
def test_a_classifier_replaces_the_values_of_a_worse_one_alone(first: str, better: str, replaces: bool) -> None:
    def by(model: str, priority: str) -> Suggestion:
        return suggestion("account", priority, "gemini" if model == "gemini-test" else "local", model=model)

    ticket, other = opened(stood=by(first, "low")), by(better, "high")
    after = lifecycle.refined(ticket, ticket, other, LATER)
    assert (after is not None) == replaces
    if after is not None:
        assert (after.priority, after.set_by.priority, after.suggestion) == ("high", other.setter, ticket.suggestion)


def test_without_a_suggestion_a_ticket_with_both_values_has_none() -> None:
    new = NewTicket.model_validate({"title": "T", "description": "D", "category": "billing", "priority": "low"})
    ticket = lifecycle.opened(new, channel="form", setter=Setter.SUBMITTER, suggestion=None, now=NOON)
    assert (ticket.suggestion, ticket.category, ticket.set_by.category) == (None, "billing", Setter.SUBMITTER)


@pytest.mark.parametrize("setter", [Setter.SUBMITTER, Setter.AGENT, Setter.INTEGRATION])
def test_whoever_opens_a_ticket_is_named_for_the_values_that_they_chose(setter: Setter) -> None:
    ticket = opened(setter=setter, category="general", priority="high")
    assert ticket.set_by.category == ticket.set_by.priority == setter


def test_the_suggestion_that_stood_is_kept_apart_from_what_was_chosen() -> None:
    ticket = opened(category="general", priority="medium")
    assert ticket.suggestion == STOOD
    assert (ticket.category, ticket.priority) == (Category.GENERAL, Priority.MEDIUM)


def test_two_tickets_of_one_moment_have_ids_and_references_of_their_own() -> None:
    first, second = opened(), opened()
    assert first.id != second.id
    assert first.reference != second.reference


def test_a_change_touches_what_it_names_and_moves_version_and_time() -> None:
    before = opened(category="billing", priority="low")
    after = changed(before, priority="high")
    assert after.priority is Priority.HIGH
    assert after.version == before.version + 1
    assert after.updated_at == LATER
    moving = {"priority", "version", "updated_at", "set_by"}
    assert after.model_dump(exclude=moving) == before.model_dump(exclude=moving)


def test_a_change_to_the_same_value_counts_as_a_change() -> None:
    before = opened(priority="low")
    after = changed(before, priority="low")
    assert (after.version, after.updated_at, after.set_by.priority) == (2, LATER, Setter.AGENT)


def test_only_the_values_that_a_change_names_change_their_setter() -> None:
    after = changed(opened(category="billing", priority="low"), setter=Setter.INTEGRATION, category="general")
    assert (after.set_by.category, after.set_by.priority) == (Setter.INTEGRATION, Setter.SUBMITTER)


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_settling_a_ticket_records_when(status: str) -> None:
    assert changed(opened(), status=status).resolved_at == LATER


def test_closing_a_resolved_ticket_keeps_when_it_was_resolved() -> None:
    resolved = changed(opened(), status="resolved")
    assert changed(resolved, MUCH_LATER, status="closed").resolved_at == LATER


@pytest.mark.parametrize("status", ["open", "in_progress"])
def test_reopening_a_ticket_forgets_when_it_was_resolved(status: str) -> None:
    resolved = changed(opened(), status="resolved")
    assert changed(resolved, MUCH_LATER, status=status).resolved_at is None


def test_changing_the_category_of_a_resolved_ticket_keeps_when_it_was_resolved() -> None:
    resolved = changed(opened(), status="resolved")
    assert changed(resolved, MUCH_LATER, category="general").resolved_at == LATER


def test_a_ticket_that_was_changed_can_be_told_as_it_was_first() -> None:
    first = opened(priority="low")
    now = changed(changed(first, category="billing", priority="critical"), MUCH_LATER, status="closed")
    assert lifecycle.as_first_answered(now, first.category, first.priority, first.set_by) == first


def test_changes_leave_the_ticket_that_they_start_from_as_it_was() -> None:
    before = opened()
    copy = before.model_copy(deep=True)
    changed(before, status="closed", priority="high")
    assert before == copy


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_a_ticket_that_is_settled_is_not_snoozed_any_more(status: str) -> None:
    snoozed = opened().model_copy(update={"snoozed_until": MUCH_LATER})
    assert changed(snoozed, priority="high").snoozed_until == MUCH_LATER
    assert changed(snoozed, status=status).snoozed_until is None
