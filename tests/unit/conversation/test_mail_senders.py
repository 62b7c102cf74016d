"""Who writes by mail: the requester, and others, who then get the replies as well."""

import pytest

from common.conversation import rules
from common.tickets.mails import Authentication, Mail, Received
from common.tickets.model import Contact, Ticket
from tests.support.tickets import opened


def received(sender: str, authentication: Authentication = Authentication.NONE) -> Received:
    return Received(sender=sender, authentication=authentication, cut=None)


def ticket(*participants: str) -> Ticket:
    requester = Contact(name="Ada", email="Ada@example.com")
    return opened().model_copy(update={"requester": requester, "participants": list(participants)})


@pytest.mark.parametrize("authentication", [Authentication.PASSED, Authentication.NONE])
def test_a_colleague_who_answers_joins(authentication: Authentication) -> None:
    joined = rules.joined(ticket("bob@example.com"), received("eve@example.com", authentication))
    assert joined.participants == ["bob@example.com", "eve@example.com"]


@pytest.mark.parametrize("sender", ["ada@example.com", "ADA@EXAMPLE.COM", "bob@example.com", ""])
def test_neither_the_requester_joins_nor_who_is_there(sender: str) -> None:
    assert rules.joined(ticket("bob@example.com"), received(sender)).participants == ["bob@example.com"]


def test_an_address_that_is_forged_does_not_join() -> None:
    assert rules.joined(ticket(), received("eve@example.com", Authentication.FAILED)).participants == []


def test_ten_are_enough() -> None:
    full = ticket(*(f"{n}@example.com" for n in range(10)))
    assert rules.joined(full, received("eve@example.com")) == full


@pytest.mark.parametrize(
    ("sender", "name", "shown"),
    [
        ("ada@example.com", "Ada L.", None),
        ("eve@example.com", "Eve", "Eve"),
        ("eve@example.com", None, "eve@example.com"),
    ],
)
def test_another_sender_than_the_requester_is_named(sender: str, name: str | None, shown: str | None) -> None:
    mail = Mail(received(sender), sender_name=name, subject="", message_id=None, original="1")
    assert rules.other_sender(ticket(), mail) == shown
