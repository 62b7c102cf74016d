"""E-mails on their way: `mail_outbox/{event}`, which the commit of the event itself writes.

So there is no event without its e-mail and no e-mail without its event, and nothing is read or asked for where people
wait. The trigger `send_mail` takes it from there.
"""

from datetime import timedelta

from google.cloud.firestore import DocumentReference, WriteBatch

from common.base import config
from common.base.firestore import firestore
from common.mail.notice import Notice, Template
from common.tickets import store
from common.tickets.model import ChangedField, Status, Ticket
from common.tickets.revision import Revision

KEPT = timedelta(days=2)
"""Longer than an event is delivered again, which is a day."""


def reference_of(notice_id: str) -> DocumentReference:
    reference: DocumentReference = firestore().collection("mail_outbox").document(notice_id)
    return reference


def confirm(batch: WriteBatch, ticket: Ticket, token: str | None) -> None:
    """Has `batch`, which makes the ticket, tell its requester so; `token` is that of the private link, where known."""
    _add(batch, ticket, Template.RECEIVED, tracking_token=token)


def tell_of_resolution(batch: WriteBatch, revision: Revision) -> None:
    """Has `batch`, which stores the revision, tell the requester if the ticket becomes resolved with it."""
    if any(it.field is ChangedField.STATUS and it.after == Status.RESOLVED for it in revision.change.changes):
        _add(batch, revision.after, Template.RESOLVED)


def _add(batch: WriteBatch, ticket: Ticket, template: Template, tracking_token: str | None = None) -> None:
    address = ticket.requester.email if ticket.requester else None
    if address is None or not config.mail_is_on():
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
