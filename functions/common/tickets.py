"""Tickets in Firestore: `tickets/{id}`, whose key order is newest first."""

import random
import time
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from google.api_core.exceptions import AlreadyExists, FailedPrecondition
from google.api_core.exceptions import NotFound as Vanished
from google.cloud.firestore import CollectionReference, FieldFilter, Query
from google.cloud.firestore_v1.field_path import FieldPath
from pydantic import ValidationError

from common import idempotency, lifecycle, logs, search, tracking
from common.errors import BadRequest, KeyReused, NotFound, Stale, Unavailable
from common.firebase import Snapshot, firestore, patience
from common.idempotency import Key
from common.ids import is_ticket_id
from common.inputs import TicketPatch, TicketQuery
from common.models import FieldError, Setter, Status, Ticket, TicketPage, TrackedTicket
from common.preconditions import etag

NOT_STORED = {"id", "quarantined", "link_active"}
"""What a document tells in other ways: by its name, its collection and its tracking hash."""
FIELDS = (*(name for name in Ticket.model_fields if name not in NOT_STORED), "tracking_hash")
"""What is read of a document: everything but the search terms, which are most of it."""
TRACKED = tuple(name for name in TrackedTicket.model_fields if name != "timeline")
CHANGEABLE = {"status", "category", "priority", "version", "updated_at", "resolved_at", "set_by"}
UPDATE_S = 10.0
"""How long an update tries against others who change the same ticket; its last round may take two calls more."""
BACKOFF_S = 0.02


def collection() -> CollectionReference:
    return firestore().collection("tickets")


