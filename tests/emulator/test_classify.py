"""Suggestions: asked of Gemini once, kept for a day, and remembered by the ticket."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from common.classifier.fingerprint import suggestion_key
from common.config import GEMINI_MODEL
from common.models import Classification, Suggestion
from tests.support import web
from tests.support.answers import problem, success
from tests.support.gemini_server import Gemini, Reply
from tests.support.people import Person
from tests.support.suggestions import FIELDS, about_a_refund, ask, stored
from tests.support.system import System
from tests.support.tickets import new_ticket


def test_gemini_serves_and_says_why(api: httpx.Client, gemini: Gemini, marker: str) -> None:
    gemini.when(marker, Reply(json={"analysis": "Somebody lost money.", "category": "account", "priority": "critical"}))
    answer = ask(api, about_a_refund(marker))
    assert answer.keys() == FIELDS - {"warning"}
    assert (answer["suggested_category"], answer["suggested_priority"]) == ("account", "critical")
    assert (answer["source"], answer["reason"]) == ("gemini", "Somebody lost money.")


def test_the_function_at_its_own_address_classifies_too(system: System, gemini: Gemini, marker: str) -> None:
    body = {"description": about_a_refund(marker)}
    assert success(web.post(system.function_url("classify_ticket"), json=body))["source"] == "gemini"


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
