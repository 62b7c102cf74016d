"""Counter arithmetic: what a ticket contributes to the desk's numbers. Pure: knows neither Firestore nor events.

Every ticket contributes a vector of counts, and the counters are the sum over all tickets. A change of a ticket adds
the difference of two vectors; differences commute, so the order in which they arrive does not matter.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from common.counters import durations
from common.counters.model import Day, FirstReply, SuggestionStats, Tally, TicketStats
from common.tickets.fields import FIELDS, SUGGESTED, Awaiting, Status
from common.tickets.inputs import UID
from common.tickets.model import Setter, Source
from common.tickets.queues import QUEUES, Queue

type Path = tuple[str, ...]
"""Where a count is kept, for example ("total",), ("status", "open") or ("created", "2026-11-22")."""

DAYS = 30
"""Length of the daily series."""
COUNTED = {it.name: it.values for it in FIELDS if it.counted}
"""The fields of a ticket that are counted by value, with the values that count."""
OWNED = "assignee"
QUEUED = {queue: values for queue, values in QUEUES.items() if queue not in (Queue.MINE, Queue.QUARANTINE)}
"""The queues that have a count of their own, with what their tickets have in common; `mine` has one for each agent, and
tickets in quarantine count nowhere."""
OWN = {name: value for name, value in QUEUES[Queue.MINE].items() if name != OWNED}
"""What an agent's own tickets have in common besides."""
READ = (
    *{*COUNTED, *SUGGESTED, *OWN, OWNED, *(name for values in QUEUED.values() for name in values)},
    "created_at",
    "resolved_at",
    "first_replied_at",
    "suggestion",
    "set_by",
)
"""The fields of a ticket on which its contribution depends."""
_DATES = {"created": "created_at", "resolved": "resolved_at"}
_SUGGESTED = {it.name: it.values for it in FIELDS if it.suggested}
_PEOPLE = {Setter.SUBMITTER, Setter.AGENT}
_DAY = timedelta(days=1)


def contribution(ticket: Mapping[str, object] | None) -> dict[Path, int]:
    """What a stored ticket adds to the counters; nothing when there is none. Days are in UTC.

    A value that is missing, of the wrong type or outside its enum counts nowhere, and the rest of the ticket counts.
    """
    if ticket is None:
        return {}
    counts: dict[Path, int] = {("total",): 1}
    for field, enum in COUNTED.items():
        value = ticket.get(field)
        if isinstance(value, str) and value in enum:
            counts[field, str(value)] = 1
    for series, field in _DATES.items():
        instant = _instant(ticket, field)
        if instant is not None:
            counts[series, instant.astimezone(UTC).date().isoformat()] = 1
    if ticket.get("awaiting") == Awaiting.AGENT:
        counts["awaiting", Awaiting.AGENT.value] = 1
    for field in _SUGGESTED:
        counts.update(_fate(ticket, field))
    return {**counts, **_queues(ticket), **_first_reply(ticket)}


def _queues(ticket: Mapping[str, object]) -> dict[Path, int]:
    """The queues that the ticket is in, and whose open ticket it is."""
    counts: dict[Path, int] = {("queue", queue): 1 for queue, values in QUEUED.items() if _has(ticket, values)}
    owner = ticket.get(OWNED)
    if isinstance(owner, str) and re.fullmatch(UID, owner) and _has(ticket, OWN):
        counts["assigned", owner] = 1
    return counts


def _has(ticket: Mapping[str, object], values: Mapping[str, object]) -> bool:
    """Whether a query for these values finds it: in Firestore 1 is not true, and what is missing is not null."""
    return all(
        name in ticket and ticket[name] == value and isinstance(ticket[name], bool) is isinstance(value, bool)
        for name, value in values.items()
    )


def _first_reply(ticket: Mapping[str, object]) -> dict[Path, int]:
    """How long its requester waited for it."""
    opened, replied = _instant(ticket, "created_at"), _instant(ticket, "first_replied_at")
    if opened is None or replied is None:
        return {}
    return {("first_reply", str(durations.bucket_of((replied - opened).total_seconds()))): 1}


