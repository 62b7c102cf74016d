"""Counter arithmetic: what a ticket contributes to the desk's numbers. Pure: knows neither Firestore nor events.

Every ticket contributes a vector of counts, and the counters are the sum over all tickets. A change of a ticket adds
the difference of two vectors; differences commute, so the order in which they arrive does not matter.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from common.counters.durations import COARSE, FINE
from common.tickets.fields import FIELDS, SETTLED, SUGGESTED, Awaiting, Status
from common.tickets.inputs import UID
from common.tickets.model import Setter, Source
from common.tickets.queues import QUEUES, Queue

type Path = tuple[str, ...]
"""Where a count is kept, for example ("total",), ("status", "open") or ("created", "2026-11-22")."""

COUNTED = {it.name: it.values for it in FIELDS if it.counted}
"""The fields of a ticket that are counted by value, with the values that count."""
VERSION = " ".join(("3", *sorted(COUNTED)))
"""Of what a ticket contributes: the names, and a number, one more with every change that the names do not say. Counters
of another version are counted anew."""
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
ENDS = {"first_reply": "first_replied_at", "resolution": "resolved_at"}
"""What is measured from a ticket's creation on, and the field that has its end."""
GROUPED = ("category", OWNED)
"""The fields by whose values it is counted as well, on the coarse scale."""
SUGGESTIONS = {it.name: it.values for it in FIELDS if it.suggested}
_PEOPLE = {Setter.SUBMITTER, Setter.AGENT}


def contribution(ticket: Mapping[str, object] | None) -> dict[Path, int]:
    """What a stored ticket adds to the counters; nothing when there is none. Days are in UTC.

    A value that is missing, of the wrong type or outside its enum counts nowhere, and the rest of the ticket counts.
    """
    if ticket is None:
        return {}
    counts: dict[Path, int] = {("total",): 1}
    for field in COUNTED:
        value = _value(ticket, field)
        if value:
            counts[field, value] = 1
    for series, field in _DATES.items():
        instant = _instant(ticket, field)
        if instant is not None:
            counts[series, instant.astimezone(UTC).date().isoformat()] = 1
    if ticket.get("awaiting") == Awaiting.AGENT:
        counts["awaiting", Awaiting.AGENT.value] = 1
    for field in SUGGESTIONS:
        counts.update(_suggestion(ticket, field))
    return {**counts, **_backlog(ticket), **_queues(ticket), **_times(ticket)}


def _value(ticket: Mapping[str, object], field: str) -> str | None:
    """Of a field that is counted by value."""
    value = ticket.get(field)
    return str(value) if isinstance(value, str) and value in COUNTED[field] else None


def _backlog(ticket: Mapping[str, object]) -> dict[Path, int]:
    """The day on which it was created, while it is not settled."""
    created, status = _instant(ticket, "created_at"), ticket.get("status")
    if created is None or status not in tuple(Status) or status in SETTLED:
        return {}
    return {("backlog", created.astimezone(UTC).date().isoformat()): 1}


def _queues(ticket: Mapping[str, object]) -> dict[Path, int]:
    """The queues that the ticket is in, and whose open ticket it is."""
    counts: dict[Path, int] = {("queue", queue): 1 for queue, values in QUEUED.items() if _has(ticket, values)}
    owner = _owner(ticket)
    if owner and _has(ticket, OWN):
        counts["assigned", owner] = 1
    return counts


def _owner(ticket: Mapping[str, object]) -> str | None:
    owner = ticket.get(OWNED)
    return owner if isinstance(owner, str) and re.fullmatch(UID, owner) else None


def _has(ticket: Mapping[str, object], values: Mapping[str, object]) -> bool:
    """Whether a query for these values finds it: in Firestore 1 is not true, and what is missing is not null."""
    return all(
        name in ticket and ticket[name] == value and isinstance(ticket[name], bool) is isinstance(value, bool)
        for name, value in values.items()
    )


def _times(ticket: Mapping[str, object]) -> dict[Path, int]:
    """How long its requester waited for the first reply and for the solution, as far as they have come."""
    counts: dict[Path, int] = {}
    began = _instant(ticket, "created_at")
    for measure, field in ENDS.items():
        ended = _instant(ticket, field)
        if began is None or ended is None:
            continue
        seconds = (ended - began).total_seconds()
        counts[measure, str(FINE.bucket_of(seconds))] = 1
        for group in GROUPED:
            value = _owner(ticket) if group == OWNED else _value(ticket, group)
            if value:
                counts[f"{measure}_by", group, value, str(COARSE.bucket_of(seconds))] = 1
    return counts


def _instant(ticket: Mapping[str, object], field: str) -> datetime | None:
    instant = ticket.get(field)
    return instant if isinstance(instant, datetime) and instant.tzinfo is not None else None


def _suggestion(ticket: Mapping[str, object], field: str) -> dict[Path, int]:
    """What became of the suggestion for a field: overridden where a person has chosen another value.

    A value that an integration set does not count: its programmer saw no suggestion.
    """
    suggested, source = (_within(ticket.get("suggestion"), name) for name in (field, "source"))
    value, setter = _within(ticket, field), _within(ticket.get("set_by"), field)
    enum = SUGGESTIONS[field]
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
