"""What the bench loads, and how it counts what that costs."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from common.base.ids import created_at
from common.counters import counts
from common.tickets import search
from common.tickets.store import parse
from scripts.measure.bench import indexes, tickets, usage
from scripts.measure.bench.loading import Loaded, nested, together

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_loaded_tickets_are_as_the_functions_store_them() -> None:
    made = list(tickets.stored(random.Random(1), 50, NOW))
    for stored in made:
        ticket = parse(stored.id, stored.content)
        assert created_at(ticket.id) == ticket.created_at
        assert NOW - tickets.SPREAD <= ticket.created_at <= NOW
        assert stored.content["terms"] == search.of_ticket(ticket)
    assert {stored.content["status"] for stored in made} == set(tickets.STATUSES)


def test_a_seed_makes_the_same_texts_again() -> None:
    first, second = ([it.content["title"] for it in tickets.stored(random.Random(7), 5, NOW)] for _ in range(2))
    assert first == second


def test_parts_of_a_load_add_up() -> None:
    billing, account = ("category", "billing"), ("category", "account")
    parts = [Loaded(["a"], Counter({billing: 1}), 10, 100), Loaded(["b"], Counter({billing: 2, account: 1}), 5, 200)]
    assert together(parts) == (["a", "b"], {billing: 3, account: 1}, 15, 100)


def test_counts_are_nested_as_a_shard_has_them() -> None:
    ticket = {"status": "open", "category": "billing", "priority": "low", "created_at": NOW - timedelta(days=1)}
    assert nested(counts.contribution(ticket)) == {
        "total": 1,
        "status": {"open": 1},
        "category": {"billing": 1},
        "priority": {"low": 1},
        "created": {"2026-11-21": 1},
        "backlog": {"2026-11-21": 1},
    }


def test_index_entries_are_those_that_the_configuration_asks_for() -> None:
    content = {"category": "billing", "title": "not indexed", "terms": {"a": True, "ab": True}, "set_by": {"x": "y"}}
    assert indexes.entries("tickets", content) == 3
    # Each of the two itself, and both in the order of the one.
    assert indexes.entries("tickets", {"category": "billing", "created_at": NOW}) == 3
    assert indexes.entries("tickets", {"requester": {"name": "Ada", "email": "ada@example.com"}}) == 1
    assert indexes.entries("idempotency_keys", {"expires_at": NOW}) == 0
    assert indexes.entries("never configured", {"one": 1, "map": {"two": 2, "three": 3}}) == 6


def test_bytes_are_those_of_firestores_rules() -> None:
    content = {"title": "é", "salt": b"12", "n": 1, "at": NOW, "open": True, "no": None, "map": {"a": ["x", "yz"]}}
    names = sum(len(name) + 1 for name in (*content, "a"))
    assert indexes.stored_bytes(content) == names + 3 + 2 + 8 + 8 + 1 + 1 + (2 + 3)


def test_durations_are_those_of_the_log_lines_from_a_byte_on(tmp_path: Path) -> None:
    log = tmp_path / "function.log"
    lines = ['{"duration_ms": 1.5}', "Serving on 8080", '{"message": "no time"}', '{"duration_ms": 2.5}', ""]
    log.write_text("\n".join(lines), "utf-8")
    assert usage.durations_ms(log, 0) == [1.5, 2.5]
    assert usage.durations_ms(log, len(lines[0])) == [2.5]
