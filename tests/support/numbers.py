"""The desk's numbers as they are answered, and as they truly are."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

import httpx
from google.cloud.firestore_v1 import Client

from common.counters.durations import COARSE, FINE, Scale
from common.tickets.fields import Category, Priority, Status
from tests.support.answers import success
from tests.support.people import Person
from tests.support.waiting import wait_until

SETTLED_S = 90.0
"""The emulator delivers events one after the other, and another worker keeps it busy."""
RECOUNT_S = 1.0
"""A recount reads every ticket, which keeps the emulator from delivering: not until the answer fits the last one."""
BREAKDOWNS: dict[str, type[StrEnum]] = {"status": Status, "priority": Priority, "category": Category}
WAITING = ("awaiting", "waiting_since", "first_replied_at")
QUEUED = ("assignee", "snoozed_until", "undelivered", "settled")
ENDS = {"first_reply": "first_replied_at", "resolution": "resolved_at"}
SUGGESTED = ("set_by", "suggestion.source", "suggestion.category", "suggestion.priority")
type Content = dict[str, Any]


class Numbers:
    """The desk's numbers as they are answered, and as they truly are."""

    def __init__(self, api: httpx.Client, agent: Person, firestore: Client) -> None:
        self.api, self.agent, self.firestore = api, agent, firestore

    def answered(self) -> Content:
        numbers: Content = success(self.api.get("/api/tickets/stats", headers=self.agent.headers))
        if numbers["oldest_waiting_since"] is not None:
            numbers["oldest_waiting_since"] = datetime.fromisoformat(numbers["oldest_waiting_since"]).isoformat()
        return numbers

    def recounted(self) -> Content:
        """What `answered` should be, from the tickets themselves."""
        fields = [*BREAKDOWNS, "created_at", "resolved_at", *WAITING, *QUEUED, *SUGGESTED]
        read = self.firestore.collection("tickets").select(fields)
        tickets = [it.to_dict() or {} for it in read.stream()]
        breakdowns = {f"{field}_breakdown": by_value(tickets, field, enum) for field, enum in BREAKDOWNS.items()}
        return {
            "total_tickets": len(tickets),
            "open_tickets": breakdowns["status_breakdown"]["open"],
            # All tickets here are of today, and less than a day counts as one.
            "avg_tickets_per_day": float(len(tickets)),
            **breakdowns,
            "daily": days(tickets),
            "suggestions": {field: suggestions(tickets, field) for field in ("category", "priority")},
            "backlog": backlog(tickets),
            **{f"{name}_seconds": spans(tickets, end, FINE) for name, end in ENDS.items()},
            "times_by_category": {str(it): times([t for t in tickets if t.get("category") == it]) for it in Category},
            "times_by_assignee": by_assignee(tickets),
            **waiting(tickets),
            "assigned": {uid: count for uid, count in Counter(map(owner, tickets)).items() if uid},
        }

    def settled(self) -> Content:
        """The numbers, once every write so far has been counted."""
        return agreed(self.answered, self.recounted)

    def queues(self, who: Person | None = None) -> dict[str, int]:
        """How long they are, as it is answered to the agent."""
        answer = self.api.get("/api/queues", headers=(who or self.agent).headers)
        return {it["id"]: it["count"] for it in success(answer)["results"] if it["kind"] == "queue"}

    def settled_queues(self, who: Person | None = None) -> dict[str, int]:
        """Once every write so far has been counted; that of the quarantine is left out."""
        asks = who or self.agent

        def answered() -> dict[str, int]:
            return {name: count for name, count in self.queues(asks).items() if name != "quarantine"}

        def recounted() -> dict[str, int]:
            read = self.firestore.collection("tickets").select([*QUEUED, "status", "priority", "awaiting"])
            return queues([it.to_dict() or {} for it in read.stream()], asks.uid)

        return agreed(answered, recounted)

    def without_average(self) -> Content:
        return {name: value for name, value in self.answered().items() if name != "avg_tickets_per_day"}


def agreed[T: dict[str, Any]](answered: Callable[[], T], recounted: Callable[[], T]) -> T:
    """What is answered, once it is what a recount comes to; an AssertionError with what differs after SETTLED_S."""
    deadline = time.monotonic() + SETTLED_S
    while (said := answered()) != (true := recounted()):
        if time.monotonic() > deadline:
            differing = {it: (said.get(it), true.get(it)) for it in said | true if said.get(it) != true.get(it)}
            raise AssertionError(f"after {SETTLED_S} s, as answered and as recounted: {differing}")
        with suppress(AssertionError):  # what is true may have changed meanwhile
            wait_until(partial(lambda expected: answered() == expected, true), RECOUNT_S)
    return said


