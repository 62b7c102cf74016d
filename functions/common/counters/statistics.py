"""The desk's numbers, from the summed counters. Pure."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from common.counters.counts import COUNTED, ENDS, OWNED, SUGGESTIONS, Path
from common.counters.durations import COARSE, FINE, Scale
from common.counters.model import Aged, Day, Spans, SuggestionStats, Tally, TicketStats, Times
from common.tickets.fields import Awaiting, Category, Status
from common.tickets.model import Source

DAYS = 30
"""Length of the daily series."""
AGES = (0, 1, 3, 7, 30)
"""The whole days from which on the groups of the backlog are old."""
_DAY = timedelta(days=1)


def stats(
    counts: Mapping[Path, int], first_created: datetime | None, waiting_since: datetime | None, now: datetime
) -> TicketStats:
    """The desk's numbers from the summed counters.

    `first_created` belongs to the oldest ticket, `waiting_since` to the one that waits longest; None without one.
    """

    def count(*path: str) -> int:
        # While an update has been counted and its ticket's creation has not, a sum is briefly negative.
        return max(0, counts.get(path, 0))

    measured = _measured(counts)
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
        suggestions=_suggestions(counts),
        backlog=_backlog(counts, now),
        first_reply_seconds=_spans(measured, "first_reply", scale=FINE),
        resolution_seconds=_spans(measured, "resolution", scale=FINE),
        times_by_category=_times(measured, "category", Category),
        times_by_assignee=_times(measured, OWNED, {path[2] for path in measured if path[1:-1] == (OWNED,)}),
        waiting_now=count("awaiting", Awaiting.AGENT),
        oldest_waiting_since=waiting_since,
        assigned=dict(sorted((path[1], it) for path, it in counts.items() if path[0] == "assigned" and it > 0)),
    )


def _suggestions(counts: Mapping[Path, int]) -> SuggestionStats:
    def tally(*path: str) -> Tally:
        suggested, overridden = (max(0, counts.get((fate, *path), 0)) for fate in ("suggested", "overridden"))
        return Tally(suggested=suggested, overridden=overridden)

    return SuggestionStats.model_validate(
        {
            field: {source: {value: tally(field, source, value) for value in enum} for source in Source}
            for field, enum in SUGGESTIONS.items()
        }
    )


def _measured(counts: Mapping[Path, int]) -> dict[Path, dict[int, int]]:
    """The buckets of each measure, and of each group of tickets of which it was measured."""
    measures = {*ENDS, *(f"{measure}_by" for measure in ENDS)}
    found: dict[Path, dict[int, int]] = {}
    for path, count in counts.items():
        # While an update has been counted and its ticket's creation has not, a count is briefly negative.
        if path[0] in measures and path[-1].isdecimal() and count > 0:
            found.setdefault(path[:-1], {})[int(path[-1])] = count
    return found


def _spans(measured: Mapping[Path, Mapping[int, int]], *path: str, scale: Scale) -> Spans:
    buckets = measured.get(path, {})
    median, p90 = (scale.percentile(buckets, percent) for percent in (50, 90))
    return Spans(count=sum(buckets.values()), median=median, p90=p90)


def _times(measured: Mapping[Path, Mapping[int, int]], group: str, values: Iterable[str]) -> dict[str, Times]:
    def spans(value: str) -> dict[str, Spans]:
        return {f"{it}_seconds": _spans(measured, f"{it}_by", group, value, scale=COARSE) for it in ENDS}

    return {value: Times.model_validate(spans(value)) for value in sorted(values)}


def _backlog(counts: Mapping[Path, int], now: datetime) -> list[Aged]:
    """A group has the days down to the one with which the next begins."""
    today = now.astimezone(UTC).date()
    days = {path[1]: count for path, count in counts.items() if path[0] == "backlog" and len(path) > 1}
    groups = []
    for first, following in zip(AGES, [*AGES[1:], None], strict=True):
        newest = str(today - timedelta(days=first)) if first else str(date.max)
        beyond = str(today - timedelta(days=following)) if following else str(date.min)
        count = sum(count for day, count in days.items() if beyond < day <= newest)
        groups.append(Aged(from_days=first, to_days=following and following - 1, count=max(0, count)))
    return groups


def _average(total: int, first_created: datetime | None, now: datetime) -> float:
    if first_created is None:
        return 0.0
    return round(total / (max(_DAY, now - first_created) / _DAY), 1)


def _last_days(now: datetime) -> list[date]:
    today = now.astimezone(UTC).date()
    return [today - timedelta(days=age) for age in range(DAYS - 1, -1, -1)]
