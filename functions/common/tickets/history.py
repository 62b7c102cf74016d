"""The history of a ticket in Firestore: `tickets/{id}/changes/{version}`, written in the commit of the change itself.

An entry holds what a `Change` has, as `write_id` a random name of the update that made it and, where the status
changed, the version once more as `status_version`: a query in the order of that field finds those entries alone,
without a composite index.
"""

from math import ceil

from google.cloud.firestore import DocumentReference, FieldFilter, Query

from common.base.batches import Batch
from common.base.firestore import Snapshot, document, firestore, patience, readable, references
from common.tickets import store
from common.tickets.changes import Change, TicketHistory
from common.tickets.model import Ticket

PAGE = 50
TIMELINE = 50
"""How many changes of status the status page shows, the latest ones."""
_BEYOND = 10**10
"""Above every version."""


def add(batch: Batch, after: Ticket, change: Change, write_id: str | None = None) -> None:
    """Has `batch` write the entry, next to a write of the ticket that only one commit of this version can make.

    That is what keeps entries unique. A `create` would guard nothing more, and would block every change of a ticket
    that was restored from a copy older than its history. `write_id` is what `was_made` will ask for. The
    entry of a ticket in quarantine expires with it.
    """
    content = {**change.model_dump(), "write_id": write_id, **store.expiry(after)}
    if any(it.field == "status" for it in change.changes):
        content["status_version"] = change.version
    batch.replace(_entry(store.reference_of(after), change.version), content)


def was_made(ticket: DocumentReference, version: int, write_id: str) -> bool:
    """Whether the update that calls itself `write_id` made this version, however many have followed it."""
    entry = _entry(ticket, version).get(["write_id"], **patience())
    return (entry.to_dict() or {}).get("write_id") == write_id


def entries_of(ticket: Ticket) -> list[DocumentReference]:
    """Every entry of the ticket."""
    return references(firestore().collection(_place(store.reference_of(ticket))))


def page(ticket_id: str, cursor: str | None) -> TicketHistory:
    """Up to `PAGE` changes, newest first; `cursor` is the last version of the page before. Raises NotFound."""
    ticket = store.find(ticket_id, ("version",)).reference
    found = _newest(ticket, "version", int(cursor) if cursor else _BEYOND, PAGE + 1)
    more = len(found) > PAGE
    # Rounded up, as a version may be a fraction, by hand: what cannot be read is met again, not passed over.
    next_cursor = str(ceil(found[PAGE - 1].get("version"))) if more else None
    return TicketHistory(results=_changes(found[:PAGE]), next_cursor=next_cursor)


def of_status(ticket: DocumentReference) -> list[Change]:
    """The last `TIMELINE` changes of status, newest first."""
    return _changes(_newest(ticket, "status_version", _BEYOND, TIMELINE))


def _place(ticket: DocumentReference) -> str:
    """The same in quarantine, so that a ticket keeps its history when it is released."""
    return f"tickets/{ticket.id}/changes"


def _entry(ticket: DocumentReference, version: int) -> DocumentReference:
    return document(_place(ticket), f"{version:010}")


def _newest(ticket: DocumentReference, order: str, below: int, limit: int) -> list[Snapshot]:
    # The range also leaves out entries whose version is no positive number, by hand.
    entries = firestore().collection(_place(ticket))
    query = entries.where(filter=FieldFilter(order, "<", below)).where(filter=FieldFilter(order, ">=", 1))
    return query.order_by(order, direction=Query.DESCENDING).limit(limit).get(**patience())


def _changes(snapshots: list[Snapshot]) -> list[Change]:
    return readable(lambda it: Change.model_validate(it.to_dict()), snapshots, "change")
