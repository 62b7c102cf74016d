"""How admins register, change and forget the endpoints of webhooks."""

import base64
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import RunFunction
from tests.support import web
from tests.support.addresses import UNKNOWN, WEBHOOKS, Address
from tests.support.answers import problem, success
from tests.support.hooks import EVENTS, Hook, hook
from tests.support.people import Person
from tests.support.receiver import Receiver
from tests.support.system import System
from tests.support.tickets import create, word

FIELDS = {
    *("id", "url", "description", "events", "enabled", "disabled_reason", "created_at", "created_by", "updated_at"),
    *("failing_since", "last_delivery_at", "last_status"),
}
EVERY_METHOD = [(method, it) for it in WEBHOOKS for method in ("GET", "POST", "PATCH", "DELETE") if method in it.allow]


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left_to_tell(api: httpx.Client, admin: Person, receiver: Receiver) -> None:
    """Events come one after the other: once that of a new ticket has come, so have those of other files' tickets."""
    with hook(api, admin, receiver) as made:
        made.arrived(create(api), 1)


@pytest.fixture
def endpoint(api: httpx.Client, admin: Person, receiver: Receiver) -> Iterator[Hook]:
    with hook(api, admin, receiver, description="The shop") as made:
        yield made


def register(api: httpx.Client, admin: Person, **fields: Any) -> httpx.Response:
    body = {"url": f"https://{word()}.example/hook", "events": EVENTS, **fields}
    return api.post("/api/webhooks", json=body, headers=admin.headers)


def test_an_endpoint_is_registered_with_a_secret_that_is_said_once(endpoint: Hook, admin: Person) -> None:
    new = endpoint.registered
    assert new.keys() == FIELDS | {"secret"}
    assert len(base64.b64decode(new["secret"].removeprefix("whsec_"), validate=True)) == 32
    assert (new["enabled"], new["disabled_reason"], new["created_by"]) == (True, None, admin.email)
    assert (new["events"], new["description"], new["last_status"]) == (EVENTS, "The shop", None)
    assert endpoint.read() == {name: value for name, value in new.items() if name != "secret"}


def test_what_a_patch_names_is_changed_and_nothing_else(endpoint: Hook) -> None:
    before = endpoint.read()
    after = success(endpoint.ask("PATCH", json={"events": ["ticket.resolved", "ticket.created"], "description": ""}))
    assert after == endpoint.read()
    assert after["events"] == ["ticket.created", "ticket.resolved"]
    assert after["updated_at"] > before["updated_at"]
    changed = {"events", "description", "updated_at"}
    assert {name for name in FIELDS if after[name] != before[name]} == changed
    assert success(endpoint.ask("PATCH", json={"enabled": False}))["enabled"] is False


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, ""),
        ({"enabled": None}, ""),
        ({"enabled": 1}, "enabled"),
        ({"events": []}, "events"),
        ({"events": ["ticket.deleted"]}, "events.0"),
        ({"secret": "whsec_AAAA"}, "secret"),
        ({"description": "x" * 201}, "description"),
        ({"url": "https://10.0.0.1/"}, "url"),
    ],
)
def test_a_patch_that_is_not_valid_is_refused_by_its_field(body: dict[str, Any], field: str, endpoint: Hook) -> None:
    before = endpoint.read()
    problem(endpoint.ask("PATCH", json=body), 400, field)
    assert endpoint.read() == before


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "example.com",
        "https://",
        "https://user:word@example.com/",
        "https://example.com/#part",
        "https://exämple.com/",
        "https://example.com:port/",
        "https://10.0.0.1/",
        "https://169.254.169.254/computeMetadata/v1/",
        "https://[fd00:ec2::254]/",
        "https://[::ffff:192.168.0.1]/",
        f"https://example.com/{'x' * 2000}",
    ],
)
def test_an_address_that_webhooks_must_not_go_to_is_refused(url: str, api: httpx.Client, admin: Person) -> None:
    problem(register(api, admin, url=url), 400, "url")


