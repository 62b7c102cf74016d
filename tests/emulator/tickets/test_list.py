"""The list: its filters, and what it never tells or does."""

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from common.base import ids
from common.tickets.model import Ticket
from tests.support import web
from tests.support.answers import problem, success
from tests.support.desk import Desk
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, word


@pytest.fixture(scope="module")
def mixture(api: httpx.Client, agent: Person) -> tuple[str, list[dict[str, Any]]]:
    """A marker word and eight tickets that bear it, newest first, with different values."""
    marker = word()
    tickets = []
    for number in range(8):
        ticket = create(
            api,
            title=f"{marker} printer" if number < 5 else f"{marker} screen",
            category=("billing", "technical", "account", "general")[number % 4],
            priority=("low", "medium", "high", "critical")[number // 2],
        )
        status = ("open", "in_progress", "resolved", "closed")[number % 3 if number < 6 else 3]
        tickets.append(
            success(api.patch(f"/api/tickets/{ticket['id']}", json={"status": status}, headers=agent.headers))
        )
    return marker, tickets[::-1]


@pytest.mark.parametrize(
    ("field", "value"),
    [("category", value) for value in ("billing", "technical", "account", "general")]
    + [("priority", value) for value in ("low", "medium", "high", "critical")]
    + [("status", value) for value in ("open", "in_progress", "resolved", "closed")],
)
def test_each_filter_alone_finds_the_tickets_with_that_value_and_no_others(
    field: str, value: str, desk: Desk, mixture: tuple[str, list[dict[str, Any]]]
) -> None:
    marker, tickets = mixture
    expected = [ticket["id"] for ticket in tickets if ticket[field] == value]
    assert expected
    assert desk.found(**{field: value, "search": marker}) == expected
    everybodys = desk.page(**{field: value, "page_size": 100})["results"]
    assert {ticket[field] for ticket in everybodys} == {value}
    assert set(expected) <= {ticket["id"] for ticket in everybodys}


def test_all_filters_together_find_the_tickets_that_fit_them_all(
    desk: Desk, mixture: tuple[str, list[dict[str, Any]]]
) -> None:
    marker, tickets = mixture
    for wanted in tickets:
        query = {name: wanted[name] for name in ("category", "priority", "status")}
        expected = [it["id"] for it in tickets if query.items() <= it.items() and "printer" in it["title"]]
        assert desk.found(search=f"printer {marker}", **query) == expected


def test_a_ticket_moves_to_another_filter_with_its_status(desk: Desk, api: httpx.Client, marker: str) -> None:
    ticket = create(api, title=marker)
    assert desk.found(search=marker, status="open") == [ticket["id"]]
    success(api.patch(f"/api/tickets/{ticket['id']}", json={"status": "closed"}, headers=desk.headers))
    assert desk.found(search=marker, status="open") == []
    assert desk.found(search=marker, status="closed") == [ticket["id"]]


def test_nobody_is_told_what_a_ticket_is_searched_by_or_its_tokens_hash(
    desk: Desk, api: httpx.Client, marker: str
) -> None:
    created = api.post("/api/tickets", json=new_ticket(title=marker))
    path = f"/api/tickets/{created.json()['id']}"
    updated = api.patch(path, json={"status": "closed"}, headers=desk.headers)
    read = api.get(path, headers=desk.headers)
    listed = desk.ask(search=marker)
    for answer in (created, updated, read, listed):
        assert not {"terms", "tracking_hash", "write_id", "salt"} & set(names_in(answer.json()))
    assert listed.json()["results"] == [read.json()]
    assert read.json().keys() == Ticket.model_fields.keys()


def names_in(content: Any) -> list[str]:
    """Every field name at any depth."""
    if isinstance(content, list):
        return [name for item in content for name in names_in(item)]
    if isinstance(content, dict):
        return [*content, *(name for value in content.values() for name in names_in(value))]
    return []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("category=other", "category"),
        ("priority=urgent", "priority"),
        ("status=OPEN", "status"),
        ("page_size=0", "page_size"),
        ("page_size=101", "page_size"),
        ("page_size=ten", "page_size"),
        ("cursor=x", "cursor"),
        ("cursor=" + "8" * 26, "cursor"),
        ("cursor=..%2F..%2Fcounters%2F0", "cursor"),
        ("search=" + "x" * 201, "search"),
        ("sort=created_at", "sort"),
        ("status=open&status=closed", "status"),
        ("search=a&search=b", "search"),
    ],
)
def test_what_the_list_cannot_do_is_refused_by_name(query: str, field: str, desk: Desk, system: System) -> None:
    problem(desk.api.get(f"/api/tickets?{query}", headers=desk.headers), 400, field)
    problem(web.get(f"{system.function_url('list_tickets')}?{query}", headers=desk.headers), 400, field)


def test_an_empty_parameter_is_no_filter(desk: Desk) -> None:
    assert desk.page(category="", priority="", status="", search="", cursor="", page_size="") == desk.page()


def test_a_document_that_somebody_broke_spoils_itself_and_not_the_list(
    desk: Desk, api: httpx.Client, system: System, marker: str
) -> None:
    older = create(api, title=marker)
    broken = system.firestore.document(f"tickets/{ids.new_id(datetime.now(UTC))}")
    broken.set({"title": 7, "status": "lost", "terms": {marker: True}, "version": "x"})
    try:
        newer = create(api, title=marker)
        assert desk.found(search=marker) == [newer["id"], older["id"]]
        assert [ticket["id"] for ticket in desk.walk(search=marker, page_size=1)] == [newer["id"], older["id"]]
        problem(api.get(f"/api/tickets/{broken.id}", headers=desk.headers), 500)
        problem(api.patch(f"/api/tickets/{broken.id}", json={"status": "open"}, headers=desk.headers), 500)
        assert "lost" not in json.dumps(desk.page(search=marker))
    finally:
        broken.delete()


@pytest.mark.parametrize("page_size", [1, 2, 100])
def test_documents_that_somebody_named_by_hand_end_no_paging(
    page_size: int, desk: Desk, api: httpx.Client, system: System, marker: str
) -> None:
    older, newer = (create(api, title=marker) for _ in range(2))
    stored = system.firestore.document(f"tickets/{older['id']}").get().to_dict() or {}
    by_hand = [system.firestore.document(f"tickets/{newer['id']}-{name}") for name in "abc"]
    for document in by_hand:
        document.set(stored)
    try:
        walked = [ticket["id"] for ticket in desk.walk(search=marker, page_size=page_size)]
    finally:
        for document in by_hand:
            document.delete()
    assert walked == [newer["id"], older["id"]]
