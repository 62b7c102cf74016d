"""E-mails on their way: `mail_outbox/{notice}`, which the commit of the event itself writes and `sendmail` reads.

So there is no event without its e-mail and no e-mail without its event, and nothing is read where people wait. What
was sent stays for a while, so that a report of its failure finds it.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from google.cloud.firestore import DocumentReference, WriteBatch

from common.base import config
from common.base.firestore import document, firestore, references
from common.base.schema import Record
from common.mail import schedule, settings
from common.mail.notice import Kind, Notice
from common.tickets import store
from common.tickets.model import Ticket

KEPT = timedelta(days=33)
"""From the event on: three days of attempts, and thirty in which a server may report that it could not deliver."""


class State(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    """It was not wanted any more, or its mailbox had its share."""


class Stored(Record):
    """What is stored of a notice, whose id says what it is about."""

    state: State = State.QUEUED
    step: int = 0
    """One more with each attempt that begins, and with each that ends without an end."""
    tries: int = 0
    """Attempts that the server answered, or that found none."""
    due: datetime
    """When the step is to begin; while an attempt is under way, when it counts as lost."""
    reason: str | None = None
    """Why it failed, or was not taken yet."""
    counted: bool = False
    """Whether it was counted against the limit of its mailbox."""
    expires_at: datetime


def reference_of(notice_id: str) -> DocumentReference:
    return document("mail_outbox", notice_id)


def copies_of(ticket: Ticket) -> list[DocumentReference]:
    """The notices of the ticket: the names of their documents begin with its id."""
    first, beyond = ({"__name__": document("mail_outbox", name)} for name in (ticket.id, f"{ticket.id}~"))
    return references(firestore().collection("mail_outbox").order_by("__name__").start_at(first).end_before(beyond))


def address_of(ticket: Ticket) -> str | None:
    """Where e-mails about the ticket go; null if none are sent. Raises `Misconfigured`."""
    return ticket.address if ticket.address and settings.is_on() else None


def add(batch: WriteBatch, ticket: Ticket, kind: Kind, about: str = "") -> None:
    """Adds a notice to the requester, who may have given no address; `about` is as in `Notice`."""
    if address_of(ticket) is None:
        return
    now = store.now_ms()
    due = now + schedule.RESOLVED_AFTER * config.pace() if kind is Kind.RESOLVED else now
    stored = Stored(due=due, expires_at=now + KEPT)
    batch.create(reference_of(Notice(kind, ticket.id, about).id), stored.model_dump())
