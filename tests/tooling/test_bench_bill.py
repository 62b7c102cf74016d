"""The bill of a month, from what was counted."""

from dataclasses import replace

import pytest

from scripts.measure.bench import bill
from scripts.measure.bench.bill import Ticket
from scripts.measure.bench.costs import Cost

COUNTED = Ticket(
    costs={
        "create": Cost(reads=1, commits=1, documents=1, written=2),
        "update": Cost(reads=1, commits=1, documents=1, written=2),
        "get": Cost(reads=1, documents=1),
        "list": Cost(queries=1, documents=21),
    },
    entries=200,
    stored_bytes=4000,
)


BEATS = 160 * 3600 / 30
"""Of a desk in a month, each with two reads, and every second one with a write."""


def test_what_a_month_asks_for_is_counted_by_ticket_and_by_desk() -> None:
    month = bill.month(1000, COUNTED)
    assert month.reads_of_requests == 1000 * (1 + 3 * 1 + 3 * (1 + 3 + 1) + (1 + 3)) + 4000
    assert month.writes == 1000 * (2 + 3 * 2) + 2 * 4000 + 4 * 1000 + 2 * 1000 + BEATS / 2
    assert month.deletes == 4000 + 1000 + 4 * 1000 + 2 * 1000
    assert month.reads_of_desks == 4000 * (21 + 5) + 4000 + BEATS * 2
    assert month.requests == 1000 * (1 + 2 + 1 + 3 + 6 + 1 + 1) + 2 * 4000 + 2 * 4000 + BEATS
    assert month.added_gib == pytest.approx(1000 * (83 + 4000 + 200 * 96) / 2**30)


def test_a_small_desk_is_free_but_for_what_expires() -> None:
    assert bill.month(1000, COUNTED).dollars == pytest.approx(11_000 * bill.DELETE)


def test_a_desk_refetches_no_more_often_than_its_pace_allows() -> None:
    month = bill.month(100_000, COUNTED)
    refetches = bill.DESK_S / bill.PACE_S
    assert refetches < 400_000
    assert month.reads_of_desks == pytest.approx(100 * (refetches * 26 + 400_000 + BEATS * 2))


@pytest.mark.parametrize(("tickets", "shards"), [(0, 5), (648_000, 5), (648_001, 6), (10_000_000, 78)])
def test_there_are_as_many_shards_as_changes_in_a_busy_second(tickets: int, shards: int) -> None:
    assert bill.shards(tickets) == shards


@pytest.mark.parametrize("larger", [replace(COUNTED, entries=400), replace(COUNTED, stored_bytes=8000)])
def test_larger_tickets_cost_more(larger: Ticket) -> None:
    assert bill.month(10**6, larger).dollars > bill.month(10**6, COUNTED).dollars


def test_a_desk_that_only_looks_now_and_then_costs_a_fraction() -> None:
    patient = bill.month(10**6, COUNTED, pace_s=60, listening=False)
    assert patient.reads_of_desks == pytest.approx(1000 * (9600 * (21 + bill.shards(10**6)) + BEATS * 2))
    assert patient.dollars < bill.month(10**6, COUNTED).dollars / 10
