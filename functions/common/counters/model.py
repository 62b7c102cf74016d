"""The numbers of the desk, as they are answered."""

from datetime import date

from pydantic import AwareDatetime

from common.base.schema import Record, with_fields
from common.tickets.fields import FIELDS, Category, Priority
from common.tickets.model import Source


class Day(Record):
    date: date
    """In UTC."""
    created: int
    resolved: int
    """Tickets that are resolved or closed now and became so on this day."""


class Tally(Record):
    suggested: int
    """Tickets for which this was suggested, but for those whose value an integration set."""
    overridden: int
    """Those of them for which a person chose another value."""


class SuggestionStats(Record):
    """How often people overrode what was suggested: by source, then by the value that was suggested."""

    category: dict[Source, dict[Category, Tally]]
    priority: dict[Source, dict[Priority, Tally]]


class Spans(Record):
    """How long something took, in whole seconds; null where there is none."""

    count: int
    """Over how many tickets."""
    median: int | None
    p90: int | None
    """Nine of ten took at most so long."""


class Times(Record):
    """Of some of the tickets; at most 10% off."""

    first_reply_seconds: Spans
    resolution_seconds: Spans


class Aged(Record):
    """How many of the tickets that are not settled were created so many whole days ago, in UTC."""

    from_days: int
    to_days: int | None
    """The last day that belongs to it; null in the last group, which has no end."""
    count: int


@with_fields({f"{it.name}_breakdown": dict[it.values, int] for it in FIELDS if it.counted})  # type: ignore[name-defined]
class TicketStats(Record):
    total_tickets: int
    open_tickets: int
    avg_tickets_per_day: float
    """Total / max(1 day, time since the first ticket), one decimal."""
    daily: list[Day]
    """The last 30 days, oldest first, today last."""
    suggestions: SuggestionStats
    backlog: list[Aged]
    """The youngest first."""
    first_reply_seconds: Spans
    """How long requesters waited for their first reply, over all tickets that have one; at most 1% off."""
    resolution_seconds: Spans
    """From the creation until the ticket was settled, over all tickets that are settled now; at most 1% off."""
    times_by_category: dict[Category, Times]
    times_by_assignee: dict[str, Times]
    """By the uid of who has the ticket now; agents of whose tickets nothing is known are not named."""
    waiting_now: int
    """Tickets that await an agent."""
    oldest_waiting_since: AwareDatetime | None
    """Since when the one among them waits that has waited longest; null where none waits."""
    assigned: dict[str, int]
    """Open tickets by the uid of their assignee, without those that are snoozed; agents without any are not named."""
