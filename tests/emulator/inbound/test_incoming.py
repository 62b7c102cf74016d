"""Mails as people write them: each comes to its ticket, with everything that an agent has to know of it."""

from typing import Any

import httpx
import pytest

from common.privacy import anonymise, erasure
from tests.support import handing
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.inbox import Inbox, message_id, reply_address
from tests.support.people import Person
from tests.support.tickets import create, word

RECEIVED: dict[str, Any] = {
    "sender": "ada@people.example",
    "authentication": "none",
    "cut": None,
    "left_out": [],
    "remark": None,
}


def opened(api: httpx.Client, email: str) -> dict[str, str]:
    ticket: dict[str, str] = create(api, requester={"name": "Ada", "email": email})
    return ticket


@pytest.fixture
def email() -> str:
    return f"{word()}@people.example"


def test_a_mail_of_a_stranger_opens_a_ticket_with_its_original(inbox: Inbox) -> None:
    mail = handing.mail("My card was charged twice.\n\n-- \nAda", Subject="Charged =?utf-8?q?tw=C3=AFce?=")
    ticket = inbox.ticket(mail)
    assert (ticket["title"], ticket["description"], ticket["channel"]) == (
        "Charged twïce",
        "My card was charged twice.",
        "email",
    )
    assert ticket["requester"] == {"name": "Ada", "email": "ada@people.example"}
    assert {**ticket["received"], "cut": None} == RECEIVED
    assert "Ada" in ticket["received"]["cut"]
    assert (ticket["quarantined"], ticket["status"], ticket["awaiting"]) == (False, "open", "agent")
    answer = inbox.original(ticket["id"])
    assert answer.content == bytes(mail)
    assert answer.headers["Content-Type"] == "message/rfc822"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{ticket["id"]}.eml"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_what_the_text_cannot_show_is_said(inbox: Inbox, email: str) -> None:
    ticket = opened(inbox.api, email)
    sealed = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"
    assert inbox.ticket(handing.mail(sealed))["received"]["remark"] == "encrypted"
    invitation = handing.mail("Please come", From=email, To=reply_address(ticket["id"]))
    invitation.add_attachment("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", subtype="calendar")
    inbox.take(invitation)
    (message,) = inbox.messages(ticket["id"])
    assert message["received"]["remark"] == "calendar"


def test_an_original_is_for_agents_and_what_came_by_no_mail_has_none(inbox: Inbox, stranger: Person) -> None:
    by_mail, by_form = inbox.ticket(handing.mail())["id"], create(inbox.api)["id"]
    problem(inbox.original(by_mail, **stranger.headers), 403)
    problem(inbox.original(by_mail, Authorization="Bearer x"), 401)
    problem(inbox.original(by_form), 404)
    problem(inbox.original(by_mail, "0000000001"), 404)
    problem(inbox.original("x"), 404)


def test_an_answer_to_the_address_of_a_ticket_becomes_its_message(inbox: Inbox, email: str) -> None:
    ticket = opened(inbox.api, email)
    mail = handing.mail(
        "Thanks!\n\nOn Monday Support <s@x> wrote:\n> Hello", From=email, To=reply_address(ticket["id"])
    )
    assert inbox.take(mail)["ticket"] == ticket["id"]
    (message,) = inbox.messages(ticket["id"])
    assert (message["kind"], message["channel"], message["text"]) == ("request", "email", "Thanks!")
    assert message["author"] == {"kind": "requester", "uid": None, "name": None}
    assert message["received"]["sender"] == email
    assert "> Hello" in message["received"]["cut"]
    assert inbox.original(ticket["id"], message["id"]).content == bytes(mail)
    assert inbox.read(ticket["id"])["participants"] == []


def test_a_message_that_is_deleted_takes_its_mail_with_it(inbox: Inbox, email: str, admin: Person) -> None:
    ticket = opened(inbox.api, email)
    mail = handing.mail("My card is 4711", From=email, To=reply_address(ticket["id"]))
    inbox.take(mail)
    (message,) = inbox.messages(ticket["id"])
    assert inbox.is_kept(mail)
    success(inbox.api.delete(f"/api/tickets/{ticket['id']}/messages/{message['id']}", headers=admin.headers))
    problem(inbox.original(ticket["id"], message["id"]), 404)
    assert not inbox.is_kept(mail)
    inbox.take(mail)
    assert not inbox.is_kept(mail)


def test_a_colleague_who_answers_joins_and_is_named(inbox: Inbox, email: str) -> None:
    ticket = opened(inbox.api, email)
    for name in ("Grace", "Grace", "Linus"):
        mail = handing.mail(
            "Me too", From=f"{name} <{name}@{email.partition('@')[0]}.example>", To="support@desk.example"
        )
        mail["In-Reply-To"] = message_id(ticket["id"])
        inbox.take(mail)
    found = inbox.messages(ticket["id"])
    assert [it["author"]["name"] for it in found] == ["Grace", "Grace", "Linus"]
    domain = f"{email.partition('@')[0]}.example"
    assert inbox.read(ticket["id"])["participants"] == [f"grace@{domain}", f"linus@{domain}"]
    tracked = success(
        inbox.api.get(f"/api/track/{ticket['id']}/messages", headers={"X-Tracking-Token": ticket["tracking_token"]})
    )
    assert [it["author"] for it in tracked["results"]] == ["Grace", "Grace", "Linus"]


def test_a_stranger_with_a_guessed_reference_opens_a_ticket_of_their_own(inbox: Inbox, email: str) -> None:
    ticket = opened(inbox.api, email)
    mail = handing.mail("Let me in", From=email, Subject=f"Re: [{ticket['reference']}] Your ticket")
    other = inbox.ticket(mail)
    assert other["id"] != ticket["id"]
    assert inbox.messages(ticket["id"]) == []


