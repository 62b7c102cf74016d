"""What happens to a ticket when it is opened and when it is changed; pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from common.attachments.model import Attachment
from common.base import ids
from common.tickets import reference
from common.tickets.fields import DEFAULTS, SETTLED, SUGGESTED, Awaiting, Category, Priority, Status
from common.tickets.inputs import NewTicket
from common.tickets.mails import Received
from common.tickets.model import Contact, OtherTicket, SetBy, Setter, Suggestion, Ticket

ANONYMISED = "Anonymised"
"""The title of a ticket that has no other any more."""
WORSE: Mapping[Setter, frozenset[Setter]] = {
    Setter.RULES: frozenset(),
    Setter.LOCAL: frozenset({Setter.RULES}),
    Setter.GEMINI: frozenset({Setter.RULES, Setter.LOCAL}),
}
"""Whose values each classifier replaces; a person's are never among them."""
SILENT: Mapping[str, object] = {
    "attachments": [],
    "messages": 0,
    "notes": 0,
    "last_message": None,
    "last_message_at": None,
    "last_message_by": None,
    "first_replied_at": None,
    "follows": None,
    "follow_up": None,
    "received": None,
    "participants": [],
    "undelivered": False,
}
"""What a ticket says of its conversation before there is one; so does a ticket that is older than these fields."""


def opened(
    new: NewTicket,
    *,
    channel: str,
    setter: Setter,
    suggestion: Suggestion | None,
    now: datetime,
    quarantined: bool = False,
    received: Received | None = None,
    attachments: Sequence[Attachment] = (),
) -> Ticket:
    """The ticket that `new` becomes. What its sender left out is filled in from `suggestion`, which then is needed."""
    values: dict[str, Any] = {name: getattr(new, name) or getattr(suggestion, name) for name in SUGGESTED}
    setters = {name: suggestion.setter if suggestion and not getattr(new, name) else setter for name in SUGGESTED}
    return Ticket(
        **{
            **DEFAULTS,
            **SILENT,
            "attachments": [*attachments],
            "received": received,
            "language": new.language or DEFAULTS["language"],
        },
        **waiting(Status.OPEN, now),
        id=ids.new_id(now),
        reference=reference.new_reference(),
        title=new.title,
        description=new.description,
        **values,
        status=Status.OPEN,
        version=1,
        created_at=now,
        updated_at=now,
        resolved_at=None,
        channel=channel,
        requester=Contact.model_validate(new.requester.model_dump()) if new.requester else None,
        suggestion=suggestion,
        quarantined=quarantined,
        link_active=True,
        anonymised_at=None,
        set_by=SetBy.model_validate(setters),
    )


def as_first_answered(ticket: Ticket, category: Category, priority: Priority, set_by: SetBy) -> Ticket:
    """`ticket` as it was when it was opened, as far as its creator sees it."""
    return ticket.model_copy(
        update={
            "category": category,
            "priority": priority,
            "set_by": set_by,
            "status": Status.OPEN,
            "version": 1,
            "updated_at": ticket.created_at,
            "resolved_at": None,
            **waiting(Status.OPEN, ticket.created_at),
        }
    )


def refined(ticket: Ticket, opened: Ticket, better: Suggestion, now: datetime) -> Ticket | None:
    """`ticket` with the values of `better` where those of a worse classifier, which `opened` has, still stand.

    None if none changes. A value that a person has chosen is left alone, also when it is the very one that a classifier
    had chosen, and so is a ticket whose text is gone.
    """
    if ticket.anonymised_at is not None:
        return None
    better_values = {
        name: getattr(better, name)
        for name in SUGGESTED
        if getattr(ticket.set_by, name) in WORSE[better.setter]
        and getattr(ticket, name) == getattr(opened, name) != getattr(better, name)
    }
    return changed(ticket, better_values, better.setter, now) if better_values else None


def changed(ticket: Ticket, values: Mapping[str, Any], setter: Setter, now: datetime) -> Ticket:
    """`ticket` with these values of fields, one version on. Once it is settled, it is not snoozed any more."""
    status = values.get("status", ticket.status)
    return advanced(
        ticket,
        now,
        **{**values, **({"snoozed_until": None} if status in SETTLED else {})},
        **({} if ticket.awaiting and status not in SETTLED else waiting(status, now)),
        resolved_at=(ticket.resolved_at or now) if status in SETTLED else None,
        undelivered=ticket.undelivered and status not in SETTLED,
        set_by=ticket.set_by.model_copy(update={name: setter for name in SUGGESTED if name in values}),
    )


def waiting(status: object, since: object) -> dict[str, Any]:
    """Who is to act next in a ticket that came to this status `since`: an agent, or nobody where it is settled."""
    if isinstance(status, str) and status in SETTLED:
        return {"awaiting": None, "waiting_since": None}
    return {"awaiting": Awaiting.AGENT, "waiting_since": since}


def followed(
    ticket: Ticket,
    text: str,
    now: datetime,
    received: Received | None = None,
    attachments: Sequence[Attachment] = (),
) -> tuple[Ticket, Ticket]:
    """A closed `ticket` one version on, and the ticket that its requester's `text` opens, which follows it.

    `received` is the mail that the text came as, if it did: then those who get the replies stay the same.
    """
    opened = ticket.model_copy(
        update={
            **SILENT,
            **waiting(Status.OPEN, now),
            "id": ids.new_id(now),
            "reference": reference.new_reference(),
            "description": text,
            "attachments": [*attachments],
            "status": Status.OPEN,
            "version": 1,
            "created_at": now,
            "updated_at": now,
            "resolved_at": None,
            "channel": "email" if received else "form",
            "received": received,
            "participants": ticket.participants if received else [],
            "suggestion": None,
            "link_active": True,
            "follows": OtherTicket(id=ticket.id, reference=ticket.reference),
        }
    )
    return advanced(ticket, now, follow_up=OtherTicket(id=opened.id, reference=opened.reference)), opened


def shown(ticket: Ticket) -> tuple[object, ...]:
    """What the requester sees of the ticket itself; of its messages, how many."""
    fields = (ticket.title, ticket.description, ticket.status, ticket.category, ticket.priority)
    return (*fields, ticket.awaiting, ticket.follow_up, ticket.messages - ticket.notes)


def anonymised(ticket: Ticket, now: datetime) -> Ticket:
    """`ticket` without what people wrote and who they are, one version on; everything that is counted stays."""
    suggestion = ticket.suggestion and ticket.suggestion.model_copy(update={"reason": "", "signals": []})
    return advanced(
        ticket,
        now,
        title=ANONYMISED,
        description="",
        attachments=[],
        requester=None,
        suggestion=suggestion,
        received=None,
        participants=[],
        undelivered=False,
        link_active=False,
        anonymised_at=now,
    )


def advanced(ticket: Ticket, now: datetime, **changes: object) -> Ticket:
    """`ticket` one version on, with these fields changed; none where what changes is not among its fields."""
    return ticket.model_copy(update={**changes, "version": ticket.version + 1, "updated_at": now})