@pytest.mark.parametrize(
    "url", ["http://example.com/", "http://127.0.0.1:8080/", "https://127.0.0.1/", "https://[::1]/"]
)
def test_without_the_switch_of_development_this_machine_and_plain_http_are_refused(
    url: str, run_function: RunFunction, admin: Person
) -> None:
    with run_function("webhooks", {"WEBHOOK_DEV_LOOPBACK": ""}) as address:
        answer = web.post(address, json={"url": url, "events": EVENTS}, headers=admin.headers)
        problem(answer, 400, "url")


def test_a_forgotten_endpoint_is_gone(endpoint: Hook) -> None:
    before = endpoint.read()
    assert success(endpoint.ask("DELETE")) == before
    problem(endpoint.ask("DELETE"), 404)
    problem(endpoint.ask("PATCH", json={"enabled": True}), 404)
    problem(endpoint.ask("POST", "/secret"), 404)
    problem(endpoint.ask("GET", "/deliveries"), 404)
    problem(endpoint.ask("POST", "/replay", json={"delivery": UNKNOWN}), 404)


def test_there_are_at_most_twenty(api: httpx.Client, admin: Person, system: System) -> None:
    made = []
    try:
        while (answer := register(api, admin)).status_code == 201:
            made.append(answer.json()["id"])
            assert len(made) <= 20
        problem(answer, 409)
        # One that somebody broke by hand is not listed and counts all the same.
        assert len(system.firestore.collection("webhooks").get()) == 20
        listed = success(api.get("/api/webhooks", headers=admin.headers))["results"]
        assert [it["id"] for it in listed if it["id"] in made] == made[::-1]
    finally:
        for it in made:
            success(api.delete(f"/api/webhooks/{it}", headers=admin.headers))


def test_a_new_secret_is_said_once_and_of_many_only_the_last_are_kept(endpoint: Hook, system: System) -> None:
    secrets = [endpoint.registered["secret"]]
    for _ in range(4):
        answer = success(endpoint.ask("POST", "/secret"), 201)
        assert answer.keys() == {"secret"}
        secrets.append(answer["secret"])
    assert len({*secrets}) == 5
    stored = system.firestore.document(f"webhooks/{endpoint.id}").get().get("secrets")
    assert [it["value"] for it in stored] == secrets[:1:-1]
    assert not [it for it in secrets if it in str(endpoint.read())]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"delivery": "x"},
        {"since": "2026-01-01T00:00:00Z"},
        {"delivery": UNKNOWN, "since": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z"},
        {"since": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"},
        {"since": "2026-01-01T00:00:00", "until": "2026-01-02T00:00:00Z"},
        {"delivery": None, "since": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z"},
        {"since": 0, "until": "2026-01-02T00:00:00Z"},
        {"since": "0", "until": "2026-01-02T00:00:00Z"},
        {"since": "2026-01-01", "until": "2026-01-02T00:00:00Z"},
    ],
)
def test_a_replay_of_neither_one_nor_a_range_is_refused(body: dict[str, Any], endpoint: Hook) -> None:
    answer = endpoint.ask("POST", "/replay", json=body)
    problem(answer, 400, *[it["field"] for it in answer.json()["errors"]])


def test_nothing_is_replayed_of_what_is_not_there_or_to_an_endpoint_that_is_off(endpoint: Hook) -> None:
    problem(endpoint.ask("POST", "/replay", json={"delivery": UNKNOWN}), 404)
    range_ = {"since": "2020-01-01T00:00:00Z", "until": "2020-01-02T00:00:00Z"}
    before_there_were_ids = {"since": "0001-01-01T00:00:00+14:00", "until": "1969-12-31T23:59:59Z"}
    for nothing in (range_, before_there_were_ids, {**before_there_were_ids, "until": "9999-12-31T23:59:59-14:00"}):
        assert success(endpoint.ask("POST", "/replay", json=nothing), 202) == {"queued": 0}
    success(endpoint.ask("PATCH", json={"enabled": False}))
    problem(endpoint.ask("POST", "/replay", json=range_), 409)


@pytest.mark.parametrize(("method", "address"), EVERY_METHOD, ids=[f"{method} {it}" for method, it in EVERY_METHOD])
def test_only_an_admin_may(method: str, address: Address, system: System, agent: Person, stranger: Person) -> None:
    url = address.url(system)
    problem(web.request(method, url), 401)
    problem(web.request(method, url, headers=stranger.headers), 403)
    problem(web.request(method, url, headers=agent.headers), 403)
