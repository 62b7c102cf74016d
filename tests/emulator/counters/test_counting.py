"""The desk's numbers: equal to a recount whatever happened to the tickets, and cheap to read."""

import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx

from common.base import config
from common.counters import documents
from common.counters.model import TicketStats
from tests.support.answers import success
from tests.support.gemini import Gemini, Reply
from tests.support.numbers import BREAKDOWNS, Content, Numbers, moved
from tests.support.system import System
from tests.support.tickets import create, word
from tests.support.webhooks import encoded, signed

JSON = {"Content-Type": "application/json"}
CHOICES: list[dict[str, Any]] = [
    {},
    {"category": None},
    {"category": None, "priority": None},
    {"description": "I was charged twice and want a refund of my payment", "category": "billing"},
    {"description": "I was charged twice and want a refund of my payment", "category": "account"},
    {"description": "It crashes with an error, this is urgent", "priority": None},
]
"""What people choose of their tickets."""
SUGGESTED: dict[str, Any] = {**CHOICES[3], "category": None, "priority": "medium"}
"""A ticket of which billing is suggested, and taken."""


def fate(numbers: Content, field: str = "category", value: str = "billing") -> tuple[int, int]:
    """How often the rules suggested the value, and how often a person chose another one."""
    tally = numbers["suggestions"][field]["local"][value]
    return tally["suggested"], tally["overridden"]


def test_the_numbers_have_the_documented_shape(numbers: Numbers) -> None:
    answered = numbers.answered()
    assert answered.keys() == TicketStats.model_fields.keys()
    for field, enum in BREAKDOWNS.items():
        assert list(answered[f"{field}_breakdown"]) == [str(value) for value in enum]
        if field != "status":
            tallies = answered["suggestions"][field]
            assert {source: list(values) for source, values in tallies.items()} == {
                source: [str(value) for value in enum] for source in ("gemini", "local")
            }
    days = [date.fromisoformat(day["date"]) for day in answered["daily"]]
    today = datetime.now(UTC).date()
    assert days == [today - timedelta(days=age) for age in range(29, -1, -1)]


def test_after_a_mixed_burst_the_numbers_equal_a_recount(numbers: Numbers, api: httpx.Client, system: System) -> None:
    dice, before = random.Random(20261122), numbers.settled()
    shared = [create(api)["id"] for _ in range(3)]

    def act(number: int) -> None:
        ticket_id = shared[number % 3] if number % 4 else create(api, **dice.choice(CHOICES))["id"]
        for _ in range(dice.randrange(4)):
            field, enum = dice.choice(list(BREAKDOWNS.items()))
            change = {field: dice.choice([str(value) for value in enum])}
            content = encoded(change)
            headers = signed(content) if dice.randrange(4) == 0 else numbers.agent.headers
            success(api.patch(f"/api/tickets/{ticket_id}", content=content, headers={**JSON, **headers}))
        if number % 12 == 0:
            system.firestore.document(f"tickets/{ticket_id}").delete()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(48)))
    moves = moved(before, numbers.settled())
    assert moves["total_tickets"] > 0
    for field in BREAKDOWNS:
        assert sum(move for name, move in moves.items() if name.startswith(f"{field}.")) == moves["total_tickets"]


def test_a_new_ticket_counts_once_under_each_of_its_values(numbers: Numbers, api: httpx.Client) -> None:
    before = numbers.settled()
    create(api, category="account", priority="critical")
    assert moved(before, numbers.settled()) == {
        "total_tickets": 1,
        "open_tickets": 1,
        "waiting_now": 1,
        "status.open": 1,
        "priority.critical": 1,
        "category.account": 1,
        "created.today": 1,
    }


def test_a_ticket_moves_with_its_status_and_reopened_leaves_the_day_of_resolution(
    numbers: Numbers, api: httpx.Client
) -> None:
    path = f"/api/tickets/{create(api)['id']}"

    def after(status: str) -> Content:
        before = numbers.settled()
        success(api.patch(path, json={"status": status}, headers=numbers.agent.headers))
        return moved(before, numbers.settled())

    assert after("resolved") == {
        "open_tickets": -1,
        "waiting_now": -1,
        "status.open": -1,
        "status.resolved": 1,
        "resolved.today": 1,
    }
    assert after("closed") == {"status.resolved": -1, "status.closed": 1}
    assert after("in_progress") == {
        "waiting_now": 1,
        "status.closed": -1,
        "status.in_progress": 1,
        "resolved.today": -1,
    }


def test_a_reply_ends_the_wait_and_its_time_is_among_the_first_replies(numbers: Numbers, api: httpx.Client) -> None:
    path = f"/api/tickets/{create(api)['id']}"
    before = numbers.settled()
    success(api.post(f"{path}/messages", json={"kind": "reply", "text": "Done."}, headers=numbers.agent.headers), 201)
    answered = numbers.settled()
    assert moved(before, answered) == {
        "open_tickets": -1,
        "waiting_now": -1,
        "status.open": -1,
        "status.in_progress": 1,
    }
    assert answered["first_reply_seconds"]["median"] is not None
    success(api.post(f"{path}/messages", json={"kind": "note", "text": "Why?"}, headers=numbers.agent.headers), 201)
    assert numbers.settled() == answered


def test_a_suggestion_counts_as_overridden_while_a_person_has_chosen_another_value(
    numbers: Numbers, api: httpx.Client
) -> None:
    suggested, overridden = fate(numbers.settled())
    path = f"/api/tickets/{create(api, **SUGGESTED)['id']}"

    def after(headers: Mapping[str, str], value: str) -> tuple[int, int]:
        content = encoded({"category": value})
        success(api.patch(path, content=content, headers={**JSON, **headers, **({} if headers else signed(content))}))
        now = fate(numbers.settled())
        return now[0] - suggested, now[1] - overridden

    now = fate(numbers.settled())
    assert (now[0] - suggested, now[1] - overridden) == (1, 0)
    assert after(numbers.agent.headers, "account") == (1, 1)
    assert after(numbers.agent.headers, "general") == (1, 1)
    assert after(numbers.agent.headers, "billing") == (1, 0)
    assert after({}, "account") == (0, 0)
    assert after(numbers.agent.headers, "account") == (1, 1)


def test_a_submitter_who_chose_another_value_than_shown_has_overridden_it(
    numbers: Numbers, api: httpx.Client, gemini: Gemini
) -> None:
    seen = word()
    gemini.when(seen, Reply(status=404))
    suggested, overridden = fate(numbers.settled())
    description = f"{SUGGESTED['description']}, {seen}"
    create(api, description=description, category="technical")
    assert fate(numbers.settled()) == (suggested, overridden)
    success(api.post("/api/tickets/classify", json={"description": description}))
    create(api, description=description, category="technical")
    assert fate(numbers.settled()) == (suggested + 1, overridden + 1)
    create(api, description=description, category="billing")
    assert fate(numbers.settled()) == (suggested + 2, overridden + 1)


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
    names = {shard.id for shard in numbers.firestore.collection("counters").get()} - {documents.BASELINE}
    assert 1 < len(names) <= config.COUNTER_SHARDS.value
    assert {int(name.rpartition("-")[2]) for name in names} <= set(range(config.COUNTER_SHARDS.value))
