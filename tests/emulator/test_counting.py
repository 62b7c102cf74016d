"""The counters: whatever is delivered, how often and in which order, they end at the true numbers."""

import random
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import httpx
import pytest
from google.cloud.firestore import FieldFilter
from google.cloud.firestore_v1 import Client, DocumentReference, _helpers
from google.cloud.firestore_v1.types import Document
from google.events.cloud.firestore import DocumentEventData  # type: ignore[import-untyped]

from common import config, ids
from common.models import Category, Priority, Status, TicketStats
from tests.support.answers import success
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, word
from tests.support.waiting import wait_until

SETTLED_S = 30.0
BREAKDOWNS: dict[str, type[StrEnum]] = {"status": Status, "priority": Priority, "category": Category}
type Content = dict[str, Any]


class Numbers:
    """The desk's numbers as they are answered, and as they truly are."""

    def __init__(self, api: httpx.Client, agent: Person, firestore: Client) -> None:
        self.api, self.agent, self.firestore = api, agent, firestore

    def answered(self) -> Content:
        numbers: Content = success(self.api.get("/api/tickets/stats", headers=self.agent.headers))
        return numbers

    def counted(self, *conditions: FieldFilter) -> int:
        query: Any = self.firestore.collection("tickets")
        for condition in conditions:
            query = query.where(filter=condition)
        return int(query.count().get()[0][0].value)

    def recounted(self) -> Content:
        """What `answered` should be, from the tickets themselves."""
        breakdowns = {
            f"{field}_breakdown": {str(value): self.counted(FieldFilter(field, "==", str(value))) for value in enum}
            for field, enum in BREAKDOWNS.items()
        }
        total = self.counted()
        return {
            "total_tickets": total,
            "open_tickets": breakdowns["status_breakdown"]["open"],
            # All tickets here are of today, and less than a day counts as one.
            "avg_tickets_per_day": float(total),
            **breakdowns,
            "daily": self.days(),
        }

    def days(self) -> list[Content]:
        created, resolved = Counter[date](), Counter[date]()
        for ticket in self.firestore.collection("tickets").select(["created_at", "resolved_at"]).stream():
            content = ticket.to_dict() or {}
            for days, instant in ((created, content.get("created_at")), (resolved, content.get("resolved_at"))):
                days.update([instant.date()] if instant else [])
        today = datetime.now(UTC).date()
        last = [today - timedelta(days=age) for age in range(29, -1, -1)]
        return [{"date": str(day), "created": created[day], "resolved": resolved[day]} for day in last]

    def settled(self) -> Content:
        """The numbers, once every write so far has been counted."""
        wait_until(lambda: self.answered() == self.recounted(), SETTLED_S)
        return self.answered()

    def without_average(self) -> Content:
        return {name: value for name, value in self.answered().items() if name != "avg_tickets_per_day"}


@pytest.fixture
def numbers(api: httpx.Client, agent: Person, system: System) -> Numbers:
    return Numbers(api, agent, system.firestore)


def moved(before: Content, after: Content) -> Content:
    """The differences between two answers by field; nested ones as field.value, those of days as field.today."""
    changes = {}
    for name in ("total_tickets", "open_tickets"):
        changes[name] = after[name] - before[name]
    for field in BREAKDOWNS:
        for value, count in after[f"{field}_breakdown"].items():
            changes[f"{field}.{value}"] = count - before[f"{field}_breakdown"][value]
    for name in ("created", "resolved"):
        changes[f"{name}.today"] = after["daily"][-1][name] - before["daily"][-1][name]
        assert [day[name] for day in after["daily"][:-1]] == [day[name] for day in before["daily"][:-1]]
    return {name: change for name, change in changes.items() if change}


def imaginary(**fields: Any) -> Content:
    """A stored ticket of now that exists in events only."""
    now = datetime.now(UTC)
    content = {"status": "open", "priority": "low", "category": "billing", "created_at": now, "resolved_at": None}
    return {**content, **fields}


class Events:
    """Delivers events to the trigger as Eventarc does."""

    def __init__(self, system: System) -> None:
        self.system = system

    def deliver(self, before: Content | None, after: Content | None, *, event: str, ticket: str | None = None) -> None:
        path = f"tickets/{ticket or ids.new_ticket_id(datetime.now(UTC))}"
        database = f"projects/{self.system.project}/databases/(default)"
        headers = {
            "Content-Type": "application/protobuf",
            "ce-specversion": "1.0",
            "ce-id": event,
            "ce-type": "google.cloud.firestore.document.v1.written",
            "ce-source": f"//firestore.googleapis.com/{database}",
            "ce-subject": f"documents/{path}",
            "ce-time": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "ce-location": "us-central1",
            "ce-project": self.system.project,
            "ce-database": "(default)",
            "ce-namespace": "(default)",
            "ce-document": path,
        }
        name = f"{database}/documents/{path}"
        content = {key: self._document(name, it) for key, it in (("old_value", before), ("value", after)) if it}
        # The functions emulator takes events as the Firestore emulator sends them: in base64, which it undoes.
        body = b64encode(DocumentEventData.serialize(DocumentEventData(content)))
        answer = httpx.post(self.system.function_url("count_ticket"), content=body, headers=headers, timeout=60)
        assert answer.status_code == 200, answer.text

    @staticmethod
    def _document(name: str, content: Content) -> Any:
        document = Document.serialize(Document(name=name, fields=_helpers.encode_dict(content)))
        return DocumentEventData.meta.fields["value"].message.deserialize(document)


@pytest.fixture
def events(system: System) -> Events:
    return Events(system)


