"""Tickets that came without values: a better classifier refines what a worse one filled in, never a person's choice."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from common.actions.change import update
from common.base.errors import NotFound
from common.callers.model import Actor, ActorKind
from common.tickets import lifecycle
from common.tickets.model import Ticket
from common.tickets.revision import Revision, revised
from tests.support.answers import success
from tests.support.events import Events
from tests.support.gemini import Gemini, Reply
from tests.support.lone_function import lone_function
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create
from tests.support.waiting import wait_until

REFINED_S = 60.0
THINKS_S = 5.0
"""Less than it may take to answer."""
ANSWER = {"analysis": "Money was taken twice.", "category": "billing", "priority": "critical"}
NOT_BY_RULES = "After the latest update the browser window stays blank on my computer"
"""Technical, in none of the rules' words."""
NOBODY: dict[str, Any] = {"category": None, "priority": None}


class Desk:
    """What an agent sees and does."""

    def __init__(self, api: httpx.Client, agent: Person) -> None:
        self.api, self.agent = api, agent

    def read(self, ticket: dict[str, Any]) -> dict[str, Any]:
        read: dict[str, Any] = success(self.api.get(f"/api/tickets/{ticket['id']}", headers=self.agent.headers))
        return read

    def change(self, ticket: dict[str, Any], **values: str) -> None:
        success(self.api.patch(f"/api/tickets/{ticket['id']}", json=values, headers=self.agent.headers))

    def refined(self, ticket: dict[str, Any], field: str = "priority", by: str = "gemini") -> dict[str, Any]:
        """The ticket, once that classifier has set the field."""
        wait_until(lambda: self.read(ticket)["set_by"][field] == by, REFINED_S)
        return self.read(ticket)


@pytest.fixture
def desk(api: httpx.Client, agent: Person) -> Desk:
    return Desk(api, agent)


def deliver(system: System, ticket: dict[str, Any], event: str, at: str | None = None) -> int:
    """Delivers the creation of a stored ticket as it was stored first; the status that the function answers.

    `at` is the address of a function by itself, instead of the shared system's.
    """
    stored = system.firestore.document(f"tickets/{ticket['id']}").get().to_dict() or {}
    first = {name: ticket[name] for name in ("category", "priority", "set_by", "version")}
    answer = Events(system).post(
        "refine_ticket", "created", None, {**stored, **first}, event=event, ticket=ticket["id"], at=at
    )
    return answer.status_code


def test_a_ticket_without_values_gets_those_of_the_rules_and_soon_those_of_gemini(
    desk: Desk, gemini: Gemini, marker: str
) -> None:
    gemini.when(marker, Reply(json=ANSWER))
    ticket = create(desk.api, title=f"Crash {marker}", description="It is broken", **NOBODY)
    assert (ticket["category"], ticket["set_by"]) == ("technical", {"category": "rules", "priority": "rules"})
    after = desk.refined(ticket)
    assert (after["category"], after["priority"], after["version"]) == ("billing", "critical", 2)
    assert after["set_by"] == {"category": "gemini", "priority": "gemini"}
    assert after["updated_at"] > ticket["updated_at"]
    assert after["suggestion"].items() >= ticket["suggestion"].items()
    assert after["suggestion"]["signals"] == ["broken", "crash"]


def test_only_the_value_that_was_left_out_is_refined(desk: Desk, gemini: Gemini, marker: str) -> None:
    gemini.when(marker, Reply(json=ANSWER))
    ticket = create(desk.api, title=marker, category="account", priority=None)
    after = desk.refined(ticket)
    assert (after["category"], after["priority"]) == ("account", "critical")
    assert after["set_by"] == {"category": "submitter", "priority": "gemini"}


def test_what_an_agent_changes_while_gemini_thinks_stays(desk: Desk, gemini: Gemini, marker: str) -> None:
    go_on = threading.Event()
    gemini.when(marker, Reply(json=ANSWER, delay_s=THINKS_S, go_on=go_on))
    ticket = create(desk.api, title=marker, **NOBODY)
    wait_until(lambda: gemini.calls(marker), REFINED_S)
    desk.change(ticket, category="account", status="in_progress")
    go_on.set()
    after = desk.refined(ticket)
    assert (after["category"], after["priority"], after["status"]) == ("account", "critical", "in_progress")
    assert (after["set_by"], after["version"]) == ({"category": "agent", "priority": "gemini"}, 3)


