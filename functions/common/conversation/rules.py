"""What a message does to its ticket; pure."""

from datetime import datetime
from typing import Any

from common.base.errors import Conflict
from common.conversation.model import MessageKind, name_of
from common.tickets import lifecycle
from common.tickets.fields import SETTLED, Awaiting, Status
from common.tickets.mails import Authentication, Mail, Received
from common.tickets.model import AuthorKind, Setter, Ticket

PARTICIPANTS_MAX = 10
TURN = {MessageKind.REPLY: Awaiting.REQUESTER, MessageKind.REQUEST: Awaiting.AGENT}
"""Who is to act after a message of that kind; after a note it is who it was."""


def written(ticket: Ticket, kind: MessageKind, by: AuthorKind, status: Status, now: datetime) -> Ticket:
    """`ticket` with a message more, one version on, in this status. Raises what `require_texts` raises."""
    require_texts(ticket)
    moved = lifecycle.changed(ticket, {"status": status}, Setter.AGENT, now)
    return moved.model_copy(
        update={
            **_wait(ticket, moved, kind, now),
            "snoozed_until": None if kind is MessageKind.REQUEST else moved.snoozed_until,
            "messages": ticket.messages + 1,
            "notes": ticket.notes + (kind is MessageKind.NOTE),
            "last_message": name_of(ticket.messages + 1),
            "last_message_at": now,
            "last_message_by": by,
            "first_replied_at": ticket.first_replied_at or (now if kind is MessageKind.REPLY else None),
        }
    )


def require_texts(ticket: Ticket) -> None:
    """Raises Conflict where the ticket's texts were removed: no text is added to it, nor to one that follows it."""
    if ticket.anonymised_at is not None:
        raise Conflict("The texts of this ticket were removed, and none is added.")


def status_after_agent(ticket: Ticket, kind: MessageKind, chosen: Status | None) -> Status:
    """A reply means that the work has begun, unless its author says otherwise."""
    if chosen is not None:
        return chosen
    begins = kind is MessageKind.REPLY and ticket.status is Status.OPEN
    return Status.IN_PROGRESS if begins else ticket.status


def status_after_requester(ticket: Ticket, solved: bool | None) -> Status:
    """What is settled opens again, unless the requester says that it is solved."""
    if solved:
        return ticket.status if ticket.status in SETTLED else Status.RESOLVED
    return Status.OPEN if ticket.status in SETTLED else ticket.status


def needs_follow_up(ticket: Ticket, solved: bool | None) -> bool:
    """Whether what the requester writes belongs into another ticket: what is closed stays closed."""
    return ticket.status is Status.CLOSED and (ticket.follow_up is not None or not solved)


def joined(ticket: Ticket, received: Received) -> Ticket:
    """`ticket` with the sender of one of its mails among those who get its replies.

    Not where our mail provider says that the address is forged: who has a mail of ours could add strangers.
    """
    sender, known = received.sender, ticket.participants
    if not sender or sender in known or ticket.is_of(sender) or len(known) >= PARTICIPANTS_MAX:
        return ticket
    if received.authentication is Authentication.FAILED:
        return ticket
    return ticket.model_copy(update={"participants": [*known, sender]})


def other_sender(ticket: Ticket, mail: Mail) -> str | None:
    """Who wrote a mail, by name or else by address; None for the ticket's requester."""
    sender = mail.received.sender
    return None if ticket.is_of(sender) else mail.sender_name or sender


def _wait(before: Ticket, moved: Ticket, kind: MessageKind, now: datetime) -> dict[str, Any]:
    turn = TURN.get(kind)
    if turn is None or moved.status in SETTLED:
        return {}
    return {"awaiting": turn, "waiting_since": before.waiting_since if before.awaiting is turn else now}
