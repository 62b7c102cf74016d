"""Who is let in: ID tokens, roles and webhook signatures."""

import base64
import json
import secrets
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import RunFunction
from tests.support.answers import problem, success
from tests.support.people import Person, sign_up
from tests.support.system import WEBHOOK_NAME, WEBHOOK_SECRET, System
from tests.support.tickets import create, new_ticket
from tests.support.webhooks import delivery_id, encoded, signed

AGENTS_ONLY = ["/api/tickets", "/api/tickets/stats", "/api/tickets/{id}"]


@pytest.fixture(scope="module")
def ticket(api: httpx.Client) -> dict[str, Any]:
    return create(api)


def claims_of(token: str) -> dict[str, Any]:
    content = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(content + "=="))
    return claims


def unsigned(claims: dict[str, Any]) -> str:
    """An ID token as the Auth emulator makes them."""
    parts = (json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims))
    return ".".join([base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts]) + "."


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("path", AGENTS_ONLY)
@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer ..",
        "Basic YTpi",
        "Token x",
        "x" * 5000,
    ],
)
def test_nobody_without_good_credentials_reads_tickets(
    path: str, authorization: str | None, api: httpx.Client, ticket: dict[str, Any]
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = api.get(path.format(id=ticket["id"]), headers=headers)
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("name", ["list_tickets", "get_ticket", "ticket_stats", "update_ticket"])
def test_the_functions_own_addresses_are_guarded_alike(
    name: str, system: System, stranger: Person, ticket: dict[str, Any]
) -> None:
    method = "PATCH" if name == "update_ticket" else "GET"
    url = system.function_url(name) + (f"/{ticket['id']}" if name in {"get_ticket", "update_ticket"} else "")
    problem(httpx.request(method, url), 401)
    problem(httpx.request(method, url, headers=stranger.headers), 403)


@pytest.mark.parametrize("path", AGENTS_ONLY)
def test_somebody_who_is_signed_in_and_no_agent_is_forbidden_to(
    path: str, api: httpx.Client, stranger: Person, ticket: dict[str, Any]
) -> None:
    problem(api.get(path.format(id=ticket["id"]), headers=stranger.headers), 403)


@pytest.mark.parametrize("role", ["agent", "admin"])
def test_agents_and_admins_are_let_in(role: str, api: httpx.Client, system: System) -> None:
    success(api.get("/api/tickets/stats", headers=sign_up(system, role, {"role": role}).headers))


@pytest.mark.parametrize("claims", [{"role": "Agent"}, {"role": ""}, {"agent": "true"}, {"roles": "agent"}])
def test_no_other_claim_makes_an_agent(claims: dict[str, str], api: httpx.Client, system: System) -> None:
    problem(api.get("/api/tickets/stats", headers=sign_up(system, "odd", claims).headers), 403)


@pytest.mark.parametrize("role", [["agent"], {"agent": True}, True, 1, None])
def test_a_role_that_is_no_text_makes_no_agent(role: object, api: httpx.Client, agent: Person) -> None:
    problem(api.get("/api/tickets/stats", headers=bearer(unsigned({**claims_of(agent.token), "role": role}))), 403)


@pytest.mark.parametrize(
    "change",
    [{"aud": "other-project"}, {"iss": "https://securetoken.google.com/other"}, {"sub": ""}, {"sub": None}, {"sub": 7}],
)
def test_a_token_for_another_project_or_nobody_is_refused(
    change: dict[str, object], api: httpx.Client, agent: Person
) -> None:
    token = unsigned({**claims_of(agent.token), **change})
    problem(api.get("/api/tickets/stats", headers=bearer(token)), 401)


def test_an_expired_token_is_refused(api: httpx.Client, agent: Person) -> None:
    claims = claims_of(agent.token)
    success(api.get("/api/tickets/stats", headers=bearer(unsigned(claims))))
    expired = unsigned({**claims, "exp": int(time.time()) - 1})
    problem(api.get("/api/tickets/stats", headers=bearer(expired)), 401)


def test_outside_the_emulator_an_unsigned_token_is_refused(
    run_function: RunFunction, agent: Person, tmp_path: Path
) -> None:
    # Stands in for the credentials that a deployed function finds in its surroundings; nothing is asked with them.
    credentials = tmp_path / "credentials.json"
    content = {"type": "authorized_user", "client_id": "x", "client_secret": "x", "refresh_token": "x"}
    credentials.write_text(json.dumps(content), "utf-8")
    environ = {"FIREBASE_AUTH_EMULATOR_HOST": "", "GOOGLE_APPLICATION_CREDENTIALS": str(credentials)}
    with run_function("ticket_stats", environ) as url:
        problem(httpx.get(url, headers=agent.headers), 401)


def test_an_emulator_and_a_real_project_together_are_refused(run_function: RunFunction, agent: Person) -> None:
    claims = claims_of(agent.token)
    real = {**claims, "aud": "acme-support", "iss": "https://securetoken.google.com/acme-support"}
    with run_function("ticket_stats", {"GCLOUD_PROJECT": "acme-support"}) as url:
        problem(httpx.get(url, headers=bearer(unsigned(real))), 500)


@pytest.mark.parametrize("path", ["/api/tickets", "/api/tickets/classify"])
def test_bad_credentials_do_not_pass_as_the_public(path: str, api: httpx.Client, stranger: Person) -> None:
    body = new_ticket() if path == "/api/tickets" else {"description": "It does not work"}
    problem(api.post(path, json=body, headers=bearer("garbage")), 401)
    problem(api.post(path, json=body, headers={"Authorization": "Basic YTpi"}), 401)
    problem(api.post(path, json=body, headers=stranger.headers), 403)


def deliver(api: httpx.Client, body: dict[str, Any], **changes: str | None) -> httpx.Response:
    """A delivery with some of its headers replaced, or left out."""
    content = encoded(body)
    headers = {**signed(content), **changes}
    return api.post(
        "/api/tickets", content=content, headers={name: value for name, value in headers.items() if value is not None}
    )


def test_a_signed_delivery_is_let_in(api: httpx.Client) -> None:
    assert success(deliver(api, new_ticket()), 201)["channel"] == WEBHOOK_NAME


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


@pytest.mark.parametrize("age_s", [301, 3600, -301])
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


def test_an_integration_reads_nothing(api: httpx.Client, ticket: dict[str, Any]) -> None:
    for path in AGENTS_ONLY:
        problem(api.get(path.format(id=ticket["id"]), headers=signed(b"")), 401)


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
                success(httpx.post(url, content=content, headers=signed(content, secret=secret)), 201)["channel"]
            )
        assert channels == ["shop", "shop", WEBHOOK_NAME]
        content = encoded(new_ticket())
        problem(httpx.post(url, content=content, headers=signed(content, secret=other)), 401)


def test_where_webhooks_are_off_none_is_let_in_and_people_still_are(run_function: RunFunction) -> None:
    with run_function("create_ticket", {"WEBHOOK_SECRETS": "off"}) as url:
        content = encoded(new_ticket())
        problem(httpx.post(url, content=content, headers=signed(content)), 401)
        success(httpx.post(url, json=new_ticket()), 201)
