"""The log tells an operator one ticket's way from form to counters, by the query that docs/operating.md gives."""

import json
import re
from pathlib import Path
from typing import Any

import httpx

from tests.support.answers import success
from tests.support.gemini import Gemini, Reply
from tests.support.hooks import hook
from tests.support.log_filters import as_entry, matches
from tests.support.mailbox import requester
from tests.support.people import Person
from tests.support.receiver import receiving
from tests.support.system import System
from tests.support.tickets import create
from tests.support.waiting import wait_until

OPERATING = Path(__file__).parents[3] / "docs" / "operating.md"
TOLD_S = 60.0
ANSWER = {"analysis": "It is about money.", "category": "billing", "priority": "critical"}


def query_for(ticket: str) -> str:
    """The documented query, for this ticket."""
    query = re.search(r"^resource\.type=.*TICKET.*$", OPERATING.read_text("utf-8"), re.MULTILINE)
    assert query is not None
    return query[0].replace("TICKET", ticket)


class Told:
    """What the log of all functions says of a ticket."""

    def __init__(self, system: System, ticket: str) -> None:
        self.log, self.query = system.instance.log, query_for(ticket)

    def lines(self) -> list[dict[str, Any]]:
        text = self.log.read_text("utf-8", errors="replace")
        lines = [json.loads(it) for it in re.findall(r'^>\s+(\{"severity".*\})$', text, re.MULTILINE)]
        return [line for line in lines if matches(self.query, as_entry(line))]

    def steps(self) -> set[tuple[str, str, int | None]]:
        """Function, message and version."""
        return {(it.get("function", ""), it["message"], it.get("version")) for it in self.lines()}

    def until(self, *steps: tuple[str, str, int | None]) -> None:
        wait_until(lambda: set(steps) <= self.steps(), TOLD_S)


def test_a_ticket_is_followed_from_the_form_to_the_counters(
    system: System, api: httpx.Client, agent: Person, gemini: Gemini, marker: str
) -> None:
    gemini.when(marker, Reply(json=ANSWER))
    ticket = create(api, title=marker, description=f"It is {marker}", category=None, priority=None)
    told = Told(system, ticket["id"])
    told.until(("tickets", "POST tickets 201", 1), ("count_ticket", "count_ticket", 1))
    told.until(("refine_ticket", "refine_ticket", 2), ("count_ticket", "count_ticket", 2))
    path = f"/api/tickets/{ticket['id']}"
    success(api.patch(path, json={"status": "resolved"}, headers=agent.headers))
    success(api.get(f"/api/track/{ticket['id']}", headers={"X-Tracking-Token": ticket["tracking_token"]}))
    told.until(("ticket", "PATCH ticket 200", 3), ("count_ticket", "count_ticket", 3))
    told.until(("track_ticket", "GET track_ticket 200", None))
    # What was said while the ticket was dealt with is found too, and nothing of what was written in it.
    assert ("refine_ticket", "Gemini answered", None) in told.steps()
    assert marker not in json.dumps(told.lines())


def test_a_ticket_that_waited_in_quarantine_is_followed_too(system: System, api: httpx.Client, agent: Person) -> None:
    ticket = create(api, website="https://example.com/")
    told = Told(system, ticket["id"])
    told.until(("tickets", "POST tickets 201", 1))
    assert [it["quarantined"] for it in told.lines()] == [True]
    success(api.post(f"/api/tickets/{ticket['id']}/release", headers=agent.headers))
    told.until(("ticket", "POST ticket 200", 2), ("count_ticket", "count_ticket", 2))


def test_a_ticket_is_followed_into_its_webhooks_and_e_mails(
    system: System, api: httpx.Client, agent: Person, admin: Person
) -> None:
    with receiving() as receiver, hook(api, admin, receiver, events=["ticket.resolved"]):
        ticket = create(api, **requester())
        success(api.patch(f"/api/tickets/{ticket['id']}", json={"status": "resolved"}, headers=agent.headers))
        told = Told(system, ticket["id"])
        told.until(("notify_webhooks", "notify_webhooks", None), ("deliverwebhook", "deliverwebhook", None))
        wait_until(
            lambda: (
                len([it for it in told.lines() if it.get("function") == "sendmail" and it["outcome"] == "sent"]) == 2
            ),
            TOLD_S,
        )
    assert "delivered" in [it["outcome"] for it in told.lines() if it.get("function") == "deliverwebhook"]
    assert ticket["requester"]["email"] not in json.dumps(told.lines())


def test_what_is_said_of_other_tickets_is_not_found(system: System, api: httpx.Client) -> None:
    first, second = create(api), create(api)
    told = Told(system, second["id"])
    told.until(("count_ticket", "count_ticket", 1))
    assert {it["ticket"] for it in told.lines()} == {second["id"]}
    assert first["id"] not in json.dumps(told.lines())
