"""Counter arithmetic: whatever happens to tickets, in whatever order it is counted, the sums are those of a recount."""

import random
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.counters.counts import READ, Path, add, contribution, delta
from common.counters.durations import COARSE, FINE
from common.counters.model import Aged, Spans, Tally
from common.counters.statistics import DAYS, stats
from common.tickets.fields import Category, Priority, Status
from common.tickets.model import Source
from tests.support.histories import HISTORIES, TICKETS

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TICKET: dict[str, object] = {
    "title": "Printer on fire",
    "status": "open",
    "priority": "critical",
    "category": "technical",
    "created_at": NOW,
    "resolved_at": None,
}


@given(TICKETS)
def test_what_a_ticket_contributes_depends_on_the_fields_that_a_recount_reads(ticket: dict[str, object]) -> None:
    assert contribution({field: ticket[field] for field in READ if field in ticket}) == contribution(ticket)


def test_a_ticket_counts_in_the_total_in_each_of_its_values_and_on_its_day() -> None:
    assert contribution(TICKET) == {
        ("total",): 1,
        ("status", "open"): 1,
        ("priority", "critical"): 1,
        ("category", "technical"): 1,
        ("created", "2026-11-22"): 1,
        ("backlog", "2026-11-22"): 1,
    }


def test_a_resolved_ticket_counts_on_the_day_of_its_resolution() -> None:
    assert contribution({**TICKET, "resolved_at": NOW + timedelta(days=2)})["resolved", "2026-11-24"] == 1


