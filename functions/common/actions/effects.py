"""What an action writes besides the ticket, in the same commit: its entry in the history, and e-mails on their way."""

from common.attachments import store as attachments
from common.base.batches import Batch
from common.base.firestore import firestore
from common.mail import outbox
from common.mail.notice import Kind, instant
from common.tickets import history, store
from common.tickets.revision import Opening, Revision


def of_opening(batch: Batch, opens: Opening) -> None:
    """The ticket itself, too."""
    ticket, mail = opens.ticket, opens.mail
    batch.create(store.reference_of(ticket), store.document_of(ticket, opens.token, mail))
    attachments.take(batch, opens.files, ticket.id, None, shared=True, **store.expiry(ticket))
    if not ticket.quarantined and (mail is None or mail.answered):
        outbox.add(batch, ticket, Kind.RECEIVED)


def of_change(batch: Batch, revision: Revision, write_id: str | None = None) -> None:
    """`write_id` is what `history.was_made` asks for."""
    if revision.recorded:
        history.add(batch, revision.after, revision.change, write_id)
    for path, content in revision.messages.items():
        batch.replace(firestore().document(path), {**content, **store.expiry(revision.after), "write_id": write_id})
    if revision.files:
        _take(batch, revision)
    if revision.opens is not None:
        of_opening(batch, revision.opens)
    if revision.reply is not None:
        outbox.add(batch, revision.after, Kind.REPLY, revision.reply)
    elif revision.resolves and revision.after.resolved_at and not revision.after.quarantined:
        outbox.add(batch, revision.after, Kind.RESOLVED, instant(revision.after.resolved_at))
    if revision.becomes("quarantine", "released"):
        outbox.add(batch, revision.after, Kind.RECEIVED)


def _take(batch: Batch, revision: Revision) -> None:
    """Gives the files to the new message."""
    ((_, message),) = revision.messages.items()
    after, shared = revision.after, "shared_n" in message
    attachments.take(batch, revision.files, after.id, after.last_message, shared=shared, **store.expiry(after))
