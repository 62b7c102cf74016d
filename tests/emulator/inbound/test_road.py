"""The road of a mail where something fails on it, and what becomes of a mail of ours that was not delivered."""

from typing import Any

import pytest

from common.base import bucket
from common.base.errors import Unavailable
from common.inbound import inbox as stored
from common.inbound import road
from common.inbound.adapters import Handed
from common.mail import settings
from common.privacy import anonymise
from common.privacy.erasure import BY, forget_mails
from tests.support import handing
from tests.support.answers import problem
from tests.support.conversations import Talk
from tests.support.inbox import Inbox, reply_address
from tests.support.people import Person
from tests.support.tickets import create, word
from tests.support.waiting import wait_until

SENT_S = 60.0


@pytest.mark.usefixtures("inside")
def test_a_mail_whose_end_was_not_stored_is_carried_out_once(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = create(inbox.api)["id"]
    raw = bytes(handing.mail("Once", To=reply_address(ticket)))
    name = stored.name_of(raw)
    first = inbox.take(raw)
    assert first["ticket"] == ticket
    inbox.system.firestore.document(f"mail_inbox/{name}").update({"state": "waiting"})
    monkeypatch.setattr(settings, "secret", lambda: "")
    again = road.carry_out(name)
    assert again is not None
    assert (again.reason, again.ticket) == ("repeated", ticket)
    assert [it["text"] for it in inbox.messages(ticket)] == ["Once"]
    assert road.carry_out(name) is None


@pytest.mark.usefixtures("inside")
def test_a_mail_that_the_bucket_does_not_take_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = bytes(handing.mail())
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", "http://127.0.0.1:9")  # where nothing listens
    monkeypatch.setattr(bucket, "PATIENCE_S", 0.5)
    bucket._bucket.cache_clear()
    try:
        with pytest.raises(Unavailable):
            stored.accept(Handed(raw))
    finally:
        bucket._bucket.cache_clear()
    assert not stored.reference_of(stored.name_of(raw)).get().exists


def replied(inbox: Inbox, agent: Person, email: str) -> tuple[Talk, dict[str, Any]]:
    """A ticket with a reply that was sent by mail."""
    ticket = create(inbox.api, requester={"name": "Ada", "email": email})
    talk = Talk(inbox.api, agent, ticket["id"], ticket["tracking_token"])
    talk.reply("It works again.")

    def sent() -> dict[str, Any] | None:
        (message,) = inbox.messages(talk.id)
        return message if message["email"]["state"] == "sent" else None

    found = wait_until(sent, SENT_S)
    assert found is not None
    return talk, found


def test_a_report_marks_the_reply_that_it_is_about_and_a_delay_does_not(inbox: Inbox, agent: Person) -> None:
    talk, message = replied(inbox, agent, f"{word()}@people.example")
    assert inbox.take(report(message["email"]["message_id"], "delayed", "4.4.1"))["state"] == "ignored"
    assert inbox.messages(talk.id)[0]["email"]["state"] == "sent"
    assert inbox.take(report(message["email"]["message_id"], "failed", "5.2.2"))["state"] == "done"
    (failed,) = inbox.messages(talk.id)
    assert (failed["email"]["state"], failed["email"]["reason"]) == ("failed", "the mailbox is full")
    assert inbox.read(talk.id)["undelivered"] is True


def test_a_report_about_a_participant_is_said_beside_the_reply_and_fails_nothing(inbox: Inbox, agent: Person) -> None:
    email, bob = f"{word()}@people.example", f"{word()}@people.example"
    talk, _ = replied(inbox, agent, email)
    inbox.take(handing.mail("Me too", From=bob, To=reply_address(talk.id)))
    reply = talk.reply("To both of you.")["id"]

    def state() -> dict[str, Any]:
        (found,) = (it["email"] for it in inbox.messages(talk.id) if it["id"] == reply)
        return dict(found)

    wait_until(lambda: state()["state"] == "sent", SENT_S)
    for recipient, expected in (
        (bob, ("sent", f"{bob}: the mailbox is full")),
        (email, ("failed", "the mailbox is full")),
    ):
        inbox.take(report(state()["message_id"], "failed", "5.2.2", recipient))
        assert (state()["state"], state()["reason"]) == expected
        assert inbox.read(talk.id)["undelivered"] is (recipient == email)


def report(message_id: str, action: str, status: str, recipient: str = "ada@people.example") -> bytes:
    return f"""From: MAILER-DAEMON@mx.people.example
To: support@desk.example
Subject: Undelivered Mail
Message-ID: <{word()}@mx.people.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

I am sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.people.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: Your request

--b--
""".replace("\n", "\r\n").encode()


def test_a_report_that_names_no_message_is_about_the_newest_reply(inbox: Inbox, agent: Person) -> None:
    talk, _ = replied(inbox, agent, f"{word()}@people.example")
    raw = report("<unknown@people.example>", "failed", "5.1.1").replace(
        b"support@desk.example", reply_address(talk.id).encode()
    )
    assert inbox.take(raw)["ticket"] == talk.id
    assert inbox.messages(talk.id)[0]["email"]["state"] == "failed"


def test_a_caught_reply_is_answered_into_its_conversation(inbox: Inbox, agent: Person) -> None:
    email = f"{word()}@people.example"
    talk, message = replied(inbox, agent, email)
    caught = next(
        it for it in inbox.system.instance.mails if it.message["Message-ID"] == message["email"]["message_id"]
    )
    answer = handing.mail("Thanks", From=email, To=str(caught.message["Reply-To"]))
    answer["In-Reply-To"] = caught.message["Message-ID"]
    inbox.take(answer)
    assert [it["text"] for it in inbox.messages(talk.id)] == ["It works again.", "Thanks"]


@pytest.mark.usefixtures("inside")
def test_of_an_anonymised_ticket_and_of_a_forgotten_sender_no_raw_mail_stays(inbox: Inbox) -> None:
    email = f"{word()}@people.example"
    opening, other = (bytes(handing.mail(text, From=email)) for text in ("One", "Two"))
    ticket = inbox.take(opening)["ticket"]
    ignored = bytes(handing.mail("Three", From=email, Precedence="bulk"))
    for raw in (other, ignored):
        inbox.take(raw)
    assert anonymise.anonymise(ticket, BY)
    problem(inbox.original(ticket), 404)
    assert not stored.reference_of(stored.name_of(opening)).get().exists
    assert stored.reference_of(stored.name_of(other)).get().exists
    assert forget_mails(f"Ada <{email.upper()}>") == 2
    assert not stored.reference_of(stored.name_of(ignored)).get().exists
