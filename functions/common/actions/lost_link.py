"""A status link that its requester has lost: it is mailed again to the address that the ticket has."""

from datetime import timedelta

from google.api_core.exceptions import AlreadyExists

from common.base import ids
from common.base.config import project
from common.base.errors import Conflict
from common.base.firestore import document, new_batch, patience
from common.mail import outbox, settings
from common.mail.notice import Kind, instant
from common.tickets import reference, store
from common.tickets.inputs import LostLink
from common.tickets.model import Ticket

PAUSE = timedelta(minutes=10)
"""Within which a link is mailed once, however often it is asked for."""


def ask(lost: LostLink) -> None:
    """Has the link mailed where reference and address belong together. Raises Conflict where no e-mail is sent at all.

    Nobody learns whether they do, nor from the time: either way there is one query, and one document is created unless
    the same was asked for a short while ago.
    """
    if not settings.is_on():
        raise Conflict("This desk sends no e-mail.")
    written = reference.parse(lost.reference) or lost.reference
    ticket = store.of_reference(written)
    now = store.now_ms()
    begin = now - (now - ids.EPOCH) % PAUSE
    batch = new_batch()
    if ticket is not None and _belongs(lost.email, ticket):
        outbox.add(batch, ticket, Kind.LINK, instant(begin))
    else:
        name = ids.digest(project(), written, lost.email.casefold(), instant(begin))
        batch.create(document("lost_links", name), {"expires_at": begin + PAUSE})
    try:
        batch.commit(**patience())
    except AlreadyExists:
        return


def _belongs(email: str, ticket: Ticket) -> bool:
    return ticket.link_active and not ticket.quarantined and ticket.is_of(email)
