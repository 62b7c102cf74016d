"""Takes out of a stored ticket what people wrote and who they are; what is counted stays, so no number moves.

The copies of its texts are deleted first and the ticket is changed last: whoever is interrupted in between finds the
ticket again by what it still says, and begins anew.
"""

import random
import time
from collections.abc import Callable
from datetime import datetime

from google.api_core.exceptions import FailedPrecondition
from google.api_core.exceptions import NotFound as Vanished
from google.cloud.firestore import DocumentReference

from common.actions import change
from common.base.errors import NotFound, Unavailable
from common.base.firestore import Snapshot, firestore, patience
from common.callers.model import Actor
from common.tickets import lifecycle, revision, store
from common.tickets.model import Ticket

ANONYMISE_S = 10.0
"""How long it tries against others who change the same ticket; its last round may take some calls more."""
BACKOFF_S = 0.02
NAMED_AFTER = ("mail", "mail_outbox")
"""Collections with what was made of tickets: the names of their documents begin with the ticket's id."""


def anonymise(ticket_id: str, by: Actor, is_due: Callable[[Ticket], bool] = lambda _: True) -> bool:
    """Whether there was something to remove and it was due; a repeat changes nothing.

    A ticket in quarantine is deleted: no number counts it, and without its texts nobody could judge it. Raises
    Damaged for a document that no ticket can be made of, and Unavailable when others keep winning.
    """
    deadline = time.monotonic() + ANONYMISE_S
    while time.monotonic() < deadline:
        try:
            ticket, version = change.read_version(ticket_id)
        except NotFound:
            return False
        if ticket.anonymised_at is not None or not is_due(ticket):
            return False
        _delete(copies(ticket))
        if _replace(version, ticket, by, max(store.now_ms(), ticket.updated_at)):
            return True
        time.sleep(random.uniform(0, BACKOFF_S))  # noqa: S311  # spreads rivals, protects nothing
    raise Unavailable


def copies(ticket: Ticket) -> list[DocumentReference]:
    """Where else the ticket's texts or its requester are stored, or may be."""
    from common.classifier import suggest  # the classifier's code, which the other functions start without

    return [*suggest.documents_of(ticket), *(it for name in NAMED_AFTER for it in _named(name, ticket.id))]


def _named(collection: str, ticket_id: str) -> list[DocumentReference]:
    place = firestore().collection(collection)
    first, beyond = ({"__name__": place.document(name)} for name in (ticket_id, f"{ticket_id}~"))
    query = place.order_by("__name__").start_at(first).end_before(beyond).select(())
    return [it.reference for it in query.get(**patience())]


def _delete(documents: list[DocumentReference]) -> None:
    batch = firestore().batch()
    for document in documents:
        batch.delete(document)
    batch.commit(**patience())


def _replace(version: Snapshot, ticket: Ticket, by: Actor, now: datetime) -> bool:
    """False, with nothing changed, when the ticket has changed since it was read."""
    if not ticket.quarantined:
        return change.write_version(version, revision.anonymised(lifecycle.anonymised(ticket, now), by))
    unchanged = firestore().write_option(last_update_time=version.update_time)
    try:
        version.reference.delete(option=unchanged, **patience())
    except (FailedPrecondition, Vanished):
        return False  # released meanwhile, or its thirty days were over
    return True