@pytest.fixture
def event() -> str:
    return f"projects/demo/{word()}"


def marker_of(event: str, system: System) -> DocumentReference:
    document: DocumentReference = system.firestore.collection("counted_events").document(event.replace("/", "%2F"))
    return document


def test_the_numbers_have_the_documented_shape(numbers: Numbers) -> None:
    answered = numbers.answered()
    assert answered.keys() == TicketStats.model_fields.keys()
    for field, enum in BREAKDOWNS.items():
        assert list(answered[f"{field}_breakdown"]) == [str(value) for value in enum]
    days = [date.fromisoformat(day["date"]) for day in answered["daily"]]
    today = datetime.now(UTC).date()
    assert days == [today - timedelta(days=age) for age in range(29, -1, -1)]


def test_after_a_mixed_burst_the_numbers_equal_a_recount(numbers: Numbers, api: httpx.Client, system: System) -> None:
    dice = random.Random(20261122)
    shared = [create(api)["id"] for _ in range(3)]

    def act(number: int) -> None:
        ticket_id = shared[number % 3] if number % 4 else create(api)["id"]
        for _ in range(dice.randrange(4)):
            field, enum = dice.choice(list(BREAKDOWNS.items()))
            change = {field: dice.choice([str(value) for value in enum])}
            success(api.patch(f"/api/tickets/{ticket_id}", json=change, headers=numbers.agent.headers))
        if number % 12 == 0:
            system.firestore.document(f"tickets/{ticket_id}").delete()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(48)))
    settled = numbers.settled()
    assert settled["total_tickets"] == sum(settled["status_breakdown"].values())
    assert settled["total_tickets"] == sum(settled["priority_breakdown"].values())
    assert settled["total_tickets"] == sum(settled["category_breakdown"].values())


def test_a_new_ticket_counts_once_under_each_of_its_values(numbers: Numbers, api: httpx.Client) -> None:
    before = numbers.settled()
    create(api, category="account", priority="critical")
    assert moved(before, numbers.settled()) == {
        "total_tickets": 1,
        "open_tickets": 1,
        "status.open": 1,
        "priority.critical": 1,
        "category.account": 1,
        "created.today": 1,
    }


def test_a_ticket_moves_with_its_status_and_a_reopened_one_leaves_the_day_it_was_resolved(
    numbers: Numbers, api: httpx.Client
) -> None:
    path = f"/api/tickets/{create(api)['id']}"

    def after(status: str) -> Content:
        before = numbers.settled()
        success(api.patch(path, json={"status": status}, headers=numbers.agent.headers))
        return moved(before, numbers.settled())

    assert after("resolved") == {"open_tickets": -1, "status.open": -1, "status.resolved": 1, "resolved.today": 1}
    assert after("closed") == {"status.resolved": -1, "status.closed": 1}
    assert after("in_progress") == {"status.closed": -1, "status.in_progress": 1, "resolved.today": -1}


def test_a_deleted_ticket_no_longer_counts(numbers: Numbers, api: httpx.Client, system: System) -> None:
    before = numbers.settled()
    ticket = create(api)
    numbers.settled()
    system.firestore.document(f"tickets/{ticket['id']}").delete()
    assert moved(before, numbers.settled()) == {}


def test_the_event_of_a_real_ticket_delivered_again_changes_nothing(
    numbers: Numbers, events: Events, api: httpx.Client, system: System
) -> None:
    numbers.settled()
    markers = system.firestore.collection("counted_events")
    known = {marker.id for marker in markers.list_documents()}
    ticket = create(api)
    counted = numbers.settled()
    (marker,) = {marker.id for marker in markers.list_documents()} - known
    stored = system.firestore.document(f"tickets/{ticket['id']}").get().to_dict()
    events.deliver(None, stored, event=marker, ticket=ticket["id"])
    assert moved(counted, numbers.answered()) == {}


@pytest.fixture
def undone(numbers: Numbers, events: Events, event: str) -> Any:
    """Delivers the end of an imaginary ticket after the test, so that the counters are true again."""
    endings: list[Content] = []
    yield endings.append
    for ending in endings:
        events.deliver(ending, None, event=f"{event}-end")
    numbers.settled()


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


def test_a_write_that_moves_no_number_is_not_even_marked(
    numbers: Numbers, events: Events, event: str, system: System
) -> None:
    before = numbers.settled()
    ticket = imaginary()
    events.deliver(ticket, {**ticket, "title": "Other"}, event=event)
    assert numbers.answered() == before
    assert not marker_of(event, system).get().exists


@pytest.mark.parametrize("fields", [{"status": "lost"}, {"status": 7, "priority": None}, {"created_at": "yesterday"}])
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
    assert not changes.keys() & {broken[name] for name in fields}


def test_the_marker_of_an_event_is_kept_longer_than_events_are_delivered(
    numbers: Numbers, events: Events, event: str, undone: Callable[[Content], None], system: System
) -> None:
    ticket = imaginary()
    undone(ticket)
    events.deliver(None, ticket, event=event)
    marker = marker_of(event, system).get()
    assert marker.get("expires_at") - datetime.now(UTC) > timedelta(days=7)


def test_reading_the_numbers_costs_a_constant_number_of_documents(numbers: Numbers, api: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: create(api), range(40)))
    numbers.settled()
    shards = [int(shard.id) for shard in numbers.firestore.collection("counters").get()]
    assert 1 < len(shards) <= config.COUNTER_SHARDS.value
    assert set(shards) <= set(range(config.COUNTER_SHARDS.value))
