"""Which signed deliveries are let in, and to what."""

import base64
import secrets
import time

import httpx
import pytest

from tests.conftest import RunFunction
from tests.support import web
from tests.support.answers import problem, success
from tests.support.people import Person
from tests.support.system import WEBHOOK_NAME, WEBHOOK_SECRET
from tests.support.tickets import create, new_ticket
from tests.support.webhooks import delivery_id, encoded, signed


def test_a_signed_delivery_is_let_in(api: httpx.Client) -> None:
    content = encoded(new_ticket())
    delivered = api.post("/api/tickets", content=content, headers=signed(content))
    assert success(delivered, 201)["channel"] == WEBHOOK_NAME


@pytest.mark.parametrize(
    "changes",
    [
        {"webhook-id": None},
        {"webhook-id": ""},
        {"webhook-timestamp": None},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "1e309"},
        {"webhook-timestamp": "nan"},
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": str(int(time.time()) + 7)},
        {"webhook-signature": None},
        {"webhook-signature": None, "webhook-id": None},
        {"webhook-signature": ""},
        {"webhook-signature": "v1"},
        {"webhook-signature": "v1,"},
        {"webhook-signature": f"v1,{base64.b64encode(bytes(32)).decode()}"},
        {"webhook-signature": f"v1a,{base64.b64encode(bytes(32)).decode()}"},
        {"webhook-signature": "é"},
    ],
)
def test_a_delivery_with_a_header_missing_or_forged_is_refused(
    changes: dict[str, str | None], api: httpx.Client
) -> None:
    content = encoded(new_ticket())
    merged = {**signed(content), **changes}
    headers = {name.encode(): value.encode() for name, value in merged.items() if value is not None}
    problem(api.post("/api/tickets", content=content, headers=headers), 401)


def test_a_delivery_whose_body_was_changed_is_refused(api: httpx.Client) -> None:
    headers = signed(encoded(new_ticket()))
    problem(api.post("/api/tickets", content=encoded(new_ticket()), headers=headers), 401)


@pytest.mark.parametrize("age_s", [310, 3600, -310])
def test_a_delivery_signed_more_than_five_minutes_away_is_refused(age_s: int, api: httpx.Client) -> None:
    content = encoded(new_ticket())
    problem(api.post("/api/tickets", content=content, headers=signed(content, age_s=age_s)), 401)


@pytest.mark.parametrize("age_s", [290, -290])
def test_a_delivery_signed_within_five_minutes_is_let_in(age_s: int, api: httpx.Client) -> None:
    content = encoded(new_ticket())
    success(api.post("/api/tickets", content=content, headers=signed(content, age_s=age_s)), 201)


def test_one_good_signature_among_several_is_enough(api: httpx.Client) -> None:
    content, delivery = encoded(new_ticket()), delivery_id()
    good = signed(content, delivery=delivery)
    stale = signed(content, delivery=delivery, secret=f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}")
    headers = {**good, "webhook-signature": f"{stale['webhook-signature']} {good['webhook-signature']}"}
    success(api.post("/api/tickets", content=content, headers=headers), 201)


def test_an_integration_reads_nothing(api: httpx.Client) -> None:
    for path in ("/api/tickets", "/api/tickets/stats", f"/api/tickets/{create(api)['id']}"):
        problem(api.get(path, headers=signed(b"")), 401)


def test_a_signature_does_not_borrow_an_agents_sign_in(api: httpx.Client, agent: Person) -> None:
    content = encoded(new_ticket())
    forged = {**signed(content), "webhook-signature": "v1,AAAA", **agent.headers}
    problem(api.post("/api/tickets", content=content, headers=forged), 401)


def test_while_a_secret_is_rotated_both_are_good_and_another_is_not(run_function: RunFunction) -> None:
    old, new, other = (f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}" for _ in range(3))
    settings = f"shop={old} shop={new} {WEBHOOK_NAME}={WEBHOOK_SECRET}"
    with run_function("create_ticket", {"WEBHOOK_SECRETS": settings}) as url:
        channels = []
        for secret in (old, new, WEBHOOK_SECRET):
            content = encoded(new_ticket())
            channels.append(
                success(web.post(url, content=content, headers=signed(content, secret=secret)), 201)["channel"]
            )
        assert channels == ["shop", "shop", WEBHOOK_NAME]
        content = encoded(new_ticket())
        problem(web.post(url, content=content, headers=signed(content, secret=other)), 401)


def test_where_webhooks_are_off_none_is_let_in_and_people_still_are(run_function: RunFunction) -> None:
    with run_function("create_ticket", {"WEBHOOK_SECRETS": "off"}) as url:
        content = encoded(new_ticket())
        problem(web.post(url, content=content, headers=signed(content)), 401)
        success(web.post(url, json=new_ticket()), 201)
