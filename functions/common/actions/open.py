"""Opening a ticket exactly once."""

import secrets

from common.actions import effects
from common.attachments import store as attachments
from common.base import logs
from common.base.errors import BadRequest, Conflict, NotFound, Unavailable
from common.base.firestore import OVERTAKEN, new_batch, patience
from common.base.schema import Record
from common.callers.idempotency import Key
from common.mail import outbox
from common.tickets import lifecycle, store
from common.tickets.fields import Category, Priority
from common.tickets.inputs import NewTicket
from common.tickets.mails import Mail
from common.tickets.model import CreatedTicket, SetBy, Setter, Ticket
from common.tickets.revision import Opening
from common.tickets.token import new_token


class _First(Record):
    """What was answered first, as far as it may have changed since."""

    category: Category
    priority: Priority
    set_by: SetBy


class _Opened(Record):
    """What an idempotency key remembers of the ticket that it opened."""

    salt: bytes
    ticket: str
    first: _First


def open_ticket(
    new: NewTicket,
    *,
    channel: str,
    setter: Setter,
    key: Key | None,
    quarantined: bool = False,
    mail: Mail | None = None,
    owner: str = "",
) -> CreatedTicket:
    """Stores a ticket, if need be in quarantine, or answers what was answered first when `key` has opened one before.

    `mail` is what opens it, if one does; `owner` is whose files it may have; a mail has its own.

    One read for the suggestion that stood, one for each file, and one for the key where they are taken; then one
    commit. Raises KeyReused when the key came with another body, BadRequest for a file that it cannot have, Damaged,
    and Unavailable.
    """
    from common.classifier import suggest  # the classifier's code, which the other functions start without

    owner = attachments.of_mail(mail.original) if mail else owner
    try:
        files = attachments.waiting(new.attachments, owner)
    except BadRequest:
        if key is not None and (first := _replayed(key)):  # which has taken the files
            return first
        raise
    ticket = lifecycle.opened(
        new,
        channel=channel,
        setter=setter,
        quarantined=quarantined,
        suggestion=suggest.for_new(new),
        now=store.now_ms(),
        received=mail.received if mail else None,
        attachments=[it.attachment for it in files],
    )
    logs.about(ticket=ticket.id, quarantined=quarantined)
    salt = secrets.token_bytes(32)
    token = key.token(salt) if key else new_token()
    if not _stored(Opening(ticket, token, mail, files), salt, key):
        if key is not None and (first := _replayed(key)):
            return first
        # Only our own commit, repeated after its answer was lost, can have made this random id.
        if not store.reference_of(ticket).get(("version",), **patience()).exists:
            attachments.waiting(new.attachments, owner)  # which raises for the file that another ticket took
            raise Unavailable
    return _created(ticket, token)


def _stored(opens: Opening, salt: bytes, key: Key | None) -> bool:
    """Whether this commit is known to have stored it."""
    batch = new_batch()
    effects.of_opening(batch, opens)
    if key is not None:
        first = opens.ticket.model_dump(include={"category", "priority", "set_by"})
        batch.create(key.document, key.record(opens.ticket.created_at, salt=salt, ticket=opens.ticket.id, first=first))
    try:
        batch.commit(**patience())
    except OVERTAKEN:
        return False
    return True


def _replayed(key: Key) -> CreatedTicket | None:
    """What was answered first; None where nothing was."""
    stored = key.stored("ticket")
    if stored is None:
        return None
    logs.about(ticket=stored["ticket"])
    with store.reading(str(stored["ticket"])):
        opened = _Opened.model_validate(stored)
    try:
        now = store.get(opened.ticket)
    except NotFound:
        raise Conflict("The ticket that this idempotency key opened no longer exists.") from None
    first = opened.first
    ticket = lifecycle.as_first_answered(now, first.category, first.priority, first.set_by)
    return _created(ticket, key.token(opened.salt))


def _created(ticket: Ticket, token: str) -> CreatedTicket:
    confirmed = outbox.address_of(ticket) is not None
    return CreatedTicket.model_validate(
        {**ticket.model_dump(), "tracking_token": token, "confirmed_by_mail": confirmed}
    )