def test_a_repeated_event_costs_no_second_call_and_changes_nothing(
    desk: Desk, gemini: Gemini, system: System, marker: str
) -> None:
    gemini.when(marker, Reply(json=ANSWER))
    ticket = create(desk.api, title=marker, **NOBODY)
    after = desk.refined(ticket)
    assert [deliver(system, ticket, marker) for _ in range(3)] == [200] * 3
    assert desk.read(ticket) == after
    assert len(gemini.calls(marker)) == 1


def test_an_event_that_comes_after_an_agents_change_leaves_it(
    desk: Desk, gemini: Gemini, system: System, marker: str
) -> None:
    gemini.when(marker, Reply(json=ANSWER))
    ticket = create(desk.api, title=marker, **NOBODY)
    desk.refined(ticket)
    desk.change(ticket, category="general", priority="low")
    assert deliver(system, ticket, marker) == 200
    assert (desk.read(ticket)["category"], desk.read(ticket)["version"]) == ("general", 3)


def test_what_the_form_showed_is_applied_without_asking_again(desk: Desk, gemini: Gemini, marker: str) -> None:
    gemini.when(marker, Reply(json=ANSWER))
    text = f"{marker}: it is broken"
    success(desk.api.post("/api/tickets/classify", json={"description": text}))
    after = create(desk.api, description=text, **NOBODY)
    assert (after["category"], after["suggestion"]["source"]) == ("billing", "gemini")
    assert after["set_by"] == {"category": "gemini", "priority": "gemini"}
    assert len(gemini.calls(marker)) == 1


def test_while_gemini_is_away_the_rules_values_stay_and_the_event_is_asked_for_again(
    desk: Desk, gemini: Gemini, system: System, marker: str
) -> None:
    gemini.when(marker, Reply(status=503))
    ticket = create(desk.api, title=marker, **NOBODY)
    wait_until(lambda: len(gemini.calls(marker)) == 2, REFINED_S)
    assert deliver(system, ticket, marker) >= 500
    assert desk.read(ticket)["version"] == 1
    gemini.when(marker, Reply(json=ANSWER))
    assert deliver(system, ticket, marker) == 200
    assert desk.refined(ticket)["category"] == "billing"


def test_where_gemini_has_no_answer_of_use_the_local_classifier_refines(
    desk: Desk, gemini: Gemini, system: System, marker: str
) -> None:
    gemini.when(marker, Reply(text="I would say billing."))
    ticket = create(desk.api, title=f"{NOT_BY_RULES} {marker}", **NOBODY)
    after = desk.refined(ticket, "category", "local")
    assert (after["category"], after["set_by"]["category"]) == ("technical", "local")
    assert deliver(system, ticket, marker) == 200


@pytest.fixture(scope="module")
def keyless(system: System) -> Iterator[str]:
    """Where events for the function are delivered that has no key of Gemini."""
    settings = {"GEMINI_API_KEY": "off", "FUNCTION_SIGNATURE_TYPE": "cloudevent"}
    with lone_function(system, "refine_ticket", settings) as url:
        yield url


def test_without_a_key_the_local_classifier_refines_by_the_same_road(
    desk: Desk, gemini: Gemini, system: System, keyless: str, marker: str
) -> None:
    gemini.when(marker, Reply(status=503))
    ticket = create(desk.api, title=f"{NOT_BY_RULES} {marker}", **NOBODY)
    assert (ticket["category"], ticket["set_by"]["category"]) == ("general", "rules")
    for _ in range(2):
        assert deliver(system, ticket, marker, at=keyless) == 200
    after = desk.read(ticket)
    assert (after["category"], after["set_by"]["category"], after["version"]) == ("technical", "local", 2)
    [entry] = success(desk.api.get(f"/api/tickets/{ticket['id']}/history", headers=desk.agent.headers))["results"]
    assert entry["by"]["kind"] == "local"
    assert entry["by"]["name"].startswith("rules+")


