"""Requests that are sent again: each takes effect once."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from google.cloud.firestore import FieldFilter

from tests.support import web
from tests.support.answers import problem, success
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import new_ticket, titled, word

PARALLEL = 20


def post(api: httpx.Client, body: Mapping[str, Any], key: str, **headers: str) -> httpx.Response:
    return api.post("/api/tickets", json=body, headers={"Idempotency-Key": key, **headers})


@pytest.fixture
def key() -> str:
    return word()


def test_twenty_parallel_requests_with_one_key_open_one_ticket_and_get_one_answer(
    api: httpx.Client, system: System, key: str
) -> None:
    body = new_ticket()
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(lambda _: post(api, body, key), range(PARALLEL)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert len({(answer.headers["Location"], answer.headers["ETag"]) for answer in answers}) == 1
    assert titled(system, body) == 1
    ticket = answers[0].json()
    tracked = api.get(f"/api/track/{ticket['id']}", headers={"X-Tracking-Token": ticket["tracking_token"]})
    assert success(tracked)["reference"] == ticket["reference"]


def test_a_key_in_quotes_is_the_same_key_and_formatting_the_same_request(
    api: httpx.Client, system: System, key: str
) -> None:
    body = new_ticket()
    first = success(post(api, body, key), 201)
    trimmed = {"title", "description"}
    spaced = {name: f"  {value}\r\n" if name in trimmed else value for name, value in reversed(body.items())}
    assert success(post(api, spaced, f'"{key}"'), 201) == first
    assert titled(system, body) == 1


def test_the_functions_own_address_knows_the_key_too(api: httpx.Client, system: System, key: str) -> None:
    body = new_ticket()
    first = success(post(api, body, key), 201)
    again = web.post(system.function_url("create_ticket"), json=body, headers={"Idempotency-Key": key})
    assert success(again, 201) == first


@pytest.mark.parametrize("change", [{"title": "Other"}, {"priority": "low"}, {"requester": {"name": "Ada"}}])
def test_the_same_key_with_another_body_is_refused_and_opens_nothing(
    api: httpx.Client, system: System, key: str, change: dict[str, Any]
) -> None:
    body = new_ticket()
    success(post(api, body, key), 201)
    problem(post(api, {**body, **change}, key), 422)
    assert titled(system, body) == 1


def test_a_repeat_after_the_ticket_changed_gets_the_first_answer(api: httpx.Client, agent: Person, key: str) -> None:
    body = new_ticket(priority="low")
    first = success(post(api, body, key), 201)
    change = {"status": "resolved", "category": "account", "priority": "critical"}
    success(api.patch(f"/api/tickets/{first['id']}", json=change, headers=agent.headers))
    answer = post(api, body, key)
    assert success(answer, 201) == first
    assert answer.headers["ETag"] == '"1"'


def test_a_request_that_was_refused_does_not_use_up_its_key(api: httpx.Client, key: str) -> None:
    problem(post(api, {"title": "", "description": "x"}, key), 400, "title")
    success(post(api, new_ticket(), key), 201)


def test_a_key_whose_ticket_was_deleted_is_a_conflict(api: httpx.Client, system: System, key: str) -> None:
    body = new_ticket()
    ticket = success(post(api, body, key), 201)
    system.firestore.document(f"tickets/{ticket['id']}").delete()
    problem(post(api, body, key), 409)


@pytest.mark.parametrize("bad", ["", '""', '"', "a b", '"a b"', 'a"b', "x" * 256, '"a", "b"'])
def test_a_bad_key_is_refused_and_opens_nothing(api: httpx.Client, system: System, bad: str) -> None:
    body = new_ticket()
    problem(post(api, body, bad), 400, "Idempotency-Key")
    assert titled(system, body) == 0


def test_the_same_key_of_the_public_and_of_two_agents_opens_three_tickets(
    api: httpx.Client, agent: Person, other_agent: Person, key: str
) -> None:
    body = new_ticket()
    answers = [post(api, body, key), post(api, body, key, **agent.headers), post(api, body, key, **other_agent.headers)]
    assert len({success(answer, 201)["id"] for answer in answers}) == 3


def test_without_a_key_the_same_request_opens_two_tickets(api: httpx.Client, system: System) -> None:
    body = new_ticket()
    tickets = [success(api.post("/api/tickets", json=body), 201) for _ in range(2)]
    assert tickets[0]["id"] != tickets[1]["id"]
    assert titled(system, body) == 2


def test_a_key_is_remembered_for_days_and_then_forgotten_by_the_database(
    api: httpx.Client, system: System, key: str
) -> None:
    ticket = success(post(api, new_ticket(), key), 201)
    created = system.firestore.document(f"tickets/{ticket['id']}").get().get("created_at")
    query = system.firestore.collection("idempotency_keys").where(filter=FieldFilter("ticket", "==", ticket["id"]))
    assert (query.get()[0].get("expires_at") - created).days == 4