def _instant(ticket: Mapping[str, object], field: str) -> datetime | None:
    instant = ticket.get(field)
    return instant if isinstance(instant, datetime) and instant.tzinfo is not None else None


def _fate(ticket: Mapping[str, object], field: str) -> dict[Path, int]:
    """What became of the suggestion for a field: overridden where a person has chosen another value.

    A value that an integration set does not count: its programmer saw no suggestion.
    """
    suggested, source = (_within(ticket.get("suggestion"), name) for name in (field, "source"))
    value, setter = _within(ticket, field), _within(ticket.get("set_by"), field)
    enum = _SUGGESTED[field]
    known = suggested in enum and source in Source and value in enum and setter in Setter
    if not known or setter == Setter.INTEGRATION:
        return {}
    counts: dict[Path, int] = {("suggested", field, str(source), str(suggested)): 1}
    if setter in _PEOPLE and value != suggested:
        counts["overridden", field, str(source), str(suggested)] = 1
    return counts


def _within(content: object, name: str) -> object:
    value = content.get(name) if isinstance(content, Mapping) else None
    return value if isinstance(value, str) else None


def delta(before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> dict[Path, int]:
    """What a change of a ticket from `before` to `after` adds to the counters, without zeros."""
    return add(contribution(after), {path: -count for path, count in contribution(before).items()})


def add(*counts: Mapping[Path, int]) -> dict[Path, int]:
    """The sum of several counts, without zeros."""
    total: Counter[Path] = Counter()
    for each in counts:
        total.update(each)
    return {path: count for path, count in total.items() if count}


def stats(
    counts: Mapping[Path, int], first_created: datetime | None, waiting_since: datetime | None, now: datetime
) -> TicketStats:
    """The desk's numbers from the summed counters.

    `first_created` belongs to the oldest ticket, `waiting_since` to the one that waits longest; None without one.
    """

    def count(*path: str) -> int:
        # While an update has been counted and its ticket's creation has not, a sum is briefly negative.
        return max(0, counts.get(path, 0))

    def tally(*path: str) -> Tally:
        return Tally(suggested=count("suggested", *path), overridden=count("overridden", *path))

    breakdowns: dict[str, Any] = {
        f"{field}_breakdown": {value: count(field, value) for value in enum} for field, enum in COUNTED.items()
    }
    return TicketStats(
        total_tickets=count("total"),
        open_tickets=count("status", Status.OPEN),
        avg_tickets_per_day=_average(count("total"), first_created, now),
        **breakdowns,
        daily=[
            Day(date=day, created=count("created", str(day)), resolved=count("resolved", str(day)))
            for day in _last_days(now)
        ],
        suggestions=SuggestionStats.model_validate(
            {
                field: {source: {value: tally(field, source, value) for value in enum} for source in Source}
                for field, enum in _SUGGESTED.items()
            }
        ),
        first_reply_seconds=_first_replies(counts),
        waiting_now=count("awaiting", Awaiting.AGENT),
        oldest_waiting_since=waiting_since,
        assigned={path[1]: number for path, number in sorted(counts.items()) if path[0] == "assigned" and number > 0},
    )


def _first_replies(counts: Mapping[Path, int]) -> FirstReply:
    buckets = {
        int(path[-1]): count for path, count in counts.items() if path[0] == "first_reply" and path[-1].isdecimal()
    }
    return FirstReply(median=durations.percentile(buckets, 50), p90=durations.percentile(buckets, 90))


def _average(total: int, first_created: datetime | None, now: datetime) -> float:
    if first_created is None:
        return 0.0
    return round(total / (max(_DAY, now - first_created) / _DAY), 1)


def _last_days(now: datetime) -> list[date]:
    today = now.astimezone(UTC).date()
    return [today - timedelta(days=age) for age in range(DAYS - 1, -1, -1)]
