"""The numbers of the desk, as they are answered."""

from datetime import date

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


@with_fields({f"{it.name}_breakdown": dict[it.values, int] for it in FIELDS if it.counted})  # type: ignore[name-defined]
class TicketStats(Record):
    total_tickets: int
    open_tickets: int
    avg_tickets_per_day: float
    """Total / max(1 day, time since the first ticket), one decimal."""
    daily: list[Day]
    """The last 30 days, oldest first, today last."""
    suggestions: SuggestionStats