def test_a_resolved_ticket_opens_again_and_a_closed_one_is_followed(inbox: Inbox, email: str, agent: Person) -> None:
    case = Case(inbox.api, agent, opened(inbox.api, email))
    address, domain = reply_address(case.ticket["id"]), email.replace("@", ".")
    case.change(status="resolved")
    inbox.take(handing.mail("Me too", From=f"bob@{domain}", To=address))
    case.change(status="resolved")
    inbox.take(handing.mail("Not yet", From=email, To=address))
    assert case.read()["status"] == "open"
    case.change(status="closed")
    follow_up = inbox.ticket(handing.mail("Again", From=f"Eve <eve@{domain}>", To=address))
    assert (follow_up["follows"]["id"], follow_up["channel"]) == (case.ticket["id"], "email")
    assert (follow_up["description"], follow_up["requester"]["email"]) == ("Again", email)
    assert follow_up["participants"] == [f"bob@{domain}", f"eve@{domain}"]
    assert inbox.original(follow_up["id"]).status_code == 200
    later = inbox.take(handing.mail("And again", From=email, To=address))
    assert later["ticket"] == follow_up["id"]


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Subject": "Out of office: back on Monday"},
        {"From": "support@desk.example"},
        {"Return_Path": "<>"},
    ],
)
def test_what_no_person_wrote_is_no_ticket_and_no_message(fields: dict[str, str], inbox: Inbox, email: str) -> None:
    ticket = opened(inbox.api, email)
    done = inbox.take(handing.mail("I am away", **{"From": email, "To": reply_address(ticket["id"]), **fields}))
    assert (done["state"], done["ticket"]) == ("ignored", None)
    assert inbox.messages(ticket["id"]) == []


def test_what_a_person_wrote_to_a_group_opens_a_ticket_without_a_receipt(inbox: Inbox, email: str) -> None:
    group = {"From": "'Ada' via Support <support@desk.example>", "X_Original_From": f"Ada <{email}>"}
    ticket = inbox.ticket(handing.mail("Please help", List_Id="<support.desk.example>", Precedence="list", **group))
    assert ticket["requester"] == {"name": "Ada", "email": email}
    assert not inbox.system.firestore.document(f"mail_outbox/{ticket['id']}-received").get().exists


def test_our_own_mail_that_comes_back_stops_here(inbox: Inbox, email: str) -> None:
    ticket = opened(inbox.api, email)
    mail = handing.mail("Receipt", From=email, To=reply_address(ticket["id"]), Message_Id=message_id(ticket["id"]))
    assert inbox.take(mail)["state"] == "ignored"
    passed_on = handing.mail("Reply", From="list@people.example", List_Id="<list>", X_Loop=reply_address(ticket["id"]))
    assert inbox.take(passed_on)["reason"] == "our own mail"


def test_a_mail_to_a_ticket_that_is_gone_opens_another(inbox: Inbox, email: str) -> None:
    ticket = opened(inbox.api, email)
    inbox.system.firestore.document(f"tickets/{ticket['id']}").delete()
    found = inbox.ticket(handing.mail("Still there?", From=email, To=reply_address(ticket["id"])))
    assert found["id"] != ticket["id"]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("status", ["open", "resolved", "closed"])
def test_a_mail_to_an_anonymised_ticket_opens_one_of_its_sender_s_own(
    status: str, inbox: Inbox, email: str, agent: Person
) -> None:
    case = Case(inbox.api, agent, opened(inbox.api, email))
    case.change(status=status)
    assert anonymise.anonymise(case.ticket["id"], erasure.BY)
    mail = handing.mail("Still there?", From=email, Subject="Hello", To=reply_address(case.ticket["id"]))
    found = inbox.ticket(mail)
    assert (found["title"], found["requester"]["email"], found["follows"]) == ("Hello", email, None)
    assert (case.read()["follow_up"], inbox.messages(case.ticket["id"])) == (None, [])


@pytest.mark.parametrize(
    ("raw", "title", "description"),
    [
        (b"From: ada@people.example\r\n\r\n", "(no subject)", "(no text)"),
        (b"From: ada@people.example\r\n\r\nFirst words\r\nmore", "First words", "First words\nmore"),
        (b"Subject: Hi\r\n\r\nNobody sent this", "Hi", "Nobody sent this"),
    ],
)
def test_a_mail_that_lacks_something_opens_a_ticket_all_the_same(
    raw: bytes, title: str, description: str, inbox: Inbox
) -> None:
    ticket = inbox.ticket(raw.replace(b"\r\n\r\n", f"\r\nX-Test: {word()}\r\n\r\n".encode(), 1))
    assert (ticket["title"], ticket["description"]) == (title, description)


def test_what_comes_by_smtp_takes_the_same_road(inbox: Inbox, email: str) -> None:
    ticket = opened(inbox.api, email)
    mail = handing.mail("By SMTP", From=email, To=reply_address(ticket["id"]).upper())
    inbox.send(mail)
    inbox.carried_out(bytes(mail))
    assert [it["text"] for it in inbox.messages(ticket["id"])] == ["By SMTP"]


def test_a_german_mail_is_answered_in_german(inbox: Inbox) -> None:
    mail = handing.mail("Hallo, ich kann mich nicht anmelden. Bitte helfen Sie mir.", Subject="Anmeldung geht nicht")
    assert inbox.ticket(mail)["language"] == "de"
