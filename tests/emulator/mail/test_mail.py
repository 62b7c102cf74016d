"""E-mails to requesters: one for each event, none too many, and nothing in them that a stranger could have written."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from common.mail.notice import Notice, Template
from scripts.operate import templates
from tests.support.answers import success
from tests.support.events import Events
from tests.support.mailbox import Mailbox, names, requester
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, word
from tests.support.webhooks import encoded, signed

LIMIT = 5


def change(api: httpx.Client, agent: Person, ticket: Mapping[str, Any], status: str) -> None:
    success(api.patch(f"/api/tickets/{ticket['id']}", json={"status": status}, headers=agent.headers))


def test_a_confirmation_leads_to_the_ticket(api: httpx.Client, system: System, mailbox: Mailbox) -> None:
    body = new_ticket(**requester())
    ticket = success(api.post("/api/tickets", json=body), 201)
    assert ticket["confirmed_by_mail"] is True
    (mail,) = mailbox.settled(ticket["id"], 1)
    assert mail["to"] == [body["requester"]["email"]]
    assert mail["template"]["name"] == "ticket_received"
    data = mail["template"]["data"]
    page, _, opening = data["status_url"].partition("#")
    assert page == f"{system.hosting_url}/track"
    ticket_id, _, token = opening.partition(".")
    assert (
        success(api.get(f"/api/track/{ticket_id}", headers={"X-Tracking-Token": token}))["reference"]
        == data["reference"]
    )


def test_a_request_that_is_repeated_is_confirmed_once(api: httpx.Client, mailbox: Mailbox) -> None:
    body, headers = new_ticket(**requester()), {"Idempotency-Key": word()}
    ticket = success(api.post("/api/tickets", json=body, headers=headers), 201)
    mailbox.settled(ticket["id"], 1)
    assert success(api.post("/api/tickets", json=body, headers=headers), 201) == ticket
    assert mailbox.about("mail_outbox", ticket["id"]) == []
    assert len(mailbox.settled(ticket["id"], 1)) == 1


def test_an_event_that_is_delivered_again_sends_nothing(api: httpx.Client, system: System, mailbox: Mailbox) -> None:
    ticket = create(api, **requester())
    before = mailbox.settled(ticket["id"], 1)
    path = f"mail_outbox/{ticket['id']}-received"
    answer = Events(system).post_of(path, "send_mail", "created", None, {"ticket": ticket["id"]}, event=word())
    assert answer.status_code == 200, answer.text
    assert mailbox.settled(ticket["id"], 1) == before


def test_whoever_gives_no_address_gets_no_e_mail(api: httpx.Client, agent: Person, mailbox: Mailbox) -> None:
    silent = [create(api), create(api, requester={"name": "Ada"})]
    for ticket in silent:
        assert ticket["confirmed_by_mail"] is False
        change(api, agent, ticket, "resolved")
        assert mailbox.settled(ticket["id"], 0) == []


def test_a_ticket_of_an_integration_or_an_agent_is_confirmed_too(
    api: httpx.Client, agent: Person, mailbox: Mailbox
) -> None:
    content = encoded(new_ticket(**requester()))
    delivered = success(api.post("/api/tickets", content=content, headers=signed(content)), 201)
    entered = create(api, agent.headers, **requester())
    for ticket in (delivered, entered):
        mailbox.settled(ticket["id"], 1)


def test_a_ticket_in_quarantine_is_confirmed_when_it_is_released_without_its_token(
    api: httpx.Client, agent: Person, mailbox: Mailbox
) -> None:
    ticket = create(api, website="https://spam.example", **requester())
    assert mailbox.settled(ticket["id"], 0) == []
    for _ in range(2):
        success(api.post(f"/api/tickets/{ticket['id']}/release", headers=agent.headers))
    (mail,) = mailbox.settled(ticket["id"], 1)
    assert mail["template"]["name"] == "ticket_received"
    assert mail["template"]["data"]["reference"] == ticket["reference"]
    assert mail["template"]["data"]["status_url"].endswith("/track")


def test_what_a_sender_in_quarantine_calls_solved_sends_no_e_mail(api: httpx.Client, mailbox: Mailbox) -> None:
    ticket = create(api, website="https://spam.example", **requester())
    token = {"X-Tracking-Token": ticket["tracking_token"]}
    solved = success(api.post(f"/api/track/{ticket['id']}/messages", json={"solved": True}, headers=token), 201)
    assert solved["status"] == "resolved"
    assert mailbox.settled(ticket["id"], 0) == []


def test_a_resolution_is_told_once_and_once_more_after_it_was_reopened(
    api: httpx.Client, agent: Person, mailbox: Mailbox
) -> None:
    ticket = create(api, **requester())
    for status in ("in_progress", "resolved"):
        change(api, agent, ticket, status)
    assert names(mailbox.settled(ticket["id"], 2)) == ["ticket_received", "ticket_resolved"]
    for status in ("resolved", "closed", "resolved"):
        change(api, agent, ticket, status)
    mailbox.settled(ticket["id"], 2)
    for status in ("open", "resolved"):
        change(api, agent, ticket, status)
    told = mailbox.settled(ticket["id"], 3)
    assert names(told) == ["ticket_received", "ticket_resolved", "ticket_resolved"]
    assert {mail["template"]["data"]["status_url"].endswith("/track") for mail in told[1:]} == {True}


def test_closing_a_ticket_tells_nobody(api: httpx.Client, agent: Person, mailbox: Mailbox) -> None:
    ticket = create(api, **requester())
    change(api, agent, ticket, "closed")
    mailbox.settled(ticket["id"], 1)


@pytest.mark.parametrize("known", [True, False])
def test_a_resolution_that_is_none_any_more_is_not_told(
    known: bool, api: httpx.Client, system: System, mailbox: Mailbox
) -> None:
    ticket_id = create(api)["id"] if known else f"7{word()}"
    past = datetime.now(UTC) - timedelta(minutes=1)
    notice = Notice(
        template=Template.RESOLVED, ticket=ticket_id, reference="X", to=f"{word()}@people.example", resolved_at=past
    )
    path = f"mail_outbox/{notice.id}"
    system.firestore.document(path).set({**notice.model_dump(), "expires_at": past + timedelta(days=1)})
    mailbox.wait_until_dealt_with(notice.id)
    assert mailbox.about("mail", ticket_id) == []


def test_the_wording_is_stored_and_what_an_operator_wrote_stays(system: System, mailbox: Mailbox) -> None:
    wording = templates.load()
    own = {"subject": "Hello"}
    system.firestore.document("mail_templates/ticket_resolved").set(own)
    assert templates.store(system.firestore, wording) == {"ticket_received": True, "ticket_resolved": False}
    assert mailbox.document("mail_templates/ticket_received").to_dict() == wording["ticket_received"]
    assert mailbox.document("mail_templates/ticket_resolved").to_dict() == own
