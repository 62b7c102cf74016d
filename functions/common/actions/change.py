"""Changes a stored ticket: one read, and one commit that can be repeated."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from google.cloud.firestore import DocumentReference

from common.actions import effects
from common.agents import store as agents
from common.base.errors import BadRequest, Conflict, Stale, refused
from common.base.firestore import Snapshot, contended, content, firestore, new_batch, patience, unchanged_since
from common.callers.idempotency import Key
from common.callers.model import Actor, ActorKind
from common.conversation import words
from common.tickets import history, lifecycle, queues, store
from common.tickets.fields import FIELDS, SETTLED, Status
from common.tickets.inputs import SNOOZE_MAX, TicketPatch
from common.tickets.model import Setter, Suggestion, Ticket
from common.tickets.revision import Revision, revised

type Revise = Callable[[Ticket, datetime], Revision | None]
"""The revision of a ticket now, None where there is nothing to change; asked again when another commit came first.

Raises Stale where the caller has not seen what came last."""

ALWAYS_STORED = {
    *(it.name for it in FIELDS),
    *lifecycle.SILENT,
    "waiting_since",
    "version",
    "updated_at",
    "resolved_at",
    "set_by",
}
"""After every change, whether it changes them or not: an older ticket may be without some."""


@dataclass(frozen=True)
class Changed:
    """The ticket after an update; `made` is whether this very update made that version of it."""

    ticket: Ticket
    made: bool
    first: Mapping[str, Any] | None = None
    """Where the key was applied before, what was remembered then."""


def patch(
    ticket_id: str, values: TicketPatch, by: Actor, *, expected: Collection[str] | None, key: Key | None
) -> Ticket:
    """Sets the values that a patch names; raises what `update` raises, and BadRequest for those that cannot be set.

    An assignee is one more read.
    """
    chosen = values.model_dump(exclude_unset=True)
    uid = chosen.get("assignee")
    is_agent = uid is None or agents.is_active(uid)

    def revise(ticket: Ticket, now: datetime) -> Revision:
        if expected is not None and str(ticket.version) not in expected:
            raise Stale(f"The ticket has changed; its version is now {ticket.version}.")
        if not is_agent:
            raise refused("assignee", "is not an active agent")
        if chosen.get("snoozed_until") is not None:
            chosen["snoozed_until"] = _wake_time(chosen["snoozed_until"], chosen.get("status", ticket.status), now)
        return revised(ticket, lifecycle.changed(ticket, chosen, Setter(by.kind), now), by)

    return update(ticket_id, revise, key=key).ticket


def _wake_time(until: datetime, status: Status, now: datetime) -> datetime:
    """As it is stored. Raises BadRequest for a time that cannot be one, and Conflict for a settled ticket."""
    if not now < until <= now + SNOOZE_MAX:
        raise refused("snoozed_until", "must be in the future, at most ten years ahead")
    if status in SETTLED:
        raise Conflict("A ticket that is resolved or closed is not snoozed.")
    return until.astimezone(UTC)


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
    ticket_id: str,
    revise: Revise,
    *,
    key: Key | None = None,
    remembered: Callable[[Ticket], Mapping[str, Any] | None] = lambda _: {},
    in_quarantine: bool = False,
) -> Changed:
    """Revises the version that is current, and only that one.

    The write has the read's update time as its precondition. When another commit came first, both are done again. Our
    own commit looks the same when its answer was lost: then the history has our `write_id`, and the answer is the
    version that it made, also where others have followed.

    Where `key` was applied before, the answer is the ticket as it is now. For that case what is `remembered` of the
    ticket is stored with the key, also where there is nothing to change. Where that is None, the key is not stored.

    Raises NotFound, Conflict in quarantine unless it may be there, what `revise` raises, KeyReused, or Unavailable when
    others keep winning.
    """
    write_id = token_hex(8)
    tried: Revision | None = None
    applied: Callable[[], Mapping[str, Any] | None] = key.stored if key else lambda: None

    def attempt() -> Changed:
        nonlocal tried
        ticket, snapshot = _read(ticket_id)
        if ticket.quarantined and not in_quarantine:
            raise Conflict("The ticket is in quarantine; release it before changing it.")
        if tried is not None and _was_made(snapshot.reference, tried, write_id):
            return Changed(tried.after, made=True)
        first = applied() if tried is not None else None
        if first is not None:
            return Changed(ticket, made=False, first=first)
        try:
            revision = revise(ticket, max(store.now_ms(), ticket.updated_at))
        except (BadRequest, Stale, Conflict):
            first = applied()
            if first is None:
                raise
            return Changed(ticket, made=False, first=first)
        if revision is None:
            first = applied()
            if first is None:
                _remember(key, remembered(ticket))
            return Changed(ticket, made=False, first=first)
        tried = revision
        _write(ticket, snapshot, revision, write_id, key, remembered(revision.after))
        return Changed(revision.after, made=True)

    return contended(attempt)


def _read(ticket_id: str) -> tuple[Ticket, Snapshot]:
    snapshot = store.find(ticket_id, (*store.READ, "terms_size"))
    return store.read(snapshot), snapshot


def _was_made(ticket: DocumentReference, tried: Revision, write_id: str) -> bool:
    """Whether our own commit made the version, and only its answer was lost."""
    if tried.recorded:
        return history.was_made(ticket, tried.after.version, write_id)
    stored = firestore().document(next(iter(tried.messages))).get(["write_id"], **patience())
    return (stored.to_dict() or {}).get("write_id") == write_id


def _write(
    before: Ticket,
    version: Snapshot,
    revision: Revision,
    write_id: str,
    key: Key | None,
    remembered: Mapping[str, Any] | None,
) -> None:
    batch, known = new_batch(), content(version)
    found_by = words.of_write(known, revision.after, revision.messages)
    fields = {**revision.after.model_dump(include=ALWAYS_STORED), **queues.beside(revision.after)}
    stored = {**fields, **revision.others, **found_by.others}
    if revision.is_shown(before):
        stored["shown_at"] = revision.after.updated_at
    changed = {name: value for name, value in stored.items() if name not in known or known[name] != value}
    batch.replace_fields(version.reference, changed, unchanged_since(version.update_time))
    batch.add_keys("terms", found_by.added)
    batch.remove_keys("terms", found_by.removed)
    effects.of_change(batch, revision, write_id)
    if key is not None and remembered is not None:
        batch.create(key.document, key.record(revision.after.updated_at, **remembered))
    batch.commit(**patience())


def _remember(key: Key | None, remembered: Mapping[str, Any] | None) -> None:
    """Stores the key of a request that changed nothing, so that its repeat changes nothing either."""
    if key is not None and remembered is not None:
        key.document.create(key.record(store.now_ms(), **remembered), **patience())