def test_days_are_those_of_utc() -> None:
    late = datetime(2026, 11, 21, 22, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert ("created", "2026-11-22") in contribution({**TICKET, "created_at": late})


def test_no_ticket_contributes_nothing() -> None:
    assert contribution(None) == {}


@pytest.mark.parametrize("value", [None, 7, "", "OPEN", "opened", [], {"open": 1}, True])
def test_an_unsound_value_counts_nowhere_and_the_rest_of_the_ticket_counts(value: object) -> None:
    assert contribution({**TICKET, "status": value}) == {
        path: count for path, count in contribution(TICKET).items() if path[0] not in ("status", "backlog")
    }


@pytest.mark.parametrize("value", ["2026-11-22", 1763800000, date(2026, 11, 22), NOW.replace(tzinfo=None)])
def test_a_time_that_is_no_instant_counts_on_no_day(value: object) -> None:
    assert ("created", "2026-11-22") not in contribution({**TICKET, "created_at": value})


def test_a_change_moves_one_count_and_leaves_the_others() -> None:
    progress = {**TICKET, "status": "in_progress"}
    assert delta(TICKET, progress) == {("status", "open"): -1, ("status", "in_progress"): 1}


def test_a_change_of_what_is_not_counted_changes_nothing() -> None:
    assert delta(TICKET, {**TICKET, "title": "Fire on printer"}) == {}


def test_a_deletion_takes_back_what_the_ticket_contributed() -> None:
    assert add(contribution(TICKET), delta(TICKET, None)) == {}


@given(HISTORIES, st.randoms(use_true_random=False))
def test_deltas_in_any_order_sum_up_to_a_recount(histories: list[list[dict[str, object]]], rng: random.Random) -> None:
    deltas = [
        delta(before, after) for history in histories for before, after in zip([None, *history], history, strict=False)
    ]
    rng.shuffle(deltas)
    assert add(*deltas) == add(*(contribution(history[-1]) for history in histories))


@given(HISTORIES)
def test_tickets_that_are_all_deleted_leave_no_count(histories: list[list[dict[str, object]]]) -> None:
    deltas = [delta(None, history[0]) for history in histories] + [delta(history[0], None) for history in histories]
    assert add(*deltas) == {}


def suggested(setter: object, **fields: object) -> dict[str, object]:
    """A ticket about a fault for which Gemini suggested billing and a critical priority, as which it was opened."""
    stood = {"category": "billing", "priority": "critical", "source": "gemini"}
    return {**TICKET, "suggestion": stood, "set_by": {"category": setter, "priority": "integration"}, **fields}


SUGGESTED: Path = ("suggested", "category", "gemini", "billing")
OVERRIDDEN: Path = ("overridden", "category", "gemini", "billing")


def fate(ticket: dict[str, object]) -> dict[Path, int]:
    return {path: count for path, count in contribution(ticket).items() if path[0] in ("suggested", "overridden")}


@pytest.mark.parametrize("setter", ["submitter", "agent"])
def test_a_person_who_chose_another_value_has_overridden_the_suggestion(setter: str) -> None:
    assert fate(suggested(setter)) == {SUGGESTED: 1, OVERRIDDEN: 1}
    assert fate(suggested(setter, category="billing")) == {SUGGESTED: 1}


@pytest.mark.parametrize("setter", ["rules", "gemini"])
def test_a_value_that_no_person_chose_overrides_nothing(setter: str) -> None:
    assert fate(suggested(setter)) == {SUGGESTED: 1}


def test_a_value_that_an_integration_set_is_no_answer_to_a_suggestion() -> None:
    assert fate(suggested("integration")) == {}


def test_category_and_priority_are_counted_each_by_themselves() -> None:
    ticket = suggested("rules", set_by={"category": "rules", "priority": "agent"}, priority="low")
    priority = ("priority", "gemini", "critical")
    assert fate(ticket) == {SUGGESTED: 1, ("suggested", *priority): 1, ("overridden", *priority): 1}


@pytest.mark.parametrize(
    "broken",
    [
        {"suggestion": None},
        {"suggestion": "billing"},
        {"suggestion": {"category": "billing"}},
        {"suggestion": {"category": "sales", "source": "gemini"}},
        {"suggestion": {"category": ["billing"], "source": "gemini"}},
        {"suggestion": {"category": "billing", "source": "oracle"}},
        {"set_by": None},
        {"set_by": {"category": "nobody"}},
        {"set_by": {"category": None}},
        {"category": "sales"},
        {"category": None},
    ],
)
def test_a_ticket_whose_suggestion_or_answer_is_unsound_is_left_out_of_these_counts(broken: dict[str, object]) -> None:
    assert fate(suggested("agent", **broken)) == {}
    assert contribution(suggested("agent", **broken))["total",] == 1


def test_taking_a_choice_back_takes_the_count_back() -> None:
    chosen, back = suggested("agent", category="general"), suggested("agent", category="billing")
    assert delta(suggested("rules"), chosen)[OVERRIDDEN] == 1
    assert delta(chosen, back)[OVERRIDDEN] == -1
    assert SUGGESTED not in delta(chosen, back)


def test_stats_show_every_suggested_value_of_every_source() -> None:
    tickets = [suggested("agent"), suggested("submitter"), suggested("rules"), suggested("integration")]
    shown = stats(add(*map(contribution, tickets)), NOW, None, NOW).suggestions
    assert shown.category[Source.GEMINI].pop(Category.BILLING) == Tally(suggested=3, overridden=2)
    zero = Tally(suggested=0, overridden=0)
    assert shown.category[Source.GEMINI] == dict.fromkeys(
        [Category.TECHNICAL, Category.ACCOUNT, Category.GENERAL], zero
    )
    assert shown.category[Source.LOCAL] == dict.fromkeys(Category, zero)
    assert shown.priority == {source: dict.fromkeys(Priority, zero) for source in Source}


def test_stats_of_nothing_have_every_value_at_zero() -> None:
    empty = stats({}, None, None, NOW)
    assert (empty.total_tickets, empty.open_tickets, empty.avg_tickets_per_day) == (0, 0, 0.0)
    assert empty.model_dump()["status_breakdown"] == dict.fromkeys(Status, 0)
    assert empty.model_dump()["priority_breakdown"] == dict.fromkeys(Priority, 0)
    assert empty.model_dump()["category_breakdown"] == dict.fromkeys(Category, 0)
    assert len(empty.daily) == DAYS
    assert all(day.created == day.resolved == 0 for day in empty.daily)


def test_stats_show_the_counts_where_they_belong() -> None:
    closed = {**TICKET, "status": "closed", "category": "general", "resolved_at": NOW, "priority": "low"}
    shown = stats(add(contribution(TICKET), contribution(TICKET), contribution(closed)), NOW, None, NOW)
    assert (shown.total_tickets, shown.open_tickets) == (3, 2)
    assert shown.model_dump()["status_breakdown"] == {"open": 2, "in_progress": 0, "resolved": 0, "closed": 1}
    assert shown.model_dump()["priority_breakdown"] == {"low": 1, "medium": 0, "high": 0, "critical": 2}
    assert shown.model_dump()["category_breakdown"] == {"billing": 0, "technical": 2, "account": 0, "general": 1}
    assert (shown.daily[-1].created, shown.daily[-1].resolved) == (3, 1)


def test_the_series_ends_today_and_has_no_gaps() -> None:
    days = [day.date for day in stats({}, None, None, datetime(2026, 3, 1, 0, 0, tzinfo=UTC)).daily]
    assert days[-1] == date(2026, 3, 1)
    assert days[0] == date(2026, 1, 31)
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


def test_older_days_fall_out_of_the_series_but_not_out_of_the_total() -> None:
    old = contribution({**TICKET, "created_at": NOW - timedelta(days=DAYS)})
    shown = stats(old, NOW - timedelta(days=DAYS), None, NOW)
    assert shown.total_tickets == 1
    assert sum(day.created for day in shown.daily) == 0


@pytest.mark.parametrize(
    ("total", "age", "average"),
    [
        (7, timedelta(0), 7.0),
        (7, timedelta(hours=23), 7.0),
        (7, timedelta(days=2), 3.5),
        (10, timedelta(days=3), 3.3),
        (1, timedelta(days=36, hours=12), 0.0),
        (5, timedelta(days=-1), 5.0),
    ],
)
def test_the_average_is_per_day_since_the_first_ticket_and_at_least_one_day(
    total: int, age: timedelta, average: float
) -> None:
    assert stats({("total",): total}, NOW - age, None, NOW).avg_tickets_per_day == average


def test_a_sum_that_is_briefly_negative_is_shown_as_zero() -> None:
    early: dict[Path, int] = delta(TICKET, {**TICKET, "status": "closed"})
    shown = stats(early, None, None, NOW)
    assert shown.open_tickets == 0
    assert shown.model_dump()["status_breakdown"][Status.CLOSED] == 1


def answered(**wait: float) -> dict[str, object]:
    """A ticket whose requester waited so long for the first reply and then is to act."""
    return {**TICKET, "awaiting": "requester", "first_replied_at": NOW + timedelta(**wait)}


def test_who_waits_for_an_agent_counts_until_the_ticket_awaits_another_or_nobody() -> None:
    waiting = {**TICKET, "awaiting": "agent"}
    assert delta(None, waiting)["awaiting", "agent"] == 1
    assert delta(waiting, answered(hours=1))["awaiting", "agent"] == -1
    assert delta(waiting, {**TICKET, "awaiting": None})["awaiting", "agent"] == -1
    assert stats(add(contribution(waiting), contribution(answered(hours=1))), None, NOW, NOW).waiting_now == 1
    assert stats({}, None, NOW, NOW).oldest_waiting_since == NOW


def test_median_and_ninetieth_percentile_are_one_percent_off_at_most() -> None:
    waits = [1, 60, 61, 3600, 7200, 86_400, 90_000, 200_000, 300_000, 31_536_000]
    shown = stats(add(*(contribution(answered(seconds=it)) for it in waits)), None, None, NOW).first_reply_seconds
    assert shown.median == pytest.approx(7200, rel=FINE.error)
    assert shown.p90 == pytest.approx(300_000, rel=FINE.error)
    assert shown.count == len(waits)


def test_without_a_reply_there_is_no_first_reply() -> None:
    assert stats(contribution(TICKET), None, None, NOW).first_reply_seconds == Spans(count=0, median=None, p90=None)


@pytest.mark.parametrize("odd", [None, 7, "soon", NOW.replace(tzinfo=None)])
def test_a_first_reply_at_no_instant_counts_nowhere(odd: object) -> None:
    assert contribution({**TICKET, "first_replied_at": odd}) == contribution(TICKET)
    assert (
        contribution({**answered(hours=1), "created_at": odd})
        .keys()
        .isdisjoint(path for path in contribution(answered(hours=1)) if path[0].startswith("first_reply"))
    )


def solved(assignee: object, **took: float) -> dict[str, object]:
    """A ticket that was solved so long after it came, by who has it."""
    return {**TICKET, "status": "resolved", "assignee": assignee, "resolved_at": NOW + timedelta(**took)}


def test_times_are_those_of_all_of_a_category_and_of_an_assignee() -> None:
    billing = {"category": "billing"}
    tickets = [solved("ada", hours=1), {**solved("ada", hours=3), **billing}, {**solved("grace", days=9), **billing}]
    shown = stats(add(*map(contribution, [*tickets, {**answered(minutes=5), "assignee": "ada"}])), None, None, NOW)
    assert shown.resolution_seconds.count == len(tickets)
    assert shown.resolution_seconds.median == pytest.approx(3 * 3600, rel=FINE.error)
    assert {it: times.resolution_seconds.count for it, times in shown.times_by_assignee.items()} == {
        "ada": 2,
        "grace": 1,
    }
    assert shown.times_by_assignee["ada"].resolution_seconds.p90 == pytest.approx(3 * 3600, rel=COARSE.error)
    assert shown.times_by_assignee["ada"].first_reply_seconds.median == pytest.approx(300, rel=COARSE.error)
    assert shown.times_by_category[Category.BILLING].resolution_seconds.median == pytest.approx(
        3 * 3600, rel=COARSE.error
    )
    assert shown.times_by_category[Category.GENERAL].resolution_seconds.count == 0


def test_a_ticket_that_is_opened_again_or_handed_over_takes_its_time_along() -> None:
    counted = contribution(solved("ada", hours=1))
    again = add(counted, delta(solved("ada", hours=1), {**TICKET, "assignee": "ada"}))
    assert stats(again, None, None, NOW).times_by_assignee == {}
    over = add(counted, delta(solved("ada", hours=1), solved("grace", hours=1)))
    assert list(stats(over, None, None, NOW).times_by_assignee) == ["grace"]


@pytest.mark.parametrize("odd", [None, 7, "", "x" * 200])
def test_who_is_no_agent_has_no_times(odd: object) -> None:
    shown = stats(contribution(solved(odd, hours=1)), None, None, NOW)
    assert shown.times_by_assignee == {}
    assert shown.resolution_seconds.count == 1


def test_the_backlog_is_what_is_not_settled_by_its_age() -> None:
    ages = [0, 0, 1, 2, 3, 6, 7, 29, 30, 400, -1]
    waiting = [{**TICKET, "status": "in_progress", "created_at": NOW - timedelta(days=it)} for it in ages]
    settled = {**TICKET, "status": "closed"}
    shown = stats(add(*map(contribution, [*waiting, settled, {**TICKET, "status": "odd"}])), None, None, NOW)
    assert shown.backlog == [
        Aged(from_days=0, to_days=0, count=3),
        Aged(from_days=1, to_days=2, count=2),
        Aged(from_days=3, to_days=6, count=2),
        Aged(from_days=7, to_days=29, count=2),
        Aged(from_days=30, to_days=None, count=2),
    ]


AT_WORK: dict[str, object] = {
    **TICKET,
    "settled": False,
    "snoozed": False,
    "urgent": True,
    "undelivered": False,
    "awaiting": None,
    "assignee": None,
}


def queues(ticket: dict[str, object]) -> set[str]:
    """Those that it counts in, and `assigned to ...`."""
    counted = contribution(ticket)
    assert all(count == 1 for count in counted.values())
    return {path[1] for path in counted if path[0] == "queue"} | {
        f"assigned to {path[1]}" for path in counted if path[0] == "assigned"
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"unassigned", "urgent", "open"}),
        ({"urgent": False}, {"unassigned", "open"}),
        ({"assignee": "ada"}, {"assigned to ada", "urgent", "open"}),
        ({"assignee": "ada", "awaiting": "requester"}, {"assigned to ada", "urgent", "open", "waiting"}),
        ({"undelivered": True}, {"unassigned", "urgent", "open", "undelivered"}),
        ({"assignee": "ada", "snoozed": True, "awaiting": "requester", "undelivered": True}, {"open"}),
        ({"assignee": "ada", "settled": True}, {"resolved"}),
        ({"settled": True, "undelivered": True}, {"resolved", "undelivered"}),
    ],
)
def test_a_ticket_counts_in_each_of_its_queues(fields: dict[str, object], expected: set[str]) -> None:
    assert queues({**AT_WORK, **fields}) == expected


@pytest.mark.parametrize("odd", [{"settled": 0}, {"settled": None}, {"settled": "no"}])
def test_what_a_query_would_not_find_counts_in_no_queue(odd: dict[str, object]) -> None:
    assert queues({**AT_WORK, **odd}) == set()
    assert queues(TICKET) == set()


@pytest.mark.parametrize("odd", ["", 7, "__name__", ["ada"], "x" * 200])
def test_what_can_be_no_uid_owns_nothing(odd: object) -> None:
    assert queues({**AT_WORK, "assignee": odd}) == {"urgent", "open"}


def test_stats_name_the_agents_who_have_open_tickets() -> None:
    owned = contribution({**AT_WORK, "assignee": "ada"})
    gone = delta({**AT_WORK, "assignee": "grace"}, {**AT_WORK, "assignee": "ada"})
    assert stats(add(owned, gone), None, None, NOW).assigned == {"ada": 2}