def test_without_a_key_what_an_agent_has_chosen_stays(
    desk: Desk, gemini: Gemini, system: System, keyless: str, marker: str
) -> None:
    gemini.when(marker, Reply(status=503))
    ticket = create(desk.api, title=f"{NOT_BY_RULES} {marker}", **NOBODY)
    desk.change(ticket, category="general", priority="critical")
    assert deliver(system, ticket, marker, at=keyless) == 200
    assert (desk.read(ticket)["category"], desk.read(ticket)["version"]) == ("general", 2)


def test_a_ticket_that_was_deleted_meanwhile_is_let_go(desk: Desk, gemini: Gemini, system: System, marker: str) -> None:
    gemini.when(marker, Reply(json=ANSWER))
    ticket = create(desk.api, title=marker, **NOBODY)
    desk.refined(ticket)
    document = system.firestore.document(f"tickets/{ticket['id']}")
    stored = document.get().to_dict()
    document.delete()
    first = {name: ticket[name] for name in ("category", "priority", "set_by", "version")}
    content = {**(stored or {}), **first}
    answer = Events(system).post("refine_ticket", "created", None, content, event=marker, ticket=ticket["id"])
    assert answer.status_code == 200
    assert not document.get().exists


@pytest.mark.parametrize("minutes", [59, 61])
def test_an_event_that_comes_after_an_hour_changes_nothing_and_is_not_repeated(
    minutes: int, desk: Desk, gemini: Gemini, system: System, marker: str
) -> None:
    gemini.when(marker, Reply(status=503))
    ticket = create(desk.api, title=marker, **NOBODY)
    wait_until(lambda: len(gemini.calls(marker)) == 2, REFINED_S)
    document = system.firestore.document(f"tickets/{ticket['id']}")
    document.update({"updated_at": datetime.now(UTC) - timedelta(minutes=minutes)})
    in_time = minutes < 60
    assert (deliver(system, ticket, marker) >= 500) == in_time
    gemini.when(marker, Reply(json=ANSWER))
    asked = len(gemini.calls(marker))
    assert deliver(system, ticket, marker) == 200
    assert (desk.read(ticket)["category"] == "billing") == in_time
    assert (len(gemini.calls(marker)) > asked) == in_time


def test_a_ticket_that_somebody_broke_meanwhile_is_done_with(
    desk: Desk, gemini: Gemini, system: System, marker: str
) -> None:
    gemini.when(marker, Reply(status=503))
    ticket = create(desk.api, title=marker, **NOBODY)
    wait_until(lambda: len(gemini.calls(marker)) == 2, REFINED_S)
    document = system.firestore.document(f"tickets/{ticket['id']}")
    stored = document.get().to_dict() or {}
    document.update({"status": "lost"})
    gemini.when(marker, Reply(json=ANSWER))
    answer = Events(system).post("refine_ticket", "created", None, stored, event=marker, ticket=ticket["id"])
    assert answer.status_code == 200
    assert document.get().get("category") == ticket["category"]


@pytest.mark.usefixtures("inside")
def test_a_ticket_that_is_deleted_between_reading_and_writing_is_not_made_again(desk: Desk, system: System) -> None:
    created = create(desk.api)
    document = system.firestore.document(f"tickets/{created['id']}")

    def revise(ticket: Ticket, now: datetime) -> Revision:
        document.delete()
        after = lifecycle.advanced(ticket, now, link_active=True)
        return revised(ticket, after, Actor(kind=ActorKind.AGENT, name="ada@example.com"))

    with pytest.raises(NotFound):
        update(created["id"], revise)
    assert not document.get().exists


def test_a_ticket_that_somebody_broke_is_done_with(system: System, marker: str) -> None:
    answer = Events(system).post("refine_ticket", "created", None, {"title": 7}, event=marker, ticket=None)
    assert answer.status_code == 200
