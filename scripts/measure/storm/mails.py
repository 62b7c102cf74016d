"""Compares the e-mails that are owed with those that the mail server took."""

from collections.abc import Iterator, Mapping, Sequence

from common.mail import names
from common.mail.notice import Kind, Notice
from common.mail.outbox import State
from scripts.emulators.config import MAIL_FROM, SECRETS
from scripts.measure.storm.records import Content


def complaints(
    tickets: Mapping[str, Content],
    messages: Mapping[str, Sequence[Content]],
    outbox: Mapping[str, Content],
    taken: Mapping[str, int],
    answered: Mapping[str, int],
) -> Iterator[str]:
    """What is wrong with the e-mails, each with its notice. All tickets have an address.

    `taken` and `answered` are the mail server's, by Message-ID.
    """
    for name in owed(tickets, messages) - outbox.keys():
        yield f"{name}: no e-mail was written"
    ours = {message_id(name): name for name in outbox}
    for unknown in taken.keys() - ours.keys():
        yield f"{unknown}: nobody owed this e-mail"
    for key, name in ours.items():
        yield from _sent(name, outbox[name]["state"], taken.get(key, 0), answered.get(key, 0))


def _sent(name: str, state: str, taken: int, answered: int) -> Iterator[str]:
    """A mail is sent once; again only where the server's answer was lost."""
    is_unwanted = state == State.DROPPED and f"-{Kind.RESOLVED}-" in name and not answered
    if state != State.SENT and not is_unwanted:
        yield f"{name}: its e-mail is {state}"
    elif state == State.SENT and not taken:
        yield f"{name}: its e-mail counts as sent, and was not taken"
    if answered > 1:
        yield f"{name}: its e-mail was taken and answered {answered} times"


def owed(tickets: Mapping[str, Content], messages: Mapping[str, Sequence[Content]]) -> set[str]:
    """The ids of the notices that there must be; resolutions have more."""
    replies = {
        Notice(Kind.REPLY, ticket, f"{it['n']:010}").id
        for ticket, talk in messages.items()
        for it in talk
        if it["kind"] == "reply"
    }
    return replies | {Notice(Kind.RECEIVED, ticket).id for ticket in tickets}


def message_id(notice: str) -> str:
    return names.message_id(SECRETS["MAIL_SECRET"], MAIL_FROM, notice.partition("-")[0], notice)
