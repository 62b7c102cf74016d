"""Pages of other origins at the functions' own addresses."""

import httpx

from tests.conftest import RunFunction
from tests.support import web
from tests.support.answers import problem, success
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import new_ticket

SHOP, OTHER = "https://shop.example", "https://other.example"
ASKED = "authorization,content-disposition,content-type,idempotency-key,if-match,x-firebase-appcheck,x-tracking-token"
HEADERS = {"access-control-allow-origin", "access-control-allow-methods", "access-control-allow-headers"}


def preflight(url: str, origin: str, method: str = "POST") -> httpx.Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": ASKED}
    return web.options(url, headers=headers)


def test_by_default_no_other_origin_is_let_in(system: System) -> None:
    url = system.function_url("create_ticket")
    for answer in (preflight(url, SHOP), web.post(url, json=new_ticket(), headers={"Origin": SHOP})):
        assert answer.is_success
        assert not HEADERS & set(answer.headers)


def test_a_configured_origin_may_ask_first_and_then_send(run_function: RunFunction) -> None:
    with run_function("create_ticket", {"ALLOWED_ORIGINS": "HTTPS://Shop.example/,https://www.shop.example"}) as url:
        asked = preflight(url, SHOP)
        assert asked.status_code == 204
        assert asked.headers["Access-Control-Allow-Origin"] == SHOP
        assert asked.headers["Access-Control-Allow-Methods"] == "POST, OPTIONS"
        assert asked.headers["Access-Control-Allow-Headers"].lower().split(", ") == ASKED.split(",")
        assert int(asked.headers["Access-Control-Max-Age"]) > 0
        sent = web.post(url, json=new_ticket(), headers={"Origin": SHOP})
        success(sent, 201)
        assert sent.headers["Access-Control-Allow-Origin"] == SHOP
        assert "Location" in sent.headers["Access-Control-Expose-Headers"]


def test_a_page_can_read_why_it_was_refused(run_function: RunFunction) -> None:
    with run_function("create_ticket", {"ALLOWED_ORIGINS": SHOP}) as url:
        for answer in (
            web.post(url, json={}, headers={"Origin": SHOP}),
            web.put(url, headers={"Origin": SHOP}),
            web.get(f"{url}/x/y", headers={"Origin": SHOP}),
        ):
            problem(answer, answer.status_code, *[error["field"] for error in answer.json().get("errors", [])])
            assert answer.is_client_error
            assert answer.headers["Access-Control-Allow-Origin"] == SHOP


def test_any_other_origin_is_not_named_and_caches_keep_the_answers_apart(
    run_function: RunFunction, agent: Person
) -> None:
    with run_function("ticket_stats", {"ALLOWED_ORIGINS": f'["{SHOP}"]'}) as url:
        let_in = web.get(url, headers={**agent.headers, "Origin": SHOP})
        assert let_in.headers["Access-Control-Allow-Origin"] == SHOP
        for origin in (OTHER, "null", SHOP.upper(), f"{SHOP}.evil.example", "http://shop.example", f"{SHOP}:444", ""):
            for answer in (
                preflight(url, origin, "GET"),
                web.get(url, headers={**agent.headers, "Origin": origin}),
            ):
                assert answer.is_success
                assert not HEADERS & set(answer.headers)
                assert "Origin" in answer.headers["Vary"]
        assert "Origin" in let_in.headers["Vary"]
        assert "access-control-allow-credentials" not in let_in.headers