def now_ms() -> datetime:
    """Now, in the millisecond precision of ticket ids."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def document_of(ticket: Ticket, tracking_token: str) -> dict[str, Any]:
    """What is stored of a new ticket."""
    return {
        **ticket.model_dump(exclude=NOT_STORED),
        "tracking_hash": tracking.hash_of(tracking_token),
        "terms": search.terms_of(ticket.title, ticket.description, ticket.reference),
    }


def get(ticket_id: str) -> Ticket:
    """Raises NotFound for an unknown or impossible id."""
    return _parse(_read(ticket_id, FIELDS))


def get_tracked(ticket_id: str, token: str) -> TrackedTicket:
    """The ticket that `token` opens; a wrong token and an unknown id both raise the same NotFound."""
    stored = _read(ticket_id, (*TRACKED, "tracking_hash")).to_dict() or {}
    if not tracking.opens(token, stored.get("tracking_hash")):
        raise NotFound
    timeline = [{"status": Status.OPEN, "at": stored.get("created_at")}]
    return TrackedTicket.model_validate({**stored, "timeline": timeline})


def list_page(query: TicketQuery) -> TicketPage:
    """One page, newest first, in one query that reads one document more than the page, to know whether more follow."""
    selection = _selection(query).limit(query.page_size + 1)
    if query.cursor:
        selection = selection.start_after({"__name__": collection().document(query.cursor)})
    snapshots = selection.get(**patience())
    page, more = snapshots[: query.page_size], snapshots[query.page_size :]
    return TicketPage(results=_sound(page), next_cursor=page[-1].id if more else None)


def _selection(query: TicketQuery) -> Query:
    """Equality filters only: Firestore joins them from its single-field indexes in key order."""
    selection = collection().select(FIELDS).order_by("__name__")
    for name in ("category", "priority", "status"):
        value = getattr(query, name)
        if value is not None:
            selection = selection.where(filter=FieldFilter(name, "==", value.value))
    for term in _terms(query.search):
        path = FieldPath("terms", term).to_api_repr()
        selection = selection.where(filter=FieldFilter(path, "==", True))
    return selection


def _terms(text: str) -> list[str]:
    try:
        return search.query_terms(text)
    except ValueError as error:
        raise BadRequest(
            "The query string is not valid; see errors.", errors=[FieldError(field="search", message=str(error))]
        ) from None


def update(
    ticket_id: str, patch: TicketPatch, setter: Setter, *, expected: Collection[str] | None, key: Key | None
) -> Ticket:
    """Applies `patch` to the version that is current, and only to that one.

    An optimistic transaction: the write carries the read's update time as its precondition and is made again from a
    fresh read when somebody else was faster. `expected` names the entity tags that the caller accepts (None: any).
    Where `key` was applied before, the answer is the ticket as it is, which agents may have changed since.
    Raises NotFound, Stale, KeyReused, or Unavailable when others keep winning.
    """
    write_id = token_hex(8)
    deadline = time.monotonic() + UPDATE_S
    while time.monotonic() < deadline:
        snapshot = _read(ticket_id, (*FIELDS, "write_id"))
        ticket = _parse(snapshot)
        if (snapshot.to_dict() or {}).get("write_id") == write_id:
            return ticket  # our write of the round before had succeeded, only its answer was lost
        if expected is not None and etag(ticket.version).strip('"') not in expected:
            if key is not None and _was_applied(key):
                return ticket
            raise Stale(f"The ticket has changed; its version is now {ticket.version}.")
        after = lifecycle.changed(ticket, patch, setter, max(now_ms(), ticket.updated_at))
        try:
            _write(snapshot, after, write_id, key)
        except (FailedPrecondition, Vanished):
            time.sleep(random.uniform(0, BACKOFF_S))  # noqa: S311  # spreads rivals, protects nothing
        except AlreadyExists:
            if key is not None and _was_applied(key):
                return get(ticket_id)
        else:
            return after
    raise Unavailable


def read_version(ticket_id: str) -> tuple[Ticket, Snapshot]:
    """The ticket, and what `write_version` needs to know which version of it was read. Raises NotFound."""
    snapshot = _read(ticket_id, FIELDS)
    return _parse(snapshot), snapshot


def write_version(version: Snapshot, after: Ticket) -> bool:
    """Stores what may change of a ticket; False, with nothing stored, when it has changed since `version` was read."""
    try:
        _write(version, after, token_hex(8), None)
    except FailedPrecondition:
        return False
    return True


def _write(snapshot: Snapshot, after: Ticket, write_id: str, key: Key | None) -> None:
    batch = firestore().batch()
    changes = after.model_dump(include=CHANGEABLE)
    unchanged_since = firestore().write_option(last_update_time=snapshot.update_time)
    batch.update(snapshot.reference, {**changes, "write_id": write_id}, option=unchanged_since)
    if key is not None:
        batch.create(key.document, {"fingerprint": key.fingerprint, "expires_at": idempotency.expiry(after.updated_at)})
    batch.commit(**patience())


def _was_applied(key: Key) -> bool:
    """Whether this delivery was applied before; raises KeyReused when its id came with another body."""
    record = key.document.get(**patience())
    if record.exists and record.get("fingerprint") != key.fingerprint:
        raise KeyReused("This webhook-id came with another request before.")
    return bool(record.exists)


def _read(ticket_id: str, fields: tuple[str, ...]) -> Snapshot:
    if not is_ticket_id(ticket_id):
        raise NotFound
    snapshot = collection().document(ticket_id).get(field_paths=fields, **patience())
    if not snapshot.exists:
        raise NotFound
    return snapshot


def _parse(snapshot: Snapshot) -> Ticket:
    return parse(snapshot.id, snapshot.to_dict() or {})


def parse(ticket_id: str, stored: Mapping[str, Any]) -> Ticket:
    """Raises ValidationError for a document that no ticket can be made of."""
    content = {name: stored.get(name) for name in FIELDS}
    link_active = isinstance(content.pop("tracking_hash"), str)
    return Ticket.model_validate({**content, "id": ticket_id, "quarantined": False, "link_active": link_active})


def _sound(snapshots: list[Snapshot]) -> list[Ticket]:
    """The tickets that can be read: a document that somebody broke by hand spoils itself, not the list."""
    tickets = []
    for snapshot in snapshots:
        try:
            tickets.append(_parse(snapshot))
        except ValidationError as failure:
            logs.error("stored ticket is malformed", failure, ticket=snapshot.id)
    return tickets
