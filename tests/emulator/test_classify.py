"""Suggestions: from Gemini where it serves, from the rules wherever it does not."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from common.classifier.fingerprint import suggestion_key
from common.config import GEMINI_MODEL
from common.models import Classification, Suggestion
from tests.conftest import RunFunction
from tests.support.answers import problem, success
from tests.support.gemini_server import Gemini, Reply
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import new_ticket, word

FIELDS = Classification.model_fields.keys()
AT_ONCE_S = 5.0
"""Well below the ten seconds that a suggestion is waited for."""
GIVEN_UP_S = 15.0


def ask(api: httpx.Client, description: str) -> dict[str, Any]:
    answer: dict[str, Any] = success(api.post("/api/tickets/classify", json={"description": description}, timeout=60))
    return answer


def about_a_refund(marker: str) -> str:
    """A text that the rules know as billing."""
    return f"{marker}: I want a refund for the invoice that was charged twice"


def stored(system: System, description: str) -> dict[str, Any] | None:
    """The suggestion that is kept for a text."""
    key = suggestion_key(description, GEMINI_MODEL.value)
    content: dict[str, Any] | None = system.firestore.document(f"suggestions/{key}").get().to_dict()
    return content


@pytest.fixture
def marker() -> str:
    return word()


def test_gemini_serves_and_says_why(api: httpx.Client, gemini: Gemini, marker: str) -> None:
    gemini.when(marker, Reply(json={"analysis": "Somebody lost money.", "category": "account", "priority": "critical"}))
    answer = ask(api, about_a_refund(marker))
    assert answer.keys() == FIELDS - {"warning"}
    assert (answer["suggested_category"], answer["suggested_priority"]) == ("account", "critical")
    assert (answer["source"], answer["reason"]) == ("gemini", "Somebody lost money.")


def test_the_function_at_its_own_address_classifies_too(system: System, gemini: Gemini, marker: str) -> None:
    body = {"description": about_a_refund(marker)}
    assert success(httpx.post(system.function_url("classify_ticket"), json=body))["source"] == "gemini"


def test_the_same_text_is_asked_of_gemini_once(api: httpx.Client, gemini: Gemini, marker: str) -> None:
    text = about_a_refund(marker)
    first = ask(api, text)
    assert [ask(api, again) for again in (text, f"  {text}\n", text.upper())] == [first] * 3
    assert len(gemini.calls(marker)) + len(gemini.calls(marker.upper())) == 1


def test_a_suggestion_is_kept_for_a_day_without_the_text(api: httpx.Client, system: System, marker: str) -> None:
    text = about_a_refund(marker)
    ask(api, text)
    kept = stored(system, text)
    assert kept is not None
    assert kept.keys() == Suggestion.model_fields.keys() | {"expires_at"}
    assert timedelta(hours=23) < kept["expires_at"] - datetime.now(UTC) <= timedelta(days=1)
    assert marker not in str(kept)


def test_a_suggestion_that_has_expired_is_asked_for_again(
    api: httpx.Client, gemini: Gemini, system: System, marker: str
) -> None:
    text = about_a_refund(marker)
    ask(api, text)
    key = suggestion_key(text, GEMINI_MODEL.value)
    system.firestore.document(f"suggestions/{key}").update({"expires_at": datetime.now(UTC)})
    ask(api, text)
    assert len(gemini.calls(marker)) == 2


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
        answer = success(httpx.post(url, json={"description": about_a_refund(marker)}))
    assert answer.keys() == FIELDS - {"warning"}
    assert (answer["source"], answer["suggested_category"]) == ("local", "billing")
    assert gemini.calls(marker) == []


def test_a_gemini_that_cannot_be_reached_is_a_failure_like_others(run_function: RunFunction, marker: str) -> None:
    with run_function("classify_ticket", {"GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9"}) as url:
        answer = success(httpx.post(url, json={"description": about_a_refund(marker)}))
    assert (answer["source"], answer["suggested_category"]) == ("local", "billing")
    assert answer["warning"]


def test_a_new_ticket_carries_the_suggestion_that_its_writer_saw(
    api: httpx.Client, gemini: Gemini, marker: str
) -> None:
    gemini.when(marker, Reply(json={"analysis": "Because.", "category": "account", "priority": "critical"}))
    answer = ask(api, about_a_refund(marker))
    body = new_ticket(description=f" {about_a_refund(marker)}\r\n", category="general", priority="low")
    ticket = success(api.post("/api/tickets", json=body), 201)
    assert ticket["suggestion"] == {
        "category": "account",
        "priority": "critical",
        "source": "gemini",
        "confidence": answer["confidence"],
        "reason": "Because.",
        "signals": answer["signals"],
        "model": GEMINI_MODEL.value,
    }
    assert (ticket["category"], ticket["priority"]) == ("general", "low")


def test_opening_a_ticket_never_asks_gemini(api: httpx.Client, gemini: Gemini, marker: str) -> None:
    ticket = success(api.post("/api/tickets", json=new_ticket(description=about_a_refund(marker))), 201)
    assert ticket["suggestion"]["source"] == "local"
    assert gemini.calls(marker) == []


def test_a_kept_suggestion_that_somebody_broke_is_as_good_as_none(
    api: httpx.Client, system: System, marker: str
) -> None:
    text = about_a_refund(marker)
    broken = system.firestore.document(f"suggestions/{suggestion_key(text, GEMINI_MODEL.value)}")
    for content in (
        {"category": "sales"},
        {"expires_at": "tomorrow"},
        {"expires_at": datetime(2099, 1, 1, tzinfo=UTC)},
    ):
        broken.set(content)
        ticket = success(api.post("/api/tickets", json=new_ticket(description=text)), 201)
        assert ticket["suggestion"]["source"] == "local"
    assert ask(api, text)["source"] == "gemini"


def test_an_agent_may_ask_too(api: httpx.Client, agent: Person, marker: str) -> None:
    body = {"description": about_a_refund(marker)}
    assert success(api.post("/api/tickets/classify", json=body, headers=agent.headers))["source"] == "gemini"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["description"]),
        ({"description": " 123456789 "}, ["description"]),
        ({"description": "a" * 10_001}, ["description"]),
        ({"description": None}, ["description"]),
        ({"description": "Long enough to be classified", "title": "x"}, ["title"]),
    ],
)
def test_what_cannot_be_classified_is_refused_and_not_sent_to_gemini(
    body: dict[str, object], fields: list[str], api: httpx.Client, gemini: Gemini
) -> None:
    before = len(gemini.received)
    problem(api.post("/api/tickets/classify", json=body), 400, *fields)
    assert len(gemini.received) == before


@pytest.mark.parametrize(
    "text", ["0123456789", "十文字以上の説明文です。", "😀" * 10, "a" * 10_000, "\u202eevil text here\u202c"]
)
def test_every_valid_text_gets_valid_values(text: str, api: httpx.Client) -> None:
    answer = ask(api, text)
    assert Classification.model_validate(answer).suggested_category
