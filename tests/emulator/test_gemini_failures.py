"""What people get while Gemini does not serve."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.conftest import RunFunction
from tests.support import web
from tests.support.answers import success
from tests.support.gemini_server import Gemini, Reply
from tests.support.suggestions import FIELDS, about_a_refund, ask, stored
from tests.support.system import System
from tests.support.tickets import new_ticket

AT_ONCE_S = 5.0
"""Well below the ten seconds that a suggestion is waited for."""
GIVEN_UP_S = 15.0
FAILURES = {
    "400": Reply(status=400),
    "401": Reply(status=401),
    "403": Reply(status=403),
    "404": Reply(status=404),
    "429": Reply(status=429),
    "500": Reply(status=500),
    "503": Reply(status=503),
    "HTML": Reply(raw=b"<!doctype html><h1>Sorry</h1>"),
    "nothing": Reply(raw=b""),
    "empty object": Reply(raw=b"{}"),
    "blocked": Reply(raw=b'{"promptFeedback": {"blockReason": "SAFETY"}}'),
    "stopped": Reply(raw=b'{"candidates": [{"finishReason": "SAFETY", "index": 0}]}'),
    "prose": Reply(text="I would say billing."),
    "empty text": Reply(text=""),
    "unknown category": Reply(json={"analysis": "x", "category": "sales", "priority": "high"}),
    "unknown priority": Reply(json={"analysis": "x", "category": "billing", "priority": "P1"}),
    "wrong types": Reply(json={"analysis": 7, "category": ["billing"], "priority": None}),
    "another shape": Reply(json=["billing", "high"]),
    "connection closed": Reply(hang_up=True),
}


@pytest.mark.parametrize("reply", FAILURES.values(), ids=FAILURES)
def test_when_gemini_fails_the_rules_serve_and_a_warning_says_so(
    reply: Reply, api: httpx.Client, gemini: Gemini, system: System, marker: str
) -> None:
    gemini.when(marker, reply)
    answer = ask(api, about_a_refund(marker))
    assert answer.keys() == FIELDS
    assert (answer["source"], answer["suggested_category"]) == ("local", "billing")
    assert answer["warning"].startswith("Gemini ")
    assert stored(system, about_a_refund(marker)) is None
    assert len(gemini.calls(marker)) == 1


def test_a_failure_is_not_remembered(api: httpx.Client, gemini: Gemini, marker: str) -> None:
    gemini.when(marker, Reply(status=503))
    assert ask(api, about_a_refund(marker))["source"] == "local"
    gemini.when(marker, Reply())
    assert ask(api, about_a_refund(marker))["source"] == "gemini"


def test_while_gemini_hangs_tickets_are_opened_at_once_and_the_suggestion_gives_up_in_time(
    api: httpx.Client, gemini: Gemini, marker: str
) -> None:
    gemini.when(marker, Reply(delay_s=60))
    started = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, api, about_a_refund(marker))
        ticket = success(api.post("/api/tickets", json=new_ticket(description=about_a_refund(marker))), 201)
        assert time.monotonic() - started < AT_ONCE_S
        assert (ticket["category"], ticket["suggestion"]["source"]) == ("billing", "local")
        answer = asked.result()
    assert time.monotonic() - started < GIVEN_UP_S
    assert answer["source"] == "local"
    assert "too long" in answer["warning"]


def test_without_a_key_the_rules_serve_and_that_is_no_failure(
    run_function: RunFunction, gemini: Gemini, marker: str
) -> None:
    with run_function("classify_ticket", {"GEMINI_API_KEY": "off"}) as url:
        answer = success(web.post(url, json={"description": about_a_refund(marker)}))
    assert answer.keys() == FIELDS - {"warning"}
    assert (answer["source"], answer["suggested_category"]) == ("local", "billing")
    assert gemini.calls(marker) == []


def test_a_gemini_that_cannot_be_reached_is_a_failure_like_others(run_function: RunFunction, marker: str) -> None:
    with run_function("classify_ticket", {"GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9"}) as url:
        answer = success(web.post(url, json={"description": about_a_refund(marker)}))
    assert (answer["source"], answer["suggested_category"]) == ("local", "billing")
    assert answer["warning"]
