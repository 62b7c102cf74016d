"""The desk's numbers: equal to a recount whatever happened to the tickets, and cheap to read."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import httpx

from common import config
from common.models import TicketStats
from tests.support.answers import success
from tests.support.numbers import BREAKDOWNS, Content, Numbers, moved
from tests.support.system import System
from tests.support.tickets import create


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


def test_reading_the_numbers_costs_a_constant_number_of_documents(numbers: Numbers, api: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: create(api), range(40)))
    numbers.settled()
    shards = [int(shard.id) for shard in numbers.firestore.collection("counters").get()]
    assert 1 < len(shards) <= config.COUNTER_SHARDS.value
    assert set(shards) <= set(range(config.COUNTER_SHARDS.value))
