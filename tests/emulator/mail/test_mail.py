"""E-mails to requesters: one for each event, none too many, in the requester's language."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from common.mail import names
from common.mail.notice import Kind, Notice, instant
from scripts.dev.catcher import Caught
from scripts.emulators import config
from tests.support.answers import success
from tests.support.conversations import Talk
from tests.support.events import Events
from tests.support.mailbox import Mailbox, kinds, requester
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, word
from tests.support.webhooks import encoded, signed

SECRET = config.SECRETS["MAIL_SECRET"]
LINK = re.compile(r"(http://\S+/track)#(\w+)\.([\w-]{43})\b")


def change(api: httpx.Client, agent: Person, ticket: Mapping[str, Any], status: str) -> None:
    success(api.patch(f"/api/tickets/{ticket['id']}", json={"status": status}, headers=agent.headers))


def opens(api: httpx.Client, mail: Caught, ticket: Mapping[str, Any]) -> bool:
    """Whether the link of the e-mail opens the ticket."""
    found = LINK.search(mail.content("plain"))
    assert found is not None
    headers = {"X-Tracking-Token": found[3]}
    return bool(success(api.get(f"/api/track/{found[2]}", headers=headers))["reference"] == ticket["reference"])


def talk(api: httpx.Client, agent: Person, mailbox: Mailbox, **fields: Any) -> tuple[Talk, str]:
    """A conversation whose receipt has been sent, and the address of its requester."""
    whom = requester()
    ticket = create(api, **whom, **fields)
    mailbox.settled(ticket["id"], 1)
    return Talk(api, agent, ticket["id"], ticket["tracking_token"]), whom["requester"]["email"]


def test_a_confirmation_leads_to_the_ticket(api: httpx.Client, system: System, mailbox: Mailbox) -> None:
    body = new_ticket(**requester())
    ticket = success(api.post("/api/tickets", json=body), 201)
    assert ticket["confirmed_by_mail"] is True
    (mail,) = mailbox.settled(ticket["id"], 1)
    assert kinds([mail]) == [Kind.RECEIVED]
    assert mail.recipients == (body["requester"]["email"],)
    assert mail.message["From"] == config.MAIL_FROM
    assert mail.message["Subject"] == f"Your request {ticket['reference']}"
    assert names.ticket_of_address(SECRET, mail.sender) == ticket["id"]
    assert f"{system.hosting_url}/track#" in mail.content("plain")
    assert opens(api, mail, ticket)


def test_a_request_that_is_repeated_is_confirmed_once(api: httpx.Client, mailbox: Mailbox) -> None:
    body, headers = new_ticket(**requester()), {"Idempotency-Key": word()}
    ticket = success(api.post("/api/tickets", json=body, headers=headers), 201)
    mailbox.settled(ticket["id"], 1)
    assert success(api.post("/api/tickets", json=body, headers=headers), 201) == ticket
    assert len(mailbox.notices(ticket["id"])) == 1
    assert len(mailbox.settled(ticket["id"], 1)) == 1


def test_an_event_that_is_delivered_again_sends_nothing(api: httpx.Client, system: System, mailbox: Mailbox) -> None:
    ticket = create(api, **requester())
    mailbox.settled(ticket["id"], 1)
    (name,) = mailbox.notices(ticket["id"])
    stored = mailbox.notices(ticket["id"])[name]
    answer = Events(system).post_of(f"mail_outbox/{name}", "send_mail", "created", None, stored, event=word())
    assert answer.status_code == 200, answer.text
    assert len(mailbox.settled(ticket["id"], 1)) == 1


def test_whoever_gives_no_address_gets_no_e_mail(api: httpx.Client, agent: Person, mailbox: Mailbox) -> None:
    silent = [create(api), create(api, requester={"name": "Ada"})]
    for ticket in silent:
        assert ticket["confirmed_by_mail"] is False
        change(api, agent, ticket, "resolved")
        reply = Talk(api, agent, ticket["id"], ticket["tracking_token"]).reply("Hello")
        assert reply["email"] is None
        assert mailbox.notices(ticket["id"]) == {}


def test_a_ticket_of_an_integration_or_an_agent_is_confirmed_too(
    api: httpx.Client, agent: Person, mailbox: Mailbox
) -> None:
    content = encoded(new_ticket(**requester()))
    delivered = success(api.post("/api/tickets", content=content, headers=signed(content)), 201)
    entered = create(api, agent.headers, **requester())
    for ticket in (delivered, entered):
        mailbox.settled(ticket["id"], 1)


def test_a_ticket_in_quarantine_is_confirmed_when_it_is_released(
    api: httpx.Client, agent: Person, mailbox: Mailbox
) -> None:
    ticket = create(api, website="https://spam.example", **requester())
    assert mailbox.notices(ticket["id"]) == {}
    for _ in range(2):
        success(api.post(f"/api/tickets/{ticket['id']}/release", headers=agent.headers))
    (mail,) = mailbox.settled(ticket["id"], 1)
    assert kinds([mail]) == [Kind.RECEIVED]
    assert opens(api, mail, ticket)


def test_what_a_sender_in_quarantine_calls_solved_sends_no_e_mail(api: httpx.Client, mailbox: Mailbox) -> None:
    ticket = create(api, website="https://spam.example", **requester())
    token = {"X-Tracking-Token": ticket["tracking_token"]}
    solved = success(api.post(f"/api/track/{ticket['id']}/messages", json={"solved": True}, headers=token), 201)
    assert solved["status"] == "resolved"
    assert mailbox.notices(ticket["id"]) == {}


def test_a_resolution_is_told_once_and_once_more_after_it_was_reopened(
    api: httpx.Client, agent: Person, mailbox: Mailbox
) -> None:
    ticket = create(api, **requester())
    mailbox.settled(ticket["id"], 1)
    for status in ("in_progress", "resolved"):
        change(api, agent, ticket, status)
    assert kinds(mailbox.settled(ticket["id"], 2)) == [Kind.RECEIVED, Kind.RESOLVED]
    for status in ("resolved", "closed", "resolved"):
        change(api, agent, ticket, status)
    assert len(mailbox.notices(ticket["id"])) == 2
    for status in ("open", "resolved"):
        change(api, agent, ticket, status)
    told = mailbox.settled(ticket["id"], 3)
    assert kinds(told) == [Kind.RECEIVED, Kind.RESOLVED, Kind.RESOLVED]
    assert opens(api, told[2], ticket)


def test_closing_a_ticket_tells_nobody(api: httpx.Client, agent: Person, mailbox: Mailbox) -> None:
    ticket = create(api, **requester())
    change(api, agent, ticket, "closed")
    assert len(mailbox.notices(ticket["id"])) == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_resolution_that_is_none_any_more_is_not_told(
    known: bool, api: httpx.Client, system: System, mailbox: Mailbox
) -> None:
    now = datetime.now(UTC)
    ticket_id = create(api, **requester())["id"] if known else f"7{'0' * 25}"
    notice = Notice(Kind.RESOLVED, ticket_id, instant(now))
    content = {"state": "queued", "due": now, "expires_at": now + timedelta(days=1)}
    system.firestore.document(f"mail_outbox/{notice.id}").set(content)
    assert mailbox.state(notice.id) == "dropped"
    assert Kind.RESOLVED not in kinds(mailbox.about(ticket_id))


def test_a_reply_is_mailed_into_the_conversation_that_the_receipt_began(
    api: httpx.Client, agent: Person, mailbox: Mailbox
) -> None:
    conversation, address = talk(api, agent, mailbox)
    posted = conversation.reply("Please restart it.\nIt helps.")
    assert (posted["email"]["state"], posted["email"]["reason"]) == ("queued", None)
    receipt, mail = mailbox.settled(conversation.id, 2)
    assert mail.recipients == (address,)
    assert mail.message["Message-ID"] == posted["email"]["message_id"]
    assert mail.message["In-Reply-To"] == mail.message["References"] == receipt.message["Message-ID"]
    assert mail.message["Subject"] == f"Re: {receipt.message['Subject']}"
    assert mail.content("plain").startswith("Please restart it.\nIt helps.\n")
    assert names.ticket_of_address(SECRET, str(mail.message["Reply-To"])) == conversation.id
    (message,) = conversation.messages()["results"]
    assert message["email"] == {**posted["email"], "state": "sent"}
    assert "email" not in conversation.seen()["results"][0]


def test_a_reply_that_resolves_is_one_e_mail_and_a_note_is_none(
    api: httpx.Client, agent: Person, mailbox: Mailbox
) -> None:
    conversation, _ = talk(api, agent, mailbox)
    assert conversation.note("Between us")["email"] is None
    conversation.reply("It is done.", status="resolved")
    mails = mailbox.settled(conversation.id, 2)
    assert kinds(mails) == [Kind.RECEIVED, Kind.REPLY]
    assert "We consider your request solved." in mails[1].content("plain")


def test_who_else_answers_gets_a_copy_of_replies_and_of_nothing_else(
    api: httpx.Client, agent: Person, system: System, mailbox: Mailbox
) -> None:
    conversation, address = talk(api, agent, mailbox)
    other = f"{word()}@people.example"
    ticket = system.firestore.document(f"tickets/{conversation.id}")
    ticket.update({"participants": [address.upper(), "no, address", other]})
    conversation.reply("Hello, both")
    mailbox.settled(conversation.id, 2)
    conversation.become("resolved")
    _, reply, resolved = mailbox.settled(conversation.id, 3)
    assert reply.recipients == (address, other)
    assert reply.message["Cc"] == other
    assert resolved.recipients == (address,)


def test_a_ticket_by_mail_stays_in_its_senders_thread(
    api: httpx.Client, agent: Person, system: System, mailbox: Mailbox
) -> None:
    conversation, _ = talk(api, agent, mailbox)
    thread = {"subject": "It does not work", "root": "<1@people.example>", "last": "<2@people.example>"}
    received = {"sender": "x@people.example", "authentication": "none", "cut": None}
    place = system.firestore.document(f"tickets/{conversation.id}")
    place.update({"thread": thread, "received": received})
    conversation.reply("Hello")
    mailbox.settled(conversation.id, 2)
    conversation.become("resolved")
    _, reply, resolved = mailbox.settled(conversation.id, 3)
    assert reply.message["Subject"] == "Re: It does not work"
    assert str(reply.message["References"]).split() == [thread["root"], thread["last"]]
    assert "It does not work" not in str(resolved.message)  # whose sender has not proven to be who they say
    place.update({"received.authentication": "pass"})
    for status in ("open", "resolved"):
        conversation.become(status)
    assert mailbox.settled(conversation.id, 4)[3].message["Subject"] == "Re: It does not work"


def test_requesters_are_written_to_in_their_language(api: httpx.Client, agent: Person, mailbox: Mailbox) -> None:
    conversation, _ = talk(api, agent, mailbox, language="ar")
    conversation.reply("Hello")
    for mail in mailbox.settled(conversation.id, 2):
        assert "طلبك" in str(mail.message["Subject"])
        assert "طلبك" in mail.content("plain")
        assert 'dir="rtl"' in mail.content("html")
        assert mail.message["Content-Language"] == "ar"


def test_a_revoked_link_is_in_no_e_mail(api: httpx.Client, agent: Person, system: System, mailbox: Mailbox) -> None:
    conversation, _ = talk(api, agent, mailbox)
    success(api.delete(f"/api/tickets/{conversation.id}/link", headers=agent.headers))
    conversation.reply("Hello")
    mail = mailbox.settled(conversation.id, 2)[1]
    assert LINK.search(mail.content("plain")) is None
    assert f"{system.hosting_url}/track" in mail.content("plain")
