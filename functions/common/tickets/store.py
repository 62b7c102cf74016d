"""Tickets in Firestore: `tickets/{id}`, whose key order is newest first.

Those that a program may have sent through the form are in `quarantine/{id}` instead, in the same shape and with
`expires_at`: what lists, counts or refines tickets need not know of them.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from google.cloud.firestore import CollectionReference, DocumentReference, FieldFilter
from pydantic import ValidationError

from common.base import logs
from common.base.errors import Damaged, NotFound
from common.base.firestore import Snapshot, content, document, firestore, patience
from common.base.ids import EPOCH, is_id
from common.tickets import lifecycle, queues, search, token
from common.tickets.fields import DEFAULTS, Awaiting
from common.tickets.mails import Mail, Thread
from common.tickets.model import Ticket

NOT_STORED = {"id", "quarantined", "link_active"}
"""What a document says in other ways: by its name, its collection and its tracking hash."""
BESIDE = ("tracking_hash", "link_generation", "thread", "urgency", "shown_at")
"""What is stored and is no field of a ticket.

- `tracking_hash`: of the token that its creator, or an agent, got. Null: no link opens the ticket.
- `link_generation`: the random number of its link; a link that is replaced or revoked gets a new one. Absent: 0.
- `thread`: a `mails.Thread`.
- `urgency`: by `queues.beside`.
- `shown_at`: when something changed last that its requester sees. Absent: it never did.
"""
READ = (*(name for name in Ticket.model_fields if name not in NOT_STORED), *BESIDE)
"""What is read of a document: everything but the search terms, which are most of it."""
QUARANTINED = timedelta(days=30)
"""How long a ticket waits for an agent who releases it; then Firestore deletes it."""


def collection() -> CollectionReference:
    return firestore().collection("tickets")


def quarantine() -> CollectionReference:
    return firestore().collection("quarantine")


def reference_of(ticket: Ticket) -> DocumentReference:
    return document("quarantine" if ticket.quarantined else "tickets", ticket.id)


def now_ms() -> datetime:
    """Now, in the millisecond precision of ticket ids."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def document_of(ticket: Ticket, tracking_token: str, mail: Mail | None = None) -> dict[str, Any]:
    """What is stored of a new ticket, which nobody can have anonymised; `mail` is what opens it, if one does."""
    return {
        **ticket.model_dump(exclude={*NOT_STORED, "anonymised_at"}),
        **({"thread": mail.thread.model_dump(), "original": mail.original} if mail else {}),
        "tracking_hash": token.hash_of(tracking_token),
        **queues.beside(ticket),
        "shown_at": ticket.updated_at,
        **search.stored(search.of_ticket(ticket)),
        **expiry(ticket),
    }


def expiry(ticket: Ticket) -> dict[str, datetime]:
    """What is stored in a ticket and in its messages so that Firestore deletes them, while it is in quarantine."""
    return {"expires_at": ticket.created_at + QUARANTINED} if ticket.quarantined else {}


def get(ticket_id: str) -> Ticket:
    """Raises NotFound for an unknown or impossible id, and Damaged."""
    return read(find(ticket_id, READ))


def of_reference(reference: str) -> Ticket | None:
    """The ticket, in quarantine or not, with this reference in its canonical form. Raises Damaged.

    Both places are asked in either case, so that the time says nothing.
    """
    of_this = FieldFilter("reference", "==", reference)
    places = (collection(), quarantine())
    found = [it for place in places for it in place.where(filter=of_this).select(READ).limit(1).get(**patience())]
    return read(found[0]) if found else None


def longest_waiting() -> datetime | None:
    """Since when the ticket awaits an agent that has done so longest; None where none does. One query.

    As a range, so that what was put there by hand and is no time is left out.
    """
    waiting = collection().where(filter=FieldFilter("awaiting", "==", Awaiting.AGENT.value))
    since = waiting.where(filter=FieldFilter("waiting_since", ">=", EPOCH)).order_by("waiting_since")
    found = since.select(("waiting_since",)).limit(1).get(**patience())
    return found[0].get("waiting_since") if found else None


def find(ticket_id: str, fields: Collection[str] | None = None) -> Snapshot:
    """The document of a ticket with these fields (None: all), in quarantine or not; raises NotFound.

    One read where it is none of those in quarantine. A release may move it between the first read and the second; only
    then, and for unknown ids, there is a third.
    """
    if not is_id(ticket_id):
        raise NotFound
    for place in (collection(), quarantine(), collection()):
        snapshot = place.document(ticket_id).get(field_paths=fields, **patience())
        if snapshot.exists:
            return snapshot
    raise NotFound


def thread_of(snapshot: Snapshot) -> Thread | None:
    """How the mails of a stored ticket name each other, None where none came; raises Damaged."""
    stored = (snapshot.to_dict() or {}).get("thread")
    with reading(snapshot.id):
        return None if stored is None else Thread.model_validate(stored)


def read(snapshot: Snapshot) -> Ticket:
    """Raises Damaged for a document that no ticket can be made of."""
    with reading(snapshot.id):
        return parsed(snapshot)


@contextmanager
def reading(ticket_id: str) -> Iterator[None]:
    """Logs a ValidationError of the block, which reads what is stored of a ticket, and raises Damaged for it."""
    try:
        yield
    except ValidationError as failure:
        logs.error("stored ticket is malformed", failure, ticket=ticket_id)
        raise Damaged from None


def parse(ticket_id: str, stored: Mapping[str, Any], *, quarantined: bool = False) -> Ticket:
    """Raises ValidationError for a document that no ticket can be made of."""
    older = {**DEFAULTS, **lifecycle.SILENT, **lifecycle.waiting(stored.get("status"), stored.get("created_at"))}
    fields = {name: stored.get(name, older.get(name)) for name in READ if name not in BESIDE}
    link_active = isinstance(stored.get("tracking_hash"), str)
    return Ticket.model_validate({**fields, "id": ticket_id, "quarantined": quarantined, "link_active": link_active})


def parsed(snapshot: Snapshot) -> Ticket:
    """Raises ValidationError for a document that no ticket can be made of."""
    quarantined = snapshot.reference.parent.id == quarantine().id
    return parse(snapshot.id, content(snapshot), quarantined=quarantined)
