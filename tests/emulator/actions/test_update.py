"""Changing tickets: what may be changed, against which version, by whom."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import httpx
import pytest

from common.base import ids
from common.tickets.model import Ticket
from tests.support import web
from tests.support.addresses import UNKNOWN
from tests.support.answers import problem, success
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import as_read, create, word
from tests.support.webhooks import encoded, signed

PARALLEL = 20


class Case:
    """An agent at work on one ticket."""

    def __init__(self, api: httpx.Client, agent: Person, ticket: dict[str, Any]) -> None:
        self.api, self.agent, self.ticket = api, agent, ticket
        self.path = f"/api/tickets/{ticket['id']}"

    def patch(self, change: object, if_match: str | None = None) -> httpx.Response:
        headers = self.agent.headers | ({} if if_match is None else {"If-Match": if_match})
        return self.api.patch(self.path, json=change, headers=headers)

    def change(self, **change: str) -> dict[str, Any]:
        """The ticket after a change that must succeed."""
        ticket: dict[str, Any] = success(self.patch(change))
        return ticket

    def read(self) -> dict[str, Any]:
        ticket: dict[str, Any] = success(self.api.get(self.path, headers=self.agent.headers))
        return ticket


@pytest.fixture
def case(api: httpx.Client, agent: Person) -> Case:
    return Case(api, agent, create(api, category="billing", priority="low"))


def test_a_change_answers_the_ticket_as_it_is_now(case: Case) -> None:
    answer = case.patch({"status": "in_progress", "category": "technical", "priority": "high"})
    ticket = success(answer)
    assert ticket.keys() == Ticket.model_fields.keys()
    assert (ticket["status"], ticket["category"], ticket["priority"]) == ("in_progress", "technical", "high")
    assert answer.headers["ETag"] == '"2"'
    assert ticket == case.read()


def test_a_change_touches_what_it_names_and_moves_version_and_time(case: Case) -> None:
    before = case.read()
    after = case.change(priority="high")
    moved = {name for name in before if before[name] != after[name]}
    assert moved == {"priority", "version", "updated_at", "set_by"}
    assert after["version"] == before["version"] + 1
    assert datetime.fromisoformat(after["updated_at"]) > datetime.fromisoformat(before["updated_at"])


def test_whoever_sets_a_value_is_named(case: Case) -> None:
    assert case.change(priority="high")["set_by"] == {"category": "submitter", "priority": "agent"}
    content = encoded({"category": "general"})
    after = success(case.api.patch(case.path, content=content, headers=signed(content)))
    assert after["set_by"] == {"category": "integration", "priority": "agent"}


def test_the_function_at_its_own_address_changes_tickets_too(case: Case, system: System) -> None:
    url = f"{system.function_url('update_ticket')}/{case.ticket['id']}"
    answer = web.patch(url, json={"status": "closed"}, headers=case.agent.headers)
    assert success(answer) == case.read()


def test_every_change_counts_one_version_even_to_the_same_value(case: Case) -> None:
    assert [case.change(status="open")["version"] for _ in range(3)] == [2, 3, 4]


@pytest.mark.alone
def test_twenty_parallel_changes_without_a_version_all_count(case: Case) -> None:
    changes = [{"priority": ("low", "medium", "high", "critical")[number % 4]} for number in range(PARALLEL)]
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(case.patch, changes))
    assert [answer.status_code for answer in answers] == [200] * PARALLEL
    assert sorted(answer.json()["version"] for answer in answers) == list(range(2, PARALLEL + 2))
    assert case.read()["version"] == PARALLEL + 1


@pytest.mark.alone
def test_of_twenty_parallel_changes_of_one_version_exactly_one_wins(case: Case) -> None:
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(lambda _: case.patch({"status": "closed"}, '"1"'), range(PARALLEL)))
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * (PARALLEL - 1)
    assert case.read()["version"] == 2


@pytest.mark.parametrize("if_match", ['"1"', '"7", "1"', "*", 'W/"9", "1"'])
def test_a_change_of_a_version_that_the_caller_has_seen_is_made(case: Case, if_match: str) -> None:
    assert success(case.patch({"status": "closed"}, if_match))["version"] == 2


@pytest.mark.parametrize("if_match", ['"2"', '"0"', '"7", "8"', 'W/"1"', '"01"', '""'])
def test_a_change_of_any_other_version_is_refused_and_changes_nothing(case: Case, if_match: str) -> None:
    assert "1" in problem(case.patch({"status": "closed"}, if_match), 412)["detail"]
    assert case.read() == as_read(case.ticket)


def test_the_etag_of_a_read_is_good_for_one_change(case: Case) -> None:
    etag = case.api.get(case.path, headers=case.agent.headers).headers["ETag"]
    success(case.patch({"status": "in_progress"}, etag))
    problem(case.patch({"status": "closed"}, etag), 412)


@pytest.mark.parametrize("if_match", ["", "1", '"1', "'1'", '"1";', '"1" "2"', '"1",'])
def test_a_malformed_if_match_is_refused_and_changes_nothing(case: Case, if_match: str) -> None:
    problem(case.patch({"status": "closed"}, if_match), 400, "If-Match")
    assert case.read()["version"] == 1


def test_resolving_and_then_closing_keeps_the_time_of_resolving(case: Case) -> None:
    resolved = case.change(status="resolved")
    assert resolved["resolved_at"] == resolved["updated_at"]
    closed = case.change(status="closed")
    assert closed["resolved_at"] == resolved["resolved_at"]
    assert datetime.fromisoformat(closed["updated_at"]) > datetime.fromisoformat(resolved["updated_at"])


@pytest.mark.parametrize("status", ["open", "in_progress"])
def test_reopening_forgets_the_time_of_resolving(case: Case, status: str) -> None:
    case.change(status="closed")
    assert case.change(status=status)["resolved_at"] is None
    again = case.change(status="resolved")
    assert again["resolved_at"] == again["updated_at"]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, [""]),
        ({"status": None}, [""]),
        ({"status": "open", "category": None}, [""]),
        ({"status": "done"}, ["status"]),
        ({"status": "Open", "priority": "", "category": 1}, ["status", "priority", "category"]),
        ({"title": "Other"}, ["title"]),
        ({"status": "closed", "description": "Other"}, ["description"]),
        ({"version": 9, "updated_at": None}, ["version", "updated_at"]),
        ({"tracking_hash": "x", "terms": {}, "set_by": {}}, ["tracking_hash", "terms", "set_by"]),
        ({"__proto__": {}}, ["__proto__"]),
    ],
)
def test_what_may_not_be_changed_is_refused_by_name_and_changes_nothing(
    case: Case, change: object, fields: list[str]
) -> None:
    problem(case.patch(change), 400, *fields)
    assert case.read()["version"] == 1


@pytest.mark.parametrize("ticket_id", [UNKNOWN, "x", "8" + "z" * 25, "nothing"])
def test_a_ticket_that_does_not_exist_cannot_be_changed_and_is_not_made(
    system: System, agent: Person, ticket_id: str
) -> None:
    url = f"{system.function_url('update_ticket')}/{ticket_id}"
    problem(web.patch(url, json={"status": "closed"}, headers=agent.headers), 404)
    if ids.is_id(ticket_id):
        assert not system.firestore.document(f"tickets/{ticket_id}").get().exists


def test_an_idempotency_key_does_not_hold_back_an_agents_change(case: Case) -> None:
    headers = {**case.agent.headers, "Idempotency-Key": word()}
    versions = [
        success(case.api.patch(case.path, json={"status": "closed"}, headers=headers))["version"] for _ in range(2)
    ]
    assert versions == [2, 3]


def test_a_change_leaves_search_terms_and_token_as_they_were(case: Case, system: System) -> None:
    document = system.firestore.document(f"tickets/{case.ticket['id']}")
    before = document.get().to_dict() or {}
    case.change(status="closed")
    after = document.get().to_dict() or {}
    assert {name: after[name] for name in ("terms", "tracking_hash")} == {
        name: before[name] for name in ("terms", "tracking_hash")
    }
    assert after.keys() == before.keys()
