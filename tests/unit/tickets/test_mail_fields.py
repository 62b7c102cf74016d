"""What a ticket and its messages have because of e-mail."""

from datetime import timedelta

import pytest

from common.callers.model import Actor, ActorKind
from common.conversation import model as conversation
from common.conversation.model import Author, MessageChannel, Reply, Request, StoredMessage, TicketState
from common.tickets import lifecycle, revision, store
from common.tickets.fields import Language, Status
from common.tickets.mails import Authentication, Email, EmailState, Mail, Received, Thread
from common.tickets.model import AuthorKind, Setter, Ticket
from tests.support.tickets import NOON, opened

ADA = Actor(kind=ActorKind.AGENT, name="Ada")
LATER = NOON + timedelta(hours=1)
RECEIVED = Received(sender="ada@example.com", authentication=Authentication.PASSED, cut="> Hello")
MAIL = Mail(RECEIVED, sender_name="Ada", subject="Help", message_id="<1@example.com>", original="original")


def by_mail() -> Ticket:
    fields = {"channel": "email", "received": RECEIVED, "participants": ["bob@example.com"], "undelivered": True}
    return opened().model_copy(update=fields)


def test_a_ticket_is_in_the_language_of_its_form_and_else_in_english() -> None:
    assert opened().language is Language.EN
    assert opened(language="ar").language is Language.AR


def test_a_ticket_from_before_there_was_mail_has_the_defaults() -> None:
    ticket = by_mail()
    stored = store.document_of(ticket, "token", MAIL)
    assert store.parse(ticket.id, stored) == ticket
    assert Thread.model_validate(stored["thread"]) == Thread(
        subject="Help", root="<1@example.com>", last="<1@example.com>"
    )
    assert stored["original"] == "original"
    for name in ("language", "received", "participants", "undelivered", "thread", "original"):
        del stored[name]
    older: dict[str, object] = {"language": Language.EN, "received": None, "participants": [], "undelivered": False}
    assert store.parse(ticket.id, stored) == ticket.model_copy(update=older)


@pytest.mark.parametrize("status", Status)
def test_what_was_not_delivered_is_forgotten_once_the_ticket_is_settled(status: Status) -> None:
    changed = lifecycle.changed(by_mail(), {"status": status}, Setter.AGENT, LATER)
    assert changed.undelivered is (status in {Status.OPEN, Status.IN_PROGRESS})


def test_of_an_anonymised_ticket_no_address_and_no_quote_stays() -> None:
    made = revision.anonymised(lifecycle.anonymised(by_mail(), LATER), ADA)
    gone: dict[str, object] = {
        "received": None,
        "participants": [],
        "undelivered": False,
        "thread": None,
        "original": None,
    }
    assert made.others.items() >= gone.items()


def test_a_follow_up_came_by_no_mail_and_is_in_the_same_language() -> None:
    _, follows = lifecycle.followed(by_mail().model_copy(update={"language": Language.DE}), "Again", LATER)
    assert (follows.received, follows.participants, follows.undelivered) == (None, [], False)
    assert follows.language is Language.DE


def test_a_follow_up_by_mail_has_the_same_participants() -> None:
    _, follows = lifecycle.followed(by_mail(), "Again", LATER, RECEIVED)
    assert (follows.received, follows.participants) == (RECEIVED, ["bob@example.com"])


def content(kind: AuthorKind, name: str | None) -> dict[str, object]:
    return {
        "n": 1,
        "shared_n": 1,
        "author": Author(kind=kind, uid=None, name=name),
        "text": "Yes",
        "channel": MessageChannel.EMAIL,
        "created_at": NOON,
        "left": TicketState(version=2, status=Status.OPEN, awaiting=None),
    }


def test_what_became_of_a_replys_mail_is_for_agents_only() -> None:
    email = Email(message_id="<1@example.com>", state=EmailState.FAILED, reason="mailbox full")
    reply = Reply.model_validate({**content(AuthorKind.AGENT, "Grace"), "email": email})
    assert StoredMessage.model_validate(reply.model_dump()).root == reply
    assert (conversation.for_agents(reply).email, conversation.for_agents(reply).received) == (email, None)
    assert "mailbox" not in conversation.for_requester(reply).model_dump_json()


def test_who_else_answered_a_mail_is_named_and_only_agents_see_how_it_came() -> None:
    request = Request.model_validate({**content(AuthorKind.REQUESTER, "Bob"), "received": RECEIVED})
    assert (conversation.for_agents(request).received, conversation.for_agents(request).email) == (RECEIVED, None)
    seen = conversation.for_requester(request)
    assert seen.author == "Bob"
    assert "ada@example.com" not in seen.model_dump_json()


@pytest.mark.parametrize("kind", [Reply, Request])
def test_an_older_message_has_neither(kind: type[Reply | Request]) -> None:
    message = conversation.for_agents(kind.model_validate(content(AuthorKind.AGENT, "Grace")))
    assert (message.email, message.received) == (None, None)
