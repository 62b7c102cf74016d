"""Methods, paths and headers that no function knows, at its own address and behind Hosting."""

import httpx
import pytest

from tests.conftest import RunFunction
from tests.support import web
from tests.support.addresses import ADDRESSES, UNKNOWN, Address, every_address, every_method_below
from tests.support.answers import problem
from tests.support.people import Person
from tests.support.system import System

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


@every_address
def test_a_method_that_a_function_does_not_know_is_refused_with_those_that_it_knows(
    address: Address, system: System, client: httpx.Client
) -> None:
    for method in sorted(METHODS - set(address.allow.split(", "))):
        answer = client.request(method, address.url(system))
        assert answer.headers["Allow"] == address.allow
        if method == "HEAD":
            assert (answer.status_code, answer.content) == (405, b"")
        else:
            problem(answer, 405)


@every_address
def test_options_names_the_methods(address: Address, system: System, client: httpx.Client) -> None:
    answer = client.options(address.url(system))
    assert (answer.status_code, answer.headers["Allow"], answer.content) == (204, address.allow, b"")


@every_address
def test_a_slash_at_the_end_makes_no_difference(address: Address, system: System, client: httpx.Client) -> None:
    method = "GET" if "GET" in address.allow else address.allow.split(", ")[0]
    plain = client.request(method, address.url(system))
    slashed = client.request(method, f"{address.url(system)}/")
    assert (slashed.status_code, slashed.headers["Content-Type"]) == (plain.status_code, plain.headers["Content-Type"])


@every_address
def test_a_path_with_a_part_too_many_is_not_found(address: Address, system: System, client: httpx.Client) -> None:
    for path in ("/x/y", "/x/y/"):
        problem(client.get(address.url(system) + path), 404)


@pytest.mark.parametrize("address", [it for it in ADDRESSES if "HEAD" in it.allow], ids=str)
def test_head_answers_like_get_without_a_body(address: Address, system: System, client: httpx.Client) -> None:
    got, head = client.get(address.url(system)), client.head(address.url(system))
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/nonsense",
        "/api/nonsense/",
        "/api/tickets/stats/x",
        "/api/tickets/a/b",
        f"/api/tickets/{UNKNOWN}/history/x",
        "/api/track",
        "/api/track/a/b",
        "/api/tickets/a%0Ab",
        "/api/webhooks/a%0Ab/deliveries",
    ],
)
def test_an_unknown_path_below_api_is_a_problem_and_not_a_page(api: httpx.Client, path: str) -> None:
    problem(api.get(path), 404)


@pytest.mark.parametrize(
    "segment", ["x", "%00", "..%2f..", "%F0%9F%98%80", "x" * 3000, UNKNOWN.upper(), f"{UNKNOWN}%20"]
)
@pytest.mark.parametrize("name", ["get_ticket", "track_ticket", "ticket"])
def test_a_ticket_id_that_is_none_is_not_found(name: str, segment: str, system: System, client: httpx.Client) -> None:
    answer = client.get(f"{system.function_url(name)}/{segment}", headers={"X-Tracking-Token": "x"})
    problem(answer, 404)


@every_method_below
@pytest.mark.parametrize("ticket_id", [UNKNOWN, "x", "stats", "x" * 3000, "%F0%9F%98%80", UNKNOWN.upper()])
def test_what_belongs_to_a_ticket_that_is_none_is_not_found(
    method: str, address: Address, ticket_id: str, system: System, client: httpx.Client, admin: Person
) -> None:
    url = address.url(system).replace(UNKNOWN, ticket_id)
    body = {"kind": "note", "text": "Hello"} if url.endswith("/messages") else None
    for slash in ("", "/"):
        problem(client.request(method, url + slash, json=body, headers=admin.headers), 404)


@pytest.mark.parametrize("name", ["Authorization", "Idempotency-Key", "If-Match", "X-Tracking-Token", "traceparent"])
# Control characters are left out: every server in front of our code refuses them by closing the connection.
@pytest.mark.parametrize("value", ["x" * 7000, "é".encode(), b"\xff\xfe", '"'], ids=["long", "e", "ff", "quote"])
def test_strange_header_values_are_the_callers_fault_or_none_at_all(
    name: str, value: str | bytes, run_function: RunFunction, system: System
) -> None:
    headers = {name.encode(): value if isinstance(value, bytes) else value.encode()}
    urls = [system.function_url("create_ticket"), f"{system.function_url('track_ticket')}/{UNKNOWN}"]
    answers = [web.post(urls[0], json={}, headers=headers), web.get(urls[1], headers=headers)]
    assert [answer.status_code // 100 for answer in answers] == [4, 4]
