"""Removes from a stored ticket what people wrote and who they are; what is counted stays, so no number moves.

The copies of its texts are deleted first and the ticket is changed last: after an interruption in between, the ticket
is found again by what it still says, and the next run begins anew.
"""

from collections.abc import Callable
from datetime import datetime

from google.api_core.exceptions import FailedPrecondition
from google.api_core.exceptions import NotFound as Missing

from common.actions.change import update
from common.attachments import store as attachments
from common.base.errors import NotFound
from common.base.firestore import firestore, new_batch, patience
from common.callers.model import Actor
from common.conversation import store as conversation
from common.inbound import inbox
from common.mail import outbox
from common.tickets import lifecycle, revision, store
from common.tickets.model import Ticket
from common.tickets.revision import Revision


def anonymise(ticket_id: str, by: Actor, is_due: Callable[[Ticket], bool] = lambda _: True) -> bool:
    """Whether there was something to remove and it was due; a repeat changes nothing.

    A ticket in quarantine is deleted: no number counts it, and without its texts nobody could judge it. Raises
    Damaged for a document that no ticket can be made of, and Unavailable when others keep winning.
    """

    def revise(ticket: Ticket, now: datetime) -> Revision | None:
        if ticket.anonymised_at is not None or not is_due(ticket):
            return None
        delete_copies(ticket)
        return revision.anonymised(lifecycle.anonymised(ticket, now), by)

    try:
        ticket = store.get(ticket_id)
        if ticket.quarantined and is_due(ticket) and _is_discarded(ticket):
            return True
        return update(ticket_id, revise).made
    except NotFound:
        return False


def delete_copies(ticket: Ticket) -> None:
    """Deletes what other rooms store, or may store, of the ticket's texts and its requester.

    Raises Unavailable.
    """
    from common.classifier import suggest  # the classifier's code, which the other functions start without

    inbox.discard(inbox.copies_of(ticket))
    attachments.discard(attachments.copies_of(ticket))
    batch = new_batch()
    for room in (suggest, outbox, conversation):
        for it in room.copies_of(ticket):
            batch.delete(it)
    batch.commit(**patience())


def _is_discarded(ticket: Ticket) -> bool:
    """Deletes a ticket in quarantine; False where it was released meanwhile, or its thirty days were over."""
    delete_copies(ticket)
    try:
        store.reference_of(ticket).delete(option=firestore().write_option(exists=True), **patience())
    except (FailedPrecondition, Missing):
        return False
    return True
