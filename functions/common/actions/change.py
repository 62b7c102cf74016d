"""Changing stored tickets: one read, and one commit that can be repeated, with its entry in the history."""

import random
import time
from collections.abc import Callable, Collection
from datetime import datetime
from secrets import token_hex

from google.api_core.exceptions import AlreadyExists, FailedPrecondition
from google.api_core.exceptions import NotFound as Vanished

from common.base import deadline
from common.base.errors import Conflict, KeyReused, Stale, Unavailable
from common.base.firestore import Snapshot, firestore, patience
from common.callers import idempotency
from common.callers.idempotency import Key
from common.callers.model import Actor
from common.mail import outbox
from common.tickets import history, lifecycle, store
from common.tickets import revision as changes
from common.tickets.inputs import TicketPatch
from common.tickets.model import Setter, Ticket
from common.tickets.revision import Revision

type Revise = Callable[[Ticket, datetime], Revision]
"""What is to become of a ticket now; called again when somebody else was faster."""

CHANGEABLE = {"status", "category", "priority", "version", "updated_at", "resolved_at", "set_by"}
UPDATE_S = 10.0
"""How long an update tries at most against others who change the same ticket; in a request it is what that has left."""
BACKOFF_S = 0.02


def patch(
    ticket_id: str, values: TicketPatch, by: Actor, *, expected: Collection[str] | None, key: Key | None
) -> Ticket:
    """Sets the values that a patch names; raises what `update` raises."""

    def revise(ticket: Ticket, now: datetime) -> Revision:
        return changes.revised(ticket, lifecycle.changed(ticket, values, Setter(by.kind), now), by)

    return update(ticket_id, revise, expected=expected, key=key)


def update(
    ticket_id: str, revise: Revise, *, expected: Collection[str] | None = None, key: Key | None = None
) -> Ticket:
    """Revises the version that is current, and only that one.

    An optimistic transaction: the write carries the read's update time as its precondition and is made again from a
    fresh read when somebody else was faster. A commit whose answer was lost looks the same; the history tells whether
    it was made, also when others have followed, and then the answer is the version that it made.
    `expected` names the entity tags that the caller accepts (None: any). Where `key` was applied before, the answer is
    the ticket as it is, which agents may have changed since.
    Raises NotFound, Conflict in quarantine, Stale, KeyReused, or Unavailable when others keep winning.
    """
    write_id, tried = token_hex(8), None
    end = time.monotonic() + deadline.shared(UPDATE_S)
    while time.monotonic() < end:
        ticket, snapshot = read_version(ticket_id)
        if ticket.quarantined:
            raise Conflict("The ticket is in quarantine; release it before changing it.")
        if tried is not None and history.was_made(snapshot.reference, tried.version, write_id):
            return tried
        if expected is not None and str(ticket.version) not in expected:
            if key is not None and _was_applied(key):
                return ticket
            raise Stale(f"The ticket has changed; its version is now {ticket.version}.")
        revision = revise(ticket, _later_than(ticket))
        tried = revision.after
        try:
            _write(snapshot, revision, write_id, key)
        except (FailedPrecondition, Vanished):
            time.sleep(random.uniform(0, BACKOFF_S))  # noqa: S311  # spreads rivals, protects nothing
        except AlreadyExists:
            if key is not None and _was_applied(key):
                return store.get(ticket_id)
        else:
            return tried
    raise Unavailable


def read_version(ticket_id: str) -> tuple[Ticket, Snapshot]:
    """The ticket, and what `write_version` needs to know which version of it was read. Raises NotFound."""
    snapshot = store.find(ticket_id, store.FIELDS)
    return store.read(snapshot), snapshot


def write_version(version: Snapshot, revision: Revision) -> bool:
    """Stores a revision; False, with nothing stored, when the ticket has changed since `version` was read."""
    try:
        _write(version, revision, token_hex(8), None)
    except (FailedPrecondition, Vanished):
        return False
    return True


def _later_than(ticket: Ticket) -> datetime:
    return max(store.now_ms(), ticket.updated_at)


def _write(snapshot: Snapshot, revision: Revision, write_id: str, key: Key | None) -> None:
    batch = firestore().batch()
    stored = {**revision.after.model_dump(include=CHANGEABLE), **revision.others}
    unchanged_since = firestore().write_option(last_update_time=snapshot.update_time)
    batch.update(snapshot.reference, stored, option=unchanged_since)
    history.add(batch, snapshot.reference, revision.change, write_id)
    outbox.tell_of_resolution(batch, revision)
    if key is not None:
        expires_at = idempotency.expiry(revision.after.updated_at)
        batch.create(key.document, {"fingerprint": key.fingerprint, "expires_at": expires_at})
    batch.commit(**patience())


def _was_applied(key: Key) -> bool:
    """Whether this delivery was applied before; raises KeyReused when its id came with another body."""
    record = key.document.get(**patience())
    if record.exists and record.get("fingerprint") != key.fingerprint:
        raise KeyReused("This webhook-id came with another request before.")
    return bool(record.exists)
