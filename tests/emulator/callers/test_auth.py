"""Who is let in: ID tokens and roles."""

import time
from typing import Any

import httpx
import pytest
from firebase_admin import auth

from scripts.base.console import Failure
from scripts.operate import admin
from tests.conftest import RunFunction
from tests.support import web
from tests.support.addresses import UNKNOWN, Address, every_method_below
from tests.support.answers import problem, success
from tests.support.people import Person, sign_up
from tests.support.system import System
from tests.support.tickets import create, new_ticket
from tests.support.tokens import claims_of, unsigned
from tests.support.webhooks import signed

AGENTS_ONLY = ["/api/tickets", "/api/tickets/stats", "/api/tickets/{id}"]


@pytest.fixture(scope="module")
def ticket(api: httpx.Client) -> dict[str, Any]:
    return create(api)


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
    problem(web.request(method, url), 401)
    problem(web.request(method, url, headers=stranger.headers), 403)


@pytest.mark.parametrize("path", AGENTS_ONLY)
def test_somebody_who_is_signed_in_and_no_agent_is_forbidden_to(
    path: str, api: httpx.Client, stranger: Person, ticket: dict[str, Any]
) -> None:
    problem(api.get(path.format(id=ticket["id"]), headers=stranger.headers), 403)


@every_method_below
def test_what_belongs_to_a_ticket_is_for_agents(
    method: str, address: Address, system: System, stranger: Person, ticket: dict[str, Any]
) -> None:
    url = address.url(system).replace(UNKNOWN, ticket["id"])
    for slash in ("", "/"):
        problem(web.request(method, url + slash), 401)
        problem(web.request(method, url + slash, headers={"X-Tracking-Token": ticket["tracking_token"]}), 401)
        problem(web.request(method, url + slash, headers=stranger.headers), 403)
        problem(web.request(method, url + slash, headers=signed(b"")), 401)


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


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({"GCLOUD_PROJECT": "acme-support"}, "must not be set for the project acme-support"),
        (
            {"GCLOUD_PROJECT": "acme-support", "FIRESTORE_EMULATOR_HOST": ""},
            "FIREBASE_AUTH_EMULATOR_HOST.* must not",
        ),
        (
            {"GCLOUD_PROJECT": "acme-support", "FIREBASE_AUTH_EMULATOR_HOST": ""},
            "FIRESTORE_EMULATOR_HOST.* must not",
        ),
        ({"K_CONFIGURATION": "ticket-stats"}, "must not be set in the cloud"),
    ],
    ids=["both", "auth", "firestore", "a demo project in the cloud"],
)
def test_a_function_does_not_start_with_an_emulator_where_none_belongs(
    environ: dict[str, str], reason: str, run_function: RunFunction
) -> None:
    with pytest.raises(Failure, match=reason), run_function("ticket_stats", environ):
        pass


def test_an_account_that_was_disabled_is_refused(api: httpx.Client, system: System) -> None:
    person = sign_up(system, "gone", {"role": "agent"})
    with admin.people(system.project) as app:
        auth.update_user(person.uid, disabled=True, app=app)
    problem(api.get("/api/tickets/stats", headers=person.headers), 401)


@pytest.mark.parametrize("claims", [{"exp": None}, {"iat": None}, {"exp": "later"}, {"iat": [1]}])
def test_a_token_without_its_times_is_refused_by_the_emulator_too(
    claims: dict[str, object], api: httpx.Client, agent: Person
) -> None:
    problem(api.get("/api/tickets/stats", headers=bearer(unsigned({**claims_of(agent.token), **claims}))), 401)


@pytest.mark.parametrize("path", ["/api/tickets", "/api/tickets/classify"])
def test_bad_credentials_do_not_pass_as_the_public(path: str, api: httpx.Client, stranger: Person) -> None:
    body = new_ticket() if path == "/api/tickets" else {"description": "It does not work"}
    problem(api.post(path, json=body, headers=bearer("garbage")), 401)
    problem(api.post(path, json=body, headers={"Authorization": "Basic YTpi"}), 401)
    problem(api.post(path, json=body, headers=stranger.headers), 403)
