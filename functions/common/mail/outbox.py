"""E-mails on their way: `mail_outbox/{notice}`, which the commit of the event itself writes and `send_mail` reads.

So there is no event without its e-mail and no e-mail without its event, and nothing is read where people wait.
"""

from datetime import timedelta

from google.cloud.firestore import DocumentReference, WriteBatch

from common.base.firestore import document, firestore, patience
from common.mail import settings
from common.mail.notice import Notice, Template
from common.tickets import store
from common.tickets.model import Ticket

KEPT = timedelta(days=2)
"""Longer than an event is delivered again, which is a day."""


def reference_of(notice_id: str) -> DocumentReference:
    return document("mail_outbox", notice_id)


def copies_of(ticket: Ticket) -> list[DocumentReference]:
    """The notices and e-mails to the ticket's requester: the names of their documents begin with the ticket's id."""
    return [it for collection in ("mail_outbox", "mail") for it in _named_after(ticket, collection)]


def _named_after(ticket: Ticket, collection: str) -> list[DocumentReference]:
    first, beyond = ({"__name__": document(collection, name)} for name in (ticket.id, f"{ticket.id}~"))
    query = firestore().collection(collection).order_by("__name__").start_at(first).end_before(beyond).select(())
    return [it.reference for it in query.get(**patience())]


def address_of(ticket: Ticket) -> str | None:
    """Where e-mails about the ticket go; null if none are sent."""
    address = ticket.requester.email if ticket.requester else None
    return address if address and settings.is_on() else None


def add(batch: WriteBatch, ticket: Ticket, template: Template, tracking_token: str | None = None) -> None:
    """Adds a notice to the requester, who may have given no address; `tracking_token` opens the page, where known."""
    address = address_of(ticket)
    if address is None:
        return
    notice = Notice(
        template=template,
        ticket=ticket.id,
        reference=ticket.reference,
        to=address,
        tracking_token=tracking_token,
        resolved_at=ticket.resolved_at if template is Template.RESOLVED else None,
    )
    # Not a `create`: what was closed and is resolved again may find its notice still waiting, and must not fail on it.
    batch.set(reference_of(notice.id), {**notice.model_dump(), "expires_at": store.now_ms() + KEPT})