def is_settled(ticket: Content) -> bool | None:
    """Where somebody broke the status, what is stored beside it counts; None where nothing is."""
    status = ticket.get("status")
    return status in ("resolved", "closed") if status in tuple(Status) else ticket.get("settled")


def at_work(ticket: Content) -> bool:
    return is_settled(ticket) is False and not ticket.get("snoozed_until")


def owner(ticket: Content) -> str | None:
    """Whose open ticket it is, unless it is snoozed."""
    return ticket.get("assignee") if at_work(ticket) else None


def queues(tickets: list[Content], uid: str) -> dict[str, int]:
    """How long they are for the agent."""
    working, settled = [it for it in tickets if at_work(it)], [is_settled(it) for it in tickets]
    return {
        "mine": sum(it.get("assignee") == uid for it in working),
        "unassigned": sum(it.get("assignee") is None for it in working),
        "urgent": sum(it.get("priority") in ("critical", "high") for it in working),
        "waiting": sum(it.get("awaiting") == "requester" for it in working),
        "undelivered": sum(bool(it.get("undelivered")) for it in working),
        "open": settled.count(False),
        "resolved": settled.count(True),
    }


def by_value(tickets: list[Content], field: str, enum: type[StrEnum]) -> dict[str, int]:
    counts = Counter(ticket.get(field) for ticket in tickets)
    return {str(value): counts[value] for value in enum}


def days(tickets: list[Content]) -> list[Content]:
    created, resolved = (Counter(it[at].date() for it in tickets if it.get(at)) for at in ("created_at", "resolved_at"))
    today = datetime.now(UTC).date()
    last = [today - timedelta(days=age) for age in range(29, -1, -1)]
    return [{"date": str(day), "created": created[day], "resolved": resolved[day]} for day in last]


def backlog(tickets: list[Content]) -> list[Content]:
    """All tickets here are of today."""
    unsettled = sum(it.get("status") in ("open", "in_progress") for it in tickets)
    bounds = [(0, 0), (1, 2), (3, 6), (7, 29), (30, None)]
    return [{"from_days": first, "to_days": last, "count": 0 if first else unsettled} for first, last in bounds]


def spans(tickets: list[Content], end: str, scale: Scale) -> Content:
    """The percentiles of how long it took, in the resolution in which it is counted."""
    took = [(it[end] - it["created_at"]).total_seconds() for it in tickets if it.get(end)]
    buckets = Counter(map(scale.bucket_of, took))
    return {"count": len(took), "median": scale.percentile(buckets, 50), "p90": scale.percentile(buckets, 90)}


def times(tickets: list[Content]) -> Content:
    return {f"{name}_seconds": spans(tickets, end, COARSE) for name, end in ENDS.items()}


def by_assignee(tickets: list[Content]) -> Content:
    ended = [it for it in tickets if it.get("assignee") and any(it.get(end) for end in ENDS.values())]
    return {uid: times([it for it in ended if it["assignee"] == uid]) for uid in {it["assignee"] for it in ended}}


def waiting(tickets: list[Content]) -> Content:
    since = [it["waiting_since"] for it in tickets if it.get("awaiting") == "agent"]
    return {"waiting_now": len(since), "oldest_waiting_since": min(since).isoformat() if since else None}


def suggestions(tickets: list[Content], field: str) -> Content:
    """How often a person overrode what was suggested, by source and suggested value."""
    found: Content = {}
    for source in ("gemini", "local"):
        for value in map(str, BREAKDOWNS[field]):
            these = [
                it
                for it in tickets
                if (it.get("suggestion") or {}).items() >= {"source": source, field: value}.items()
                and it["set_by"][field] != "integration"
            ]
            others = [it for it in these if it[field] != value and it["set_by"][field] in ("submitter", "agent")]
            found.setdefault(source, {})[value] = {"suggested": len(these), "overridden": len(others)}
    return found


def moved(before: Content, after: Content) -> Content:
    """The differences between two answers by field; nested ones as field.value, those of days as field.today."""
    changes = {}
    for name in ("total_tickets", "open_tickets", "waiting_now"):
        changes[name] = after[name] - before[name]
    for field in BREAKDOWNS:
        for value, count in after[f"{field}_breakdown"].items():
            changes[f"{field}.{value}"] = count - before[f"{field}_breakdown"][value]
    for name in ("created", "resolved"):
        changes[f"{name}.today"] = after["daily"][-1][name] - before["daily"][-1][name]
        assert [day[name] for day in after["daily"][:-1]] == [day[name] for day in before["daily"][:-1]]
    return {name: change for name, change in changes.items() if change}
