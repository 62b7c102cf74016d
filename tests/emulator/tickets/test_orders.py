"""The orders of the list: each is whole, stable and no dearer than the order of the documents' names."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from common.base.errors import Forbidden
from common.tickets import listing, queues, store
from common.tickets.fields import Awaiting, Priority, Status
from common.tickets.inputs import TicketQuery
from common.tickets.model import Ticket
from common.tickets.queues import Queue, Sort
from scripts.measure.bench.costs import counted
from tests.support.system import System
from tests.support.tickets import opened, word

START = store.now_ms()
INSTANTS = [START + timedelta(microseconds=250_001 * number) for number in range(3)]
"""So few that many tickets share one; of today, as all tickets here are."""
ME = "ada"

type Key = Callable[[Ticket], tuple[Any, ...]]

KEYS: dict[Sort, Key] = {
    Sort.NEWEST: lambda it: (it.id,),
    Sort.OLDEST: lambda it: (it.created_at, it.id),
    Sort.WAITING: lambda it: (it.waiting_since, it.id),
    Sort.URGENT: lambda it: (queues.beside(it)["urgency"], it.id),
    Sort.UPDATED: lambda it: (-it.updated_at.timestamp(), tuple(-ord(letter) for letter in it.id)),
}


@pytest.fixture(scope="module")
def someone() -> str:
    """An address of which only the tickets of this module are."""
    return f"{word()}@example.com"


def stored(system: System, email: str, dice: random.Random, **fields: Any) -> Ticket:
    """A ticket with one of few values in whatever the list is sorted by, past the functions."""
    values = {"updated_at": dice.choice(INSTANTS), "waiting_since": dice.choice(INSTANTS), **fields}
    priority, now = dice.choice([*Priority]), dice.choice(INSTANTS)
    new = opened(now=now, requester={"email": email}, priority=priority, category="general")
    ticket = new.model_copy(update=values)
    system.firestore.document(store.reference_of(ticket).path).set(store.document_of(ticket, "token"))
    return ticket


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("page_size", [1, 3, 100])
def test_pages_show_every_ticket_once_and_in_order_while_others_come_and_move(
    sort: Sort, page_size: int, system: System
) -> None:
    dice, email = random.Random(page_size), f"{word()}@example.com"
    before = [stored(system, email, dice) for _ in range(8)]
    passing = stored(system, email, dice)
    seen: list[str] = []
    query = TicketQuery.model_validate({"requester": email.upper(), "sort": sort, "page_size": str(page_size)})
    while True:
        page = listing.page(query, ME)
        seen += [it.id for it in page.results]
        if page.next_cursor is None:
            break
        query = query.model_copy(update={"cursor": page.next_cursor})
        stored(system, email, dice)
        moved = {"updated_at": dice.choice(INSTANTS), "waiting_since": dice.choice(INSTANTS), "urgency": "0"}
        system.firestore.document(f"tickets/{passing.id}").update(moved)
    expected = [it.id for it in sorted(before, key=KEYS[sort])]
    assert [it for it in seen if it in set(expected)] == expected
    others = [it for it in seen if it != passing.id]
    assert len(others) == len({*others})


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("sort", Sort)
def test_a_page_is_one_query_of_its_tickets_and_one_more_whatever_is_asked_for(
    sort: Sort, system: System, someone: str
) -> None:
    dice = random.Random(1)
    waiting = {"assignee": ME, "undelivered": True, "priority": Priority.HIGH, "snoozed_until": None}
    for awaiting in (Awaiting.AGENT, Awaiting.REQUESTER, Awaiting.AGENT):
        stored(system, someone, dice, awaiting=awaiting, **waiting)
    asked: list[dict[str, Any]] = [{}, {"requester": someone}, {"assignee": "me", "status": "open"}, {"queue": "open"}]
    asked += [
        {"queue": "mine", "requester": someone},
        {"queue": "undelivered", "category": "general", "assignee": "me"},
    ]
    for query in asked:
        with counted() as cost:
            page = listing.page(TicketQuery.model_validate({**query, "sort": sort, "page_size": "1"}), ME)
        assert (cost.queries, cost.documents, cost.reads, cost.counts) == (1, 2, 0, 0), query
        assert len(page.results) == 1


@pytest.mark.usefixtures("inside")
def test_each_queue_has_its_tickets_and_no_others(system: System) -> None:
    dice, email = random.Random(2), f"{word()}@example.com"
    awaited = {"awaiting": Awaiting.AGENT, "priority": Priority.LOW, "assignee": "grace"}
    changes: dict[str, dict[str, Any]] = {
        "mine": {"assignee": ME},
        "unassigned": {"assignee": None},
        "urgent": {"priority": Priority.CRITICAL},
        "waiting": {"awaiting": Awaiting.REQUESTER},
        "undelivered": {"undelivered": True},
        "open": {},
        "resolved": {"status": Status.RESOLVED, "awaiting": None},
        "quarantine": {"quarantined": True},
    }
    tickets = {queue: stored(system, email, dice, **{**awaited, **fields}) for queue, fields in changes.items()}
    until = {"snoozed_until": START + timedelta(days=1), "assignee": ME, "undelivered": True, "priority": Priority.HIGH}
    snoozed = stored(system, email, dice, **{**awaited, **until})

    def found(**query: Any) -> set[str]:
        return {it.id for it in listing.page(TicketQuery.model_validate({"requester": email, **query}), ME).results}

    at_work = {tickets[it].id for it in changes if it not in ("resolved", "quarantine")}
    for queue in Queue:
        assert found(queue=queue) == ({*at_work, snoozed.id} if queue == "open" else {tickets[queue].id})
    assert found(snoozed=True) == found(snoozed=True, queue="open") == {snoozed.id}
    assert found(snoozed=True, queue="mine") == found(assignee="none", queue="mine") == set()
    assert found(queue="waiting", sort="waiting") == {tickets["waiting"].id}
    assert found(sort="waiting", awaiting="requester") == {tickets["waiting"].id}
    assert found(sort="waiting") == {*at_work, snoozed.id} - {tickets["waiting"].id}
    assert found(assignee=ME) == found(assignee="me") == {tickets["mine"].id, snoozed.id}
    assert found(assignee="none") == {tickets["unassigned"].id}


@pytest.mark.usefixtures("inside")
def test_what_somebody_wrote_by_hand_into_an_order_ends_no_paging(system: System) -> None:
    dice, email = random.Random(3), f"{word()}@example.com"
    tickets = [stored(system, email, dice) for _ in range(3)]
    broken = [stored(system, email, dice) for _ in range(3)]
    by_hand: list[dict[str, Any]] = [{"updated_at": 5}, {"updated_at": "z"}, {"updated_at": START, "title": 7}]
    for ticket, fields in zip(broken, by_hand, strict=True):
        system.firestore.document(f"tickets/{ticket.id}").update(fields)
    query, seen = TicketQuery.model_validate({"requester": email, "sort": "updated", "page_size": "1"}), list[str]()
    for _ in range(10):
        page = listing.page(query, ME)
        seen += [it.id for it in page.results]
        if page.next_cursor is None:
            break
        query = query.model_copy(update={"cursor": page.next_cursor})
    assert page.next_cursor is None
    assert sorted(it for it in seen if it not in {it.id for it in broken}) == sorted(it.id for it in tickets)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("query", [{"assignee": "me"}, {"queue": "mine"}])
def test_who_is_no_agent_has_no_tickets_of_their_own(query: dict[str, str]) -> None:
    with pytest.raises(Forbidden):
        listing.page(TicketQuery.model_validate(query), None)
