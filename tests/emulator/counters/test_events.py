"""The counting trigger: whatever is delivered, how often and in which order, it counts once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from google.cloud.firestore import GeoPoint

from tests.support.events import Content, Events, imaginary, marker_of
from tests.support.numbers import Numbers, moved
from tests.support.system import System
from tests.support.tickets import create, word


@pytest.fixture
def events(system: System) -> Events:
    return Events(system)


@pytest.fixture
def event() -> str:
    return f"projects/demo/{word()}"


@pytest.fixture
def undone(numbers: Numbers, events: Events, event: str) -> Any:
    """Delivers the end of an imaginary ticket after the test, so that the counters are true again."""
    endings: list[Content] = []
    yield endings.append
    for ending in endings:
        events.deliver(ending, None, event=f"{event}-end")
    numbers.settled()


def test_the_event_of_a_real_ticket_delivered_again_changes_nothing(
    numbers: Numbers, events: Events, api: httpx.Client, system: System
) -> None:
    numbers.settled()
    markers = system.firestore.collection("counted_events")
    known = {marker.id for marker in markers.list_documents()}
    ticket = create(api)
    counted = numbers.settled()
    new = {marker.id for marker in markers.list_documents()} - known  # of late events of other tests, too
    stored = system.firestore.document(f"tickets/{ticket['id']}").get().to_dict()
    assert new
    for marker in new:
        events.deliver(None, stored, event=marker, ticket=ticket["id"])
    assert moved(counted, numbers.answered()) == {}


def test_an_event_delivered_twenty_times_counts_once(
    numbers: Numbers, events: Events, event: str, undone: Callable[[Content], None], system: System
) -> None:
    before = numbers.settled()
    ticket = imaginary()
    undone(ticket)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: events.deliver(None, ticket, event=event), range(20)))
    assert moved(before, numbers.answered()) == {
        "total_tickets": 1,
        "open_tickets": 1,
        "status.open": 1,
        "priority.low": 1,
        "category.billing": 1,
        "created.today": 1,
    }


def test_a_change_delivered_before_the_creation_ends_in_the_same_numbers(
    numbers: Numbers, events: Events, event: str, undone: Callable[[Content], None]
) -> None:
    before = numbers.settled()
    opened = imaginary()
    closed = {**opened, "status": "closed", "priority": "high", "resolved_at": datetime.now(UTC)}
    undone(closed)
    for number, (old, new) in enumerate([(opened, closed), (None, opened)]):
        events.deliver(old, new, event=f"{event}-{number}")
    assert moved(before, numbers.answered()) == {
        "total_tickets": 1,
        "status.closed": 1,
        "priority.high": 1,
        "category.billing": 1,
        "created.today": 1,
        "resolved.today": 1,
    }


def test_different_events_at_once_all_count(numbers: Numbers, events: Events, event: str) -> None:
    before = numbers.settled()
    tickets = dict(enumerate(imaginary(priority="critical") for _ in range(16)))

    def begin(number: int) -> None:
        events.deliver(None, tickets[number], event=f"{event}-begin-{number}")

    def end(number: int) -> None:
        events.deliver(tickets[number], None, event=f"{event}-end-{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(begin, tickets))
        assert moved(before, numbers.answered())["priority.critical"] == len(tickets)
        list(pool.map(end, tickets))
    assert moved(before, numbers.settled()) == {}


def test_a_write_that_moves_no_number_is_a_signal_once(
    numbers: Numbers, events: Events, event: str, system: System
) -> None:
    def writes() -> int:
        shards = system.firestore.collection("counters").select(["writes"]).stream()
        return sum((it.to_dict() or {}).get("writes", 0) for it in shards)

    before, written = numbers.settled(), writes()
    ticket = imaginary()
    for _ in range(3):
        events.deliver(ticket, {**ticket, "title": "Other"}, event=event)
    assert numbers.answered() == before
    assert writes() == written + 1


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "lost"},
        {"status": 7, "priority": None},
        {"created_at": "yesterday"},
        {"status": b"open", "created_at": GeoPoint(1, 2)},
        {"suggestion": [{"category": 1}], "set_by": {"category": {"nested": [None]}}, "terms": {"a": {"b": 1}}},
    ],
)
def test_a_ticket_that_somebody_broke_counts_where_it_is_whole(
    fields: Content, numbers: Numbers, events: Events, event: str, undone: Callable[[Content], None]
) -> None:
    before = numbers.settled()
    ticket = imaginary(**fields)
    undone(ticket)
    events.deliver(None, ticket, event=event)
    changes = moved(before, numbers.answered())
    assert changes["total_tickets"] == changes["category.billing"] == 1
    broken = {"created_at": "created.today", "status": "status.open", "priority": "priority.low"}
    assert not changes.keys() & {broken[name] for name in fields if name in broken}


def test_the_marker_of_an_event_is_kept_longer_than_events_are_delivered(
    numbers: Numbers, events: Events, event: str, undone: Callable[[Content], None], system: System
) -> None:
    ticket = imaginary()
    undone(ticket)
    events.deliver(None, ticket, event=event)
    marker = marker_of(event, system).get()
    assert marker.get("expires_at") - datetime.now(UTC) > timedelta(days=7)
