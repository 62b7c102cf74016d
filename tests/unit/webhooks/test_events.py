"""Which events a write of a ticket is."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from common.base import ids
from common.webhooks import events

NOW = datetime(2026, 11, 22, 12, 0, 0, 250_000, tzinfo=UTC)
TICKET = ids.new_id(NOW)


def stored(**fields: Any) -> dict[str, Any]:
    content = {"reference": "ABCD", "status": "open", "category": "billing", "priority": "low", "version": 1}
    return {**content, "updated_at": NOW, "tracking_hash": "x", "title": "secret words", **fields}


def kinds(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[str]:
    return [it.type for it in events.of_write(TICKET, before, after)]


def test_the_body_is_thin_and_says_what_a_receiver_needs() -> None:
    (event,) = events.of_write(TICKET, None, stored())
    assert json.loads(event.body) == {
        "type": "ticket.created",
        "timestamp": "2026-11-22T12:00:00.250000Z",
        "data": {
            "id": TICKET,
            "reference": "ABCD",
            "status": "open",
            "category": "billing",
            "priority": "low",
            "assignee": None,
            "sequence": 1,
            "changed": {},
        },
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, stored(), ["ticket.created"]),
        (None, stored(version=2, status="resolved"), ["ticket.created", "ticket.resolved"]),
        (stored(), stored(version=2), ["ticket.updated"]),
        (stored(), stored(version=2, status="resolved"), ["ticket.updated", "ticket.resolved"]),
        (stored(status="resolved"), stored(version=2, status="resolved"), ["ticket.updated"]),
        (stored(status="resolved"), stored(version=2, status="closed"), ["ticket.updated"]),
        (stored(), stored(status="resolved"), []),
        (stored(), None, []),
    ],
)
def test_each_version_is_an_event_and_becoming_resolved_another(
    before: dict[str, Any] | None, after: dict[str, Any] | None, expected: list[str]
) -> None:
    assert kinds(before, after) == expected


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a", "b", {"link": {"before": "active", "after": "replaced"}}),
        ("a", None, {"link": {"before": "active", "after": "revoked"}}),
        (None, "b", {"link": {"before": "revoked", "after": "active"}}),
        (None, None, {}),
    ],
)
def test_what_became_of_the_link_is_sent_without_it(old: str | None, new: str | None, told: dict[str, Any]) -> None:
    (event,) = events.of_write(TICKET, stored(tracking_hash=old), stored(version=2, tracking_hash=new))
    assert json.loads(event.body)["data"]["changed"] == told


def test_the_same_write_has_the_same_id_and_every_other_has_another() -> None:
    def delivery_ids(endpoint: str, ticket: str, **fields: Any) -> list[str]:
        return [it.delivery_id(endpoint) for it in events.of_write(ticket, stored(), stored(**fields))]

    first = delivery_ids("a", TICKET, version=2, status="resolved")
    assert first == delivery_ids("a", TICKET, version=2, status="resolved")
    others = [
        *delivery_ids("b", TICKET, version=2, status="resolved"),
        *delivery_ids("a", ids.new_id(NOW), version=2, status="resolved"),
        *delivery_ids("a", TICKET, version=3, status="resolved"),
    ]
    assert len({*first, *others}) == 8
    assert all(ids.is_id(it) for it in [*first, *others])
    (later,) = delivery_ids("a", TICKET, version=3, updated_at=NOW + timedelta(milliseconds=1))
    assert later < min(first)


def posted(by: str, **fields: Any) -> dict[str, Any]:
    """The ticket with its first message."""
    return stored(version=2, messages=1, last_message="0000000001", last_message_by=by, **fields)


@pytest.mark.parametrize(("author", "kind"), [("agent", "reply"), ("integration", "reply"), ("requester", "request")])
def test_a_message_is_an_event_with_ids_and_kinds_and_no_word_of_it(author: str, kind: str) -> None:
    updated, event = events.of_write(TICKET, stored(), posted(author, notes=0, follow_up=None))
    assert (updated.type, json.loads(updated.body)["data"]["changed"]) == ("ticket.updated", {})
    assert json.loads(event.body) == {
        "type": "message.created",
        "timestamp": "2026-11-22T12:00:00.250000Z",
        "data": {
            "id": TICKET,
            "reference": "ABCD",
            "sequence": 2,
            "message": "0000000001",
            "kind": kind,
            "author": author,
        },
    }


def test_a_reply_that_resolves_is_three_events() -> None:
    sent = ["ticket.updated", "ticket.resolved", "message.created"]
    assert kinds(stored(), posted("agent", status="resolved")) == sent


def test_of_a_note_and_of_what_is_released_with_messages_no_message_is_sent() -> None:
    assert kinds(stored(), posted("agent", notes=1)) == ["ticket.updated"]
    assert kinds(None, posted("requester")) == ["ticket.created"]
    assert kinds(posted("agent"), {**posted("agent"), "version": 3}) == ["ticket.updated"]
