"""The queues, and what is stored of a ticket so that they find it."""

from datetime import timedelta
from itertools import product

import pytest

from common.tickets import lifecycle, queues
from common.tickets.changes import said
from common.tickets.fields import SETTLED, Awaiting, Priority, Status
from common.tickets.model import Setter, Ticket
from common.tickets.queues import QUEUES, Queue
from tests.support.tickets import NOON, opened


def beside(ticket: Ticket, **fields: object) -> dict[str, object]:
    return queues.beside(ticket.model_copy(update=fields))


def test_a_ticket_is_settled_snoozed_or_urgent_as_its_fields_say() -> None:
    ticket = opened(priority="low")
    assert beside(ticket).items() >= {"settled": False, "snoozed": False, "urgent": False}.items()
    assert {it for it in Status if beside(ticket, status=it)["settled"]} == SETTLED
    assert {it for it in Priority if beside(ticket, priority=it)["urgent"]} == {Priority.CRITICAL, Priority.HIGH}
    assert beside(ticket, snoozed_until=NOON)["snoozed"]


def test_urgency_sorts_by_priority_and_then_by_age() -> None:
    instants = [NOON - timedelta(days=20_000), NOON, NOON + timedelta(milliseconds=1), NOON + timedelta(days=20_000)]
    priorities = ["critical", "high", "medium", "low"]
    tickets = [opened(now=now, priority=priority) for priority, now in product(priorities, instants)]
    order = [str(beside(it)["urgency"]) for it in tickets]
    assert order == sorted(set(order))
    assert all(it.isdecimal() and len(it) == 16 for it in order)


@pytest.mark.parametrize(
    ("requester", "address"), [(None, None), ({"name": "A"}, None), ({"email": "A@B.de"}, "a@b.de")]
)
def test_the_requester_s_address_is_in_small_letters(requester: object, address: str | None) -> None:
    assert beside(opened(requester=requester))["requester_address"] == address


def in_queues(ticket: Ticket) -> set[Queue]:
    """The queues that have it, for an agent whose uid is "me"."""
    stored = {**ticket.model_dump(), **queues.beside(ticket)}
    return {queue for queue, values in QUEUES.items() if all(stored[name] == value for name, value in values.items())}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"unassigned", "open"}),
        ({"assignee": "me"}, {"mine", "open"}),
        ({"assignee": "ada", "priority": Priority.HIGH}, {"urgent", "open"}),
        ({"assignee": "ada", "awaiting": Awaiting.REQUESTER}, {"waiting", "open"}),
        ({"assignee": "ada", "undelivered": True}, {"undelivered", "open"}),
        ({"status": Status.RESOLVED, "undelivered": True}, {"undelivered", "resolved"}),
        ({"assignee": "me", "undelivered": True, "priority": Priority.CRITICAL, "snoozed_until": NOON}, {"open"}),
        ({"assignee": "me", "status": Status.RESOLVED}, {"resolved"}),
        ({"status": Status.CLOSED, "priority": Priority.CRITICAL}, {"resolved"}),
    ],
)
def test_a_ticket_is_in_the_queues_that_it_fits(fields: dict[str, object], expected: set[str]) -> None:
    ticket = opened(priority="low").model_copy(update=fields)
    assert in_queues(ticket) - {Queue.QUARANTINE} == expected  # which has a collection of its own


def test_the_history_has_each_value_in_words() -> None:
    until = NOON + timedelta(milliseconds=250)
    values = {"assignee": "ada", "tags": ["a b", "vip"], "snoozed_until": until}
    after = lifecycle.changed(opened(), values, Setter.AGENT, NOON)
    assert [said(getattr(after, name)) for name in values] == ["ada", "a b, vip", "2026-11-22T12:00:00.250000Z"]
    assert [said(getattr(opened(), name)) for name in values] == ["none"] * 3
