"""Changes a stored ticket: one read, and one commit that can be repeated."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from common.actions import effects
from common.base.errors import Conflict, KeyReused, Stale
from common.base.firestore import Snapshot, contended, new_batch, patience, unchanged_since
from common.callers import idempotency
from common.callers.idempotency import Key
from common.callers.model import Actor, ActorKind
from common.tickets import history, lifecycle, store
from common.tickets.fields import FIELDS
from common.tickets.inputs import TicketPatch
from common.tickets.model import Setter, Suggestion, Ticket
from common.tickets.revision import Revision, revised

type Revise = Callable[[Ticket, datetime], Revision | None]
"""The revision of a ticket now, None where there is nothing to change; asked again when another commit came first."""

ALWAYS_STORED = {*(it.name for it in FIELDS), "version", "updated_at", "resolved_at", "set_by"}
"""By every change, whether it changes them or not."""


@dataclass(frozen=True)
class Changed:
    """The ticket after an update; `made` is whether this very update made that version of it."""

    ticket: Ticket
    made: bool


def patch(
    ticket_id: str, values: TicketPatch, by: Actor, *, expected: Collection[str] | None, key: Key | None
) -> Ticket:
    """Sets the values that a patch names; raises what `update` raises."""
    chosen = values.model_dump(exclude_unset=True)

    def revise(ticket: Ticket, now: datetime) -> Revision:
        return revised(ticket, lifecycle.changed(ticket, chosen, Setter(by.kind), now), by)

    return update(ticket_id, revise, expected=expected, key=key).ticket


def refine(opened: Ticket, better: Suggestion) -> Changed:
    """Replaces what a worse classifier filled in, but nothing that a person has chosen.

    A repeat finds nothing left to replace. Raises what `update` raises.
    """
    by = Actor(kind=ActorKind(better.source), name=better.model or better.source)

    def revise(ticket: Ticket, now: datetime) -> Revision | None:
        after = lifecycle.refined(ticket, opened, better, now)
        return None if after is None else revised(ticket, after, by)

    return update(opened.id, revise)


def update(
    ticket_id: str, revise: Revise, *, expected: Collection[str] | None = None, key: Key | None = None
) -> Changed:
    """Revises the version that is current, and only that one.

    An optimistic transaction: the write has the read's update time as its precondition and is made again from a fresh
    read when another commit came first. A commit whose answer was lost looks the same; the history has its `write_id`,
    also when others have followed, and then the answer is the version that it made.
    `expected` names the entity tags that the caller accepts (None: any). Where `key` was applied before, the answer is
    the ticket as it is, which may have changed since.
    Raises NotFound, Conflict in quarantine, Stale, KeyReused, or Unavailable when others keep winning.
    """
    write_id = token_hex(8)
    tried: Ticket | None = None

    def attempt() -> Changed:
        nonlocal tried
        ticket, snapshot = _read(ticket_id)
        if ticket.quarantined:
            raise Conflict("The ticket is in quarantine; release it before changing it.")
        if tried is not None and history.was_made(snapshot.reference, tried.version, write_id):
            return Changed(tried, made=True)
        stale = expected is not None and str(ticket.version) not in expected
        if key is not None and (stale or tried is not None) and _was_applied(key):
            return Changed(ticket, made=False)
        if stale:
            raise Stale(f"The ticket has changed; its version is now {ticket.version}.")
        revision = revise(ticket, max(store.now_ms(), ticket.updated_at))
        if revision is None:
            return Changed(ticket, made=False)
        tried = revision.after
        _write(snapshot, revision, write_id, key)
        return Changed(tried, made=True)

    return contended(attempt)


def _read(ticket_id: str) -> tuple[Ticket, Snapshot]:
    snapshot = store.find(ticket_id, store.READ)
    return store.read(snapshot), snapshot


def _write(version: Snapshot, revision: Revision, write_id: str, key: Key | None) -> None:
    batch = new_batch()
    stored = {**revision.after.model_dump(include=ALWAYS_STORED), **revision.others}
    batch.update(version.reference, stored, option=unchanged_since(version.update_time))
    effects.of_change(batch, version.reference, revision, write_id)
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
