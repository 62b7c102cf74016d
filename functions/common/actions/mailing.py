"""The mails that replies are sent as: what a reply says of its mail, and what a failure does to its ticket."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from google.cloud.firestore import DocumentReference

from common.base.config import MAIL_FROM
from common.base.errors import NotFound
from common.base.firestore import contended, firestore, new_batch, patience, unchanged_since
from common.conversation import store as conversation
from common.mail import names, outbox, settings
from common.mail.letter import deliverable
from common.mail.notice import Kind, Notice
from common.mail.outbox import State, Stored
from common.tickets import lifecycle, store
from common.tickets.mails import Email, EmailState
from common.tickets.model import Ticket

PATIENCE_S = 10.0


def queued(ticket: Ticket) -> Email | None:
    """What the newest message of the ticket, a reply, says of its mail; None where none is sent."""
    if outbox.address_of(ticket) is None or ticket.last_message is None:
        return None
    notice = Notice(Kind.REPLY, ticket.id, ticket.last_message)
    message_id = names.message_id(settings.secret(), MAIL_FROM.value, ticket.id, notice.id)
    return Email(message_id=message_id, state=EmailState.QUEUED, reason=None)


def failed(notice_id: str, reason: str, addresses: Collection[str] = ()) -> bool:
    """Marks what a notice has sent as not delivered and, where that was a reply, its ticket, too.

    `reason` is in plain words, such as "the mailbox is full". `addresses` are those that the mail did not reach, as far
    as they are known. Where all of them are participants', the requester has the reply, and only the reply says so.

    False where there is no such notice any more, and where it has failed before. Raises Unavailable.
    """

    def attempt() -> bool:
        snapshot, notice = outbox.reference_of(notice_id).get(**patience(PATIENCE_S)), Notice.of(notice_id)
        if not snapshot.exists or notice is None:
            return False
        stored = Stored.model_validate(snapshot.to_dict())
        if stored.state is State.FAILED:
            return False
        if notice.kind is Kind.REPLY and _are_participants(notice.ticket, addresses):
            message_of(notice).update({"email.reason": f"{', '.join(addresses)}: {reason}"}, **patience(PATIENCE_S))
            return True
        if notice.kind is Kind.REPLY:
            mark(notice.ticket, undelivered=True)
        after = stored.model_copy(update={"state": State.FAILED, "reason": reason})
        keep(notice, after, snapshot.update_time, in_message=notice.kind is Kind.REPLY)
        return True

    return contended(attempt, PATIENCE_S)


def _are_participants(ticket_id: str, addresses: Collection[str]) -> bool:
    """Whether there are any, and all of them are the ticket's participants'."""
    try:
        ticket = store.get(ticket_id)
    except NotFound:
        return False
    known = {found.casefold() for it in ticket.participants if (found := deliverable(it))}
    return bool(addresses) and known.issuperset(addresses)


def keep(notice: Notice, after: Stored, read: datetime, *, in_message: bool, others: str | None = None) -> None:
    """Stores what became of a notice, on the condition that its document is as of `read`, and says so in its reply.

    `others` is what became of its copies, which only the reply says, since it names people. Raises FailedPrecondition,
    or Google's NotFound where one of them is gone.
    """
    batch = new_batch()
    batch.update(outbox.reference_of(notice.id), after.model_dump(), option=unchanged_since(read))
    if in_message:
        state = EmailState.FAILED if after.state is State.DROPPED else EmailState(after.state)
        batch.update(message_of(notice), {"email.state": state, "email.reason": after.reason or others})
    batch.commit(**patience(PATIENCE_S))


def message_of(notice: Notice) -> DocumentReference:
    """The reply that a notice is about."""
    found: DocumentReference = firestore().document(conversation.path_of(notice.ticket, notice.about))
    return found


def mark(ticket_id: str, *, undelivered: bool) -> None:
    """Says of a ticket whether its newest reply could not be delivered; in no history, as nobody decided it."""

    def attempt() -> None:
        snapshot = store.find(ticket_id, store.READ)
        ticket = store.read(snapshot)
        if ticket.undelivered is undelivered or ticket.anonymised_at is not None:
            return
        after = lifecycle.advanced(ticket, max(store.now_ms(), ticket.updated_at), undelivered=undelivered)
        content = after.model_dump(include={"undelivered", "version", "updated_at"})
        snapshot.reference.update(content, option=unchanged_since(snapshot.update_time), **patience())

    with suppress(NotFound):
        contended(attempt, PATIENCE_S)
