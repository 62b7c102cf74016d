"""Which events a write of a ticket is, and what endpoints are sent of them; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from common.base import ids
from common.base.schema import Record, with_fields
from common.tickets.fields import DEFAULTS, FIELDS, Status
from common.tickets.model import AuthorKind
from common.webhooks.model import WebhookEvent

PUBLISHED = {it.name: it.kind for it in FIELDS if it.published}


class ChangedValue(Record):
    before: str | None
    after: str | None


class _Names(Record):
    id: str
    reference: str


@with_fields(PUBLISHED)
class WebhookTicket(_Names):
    """A ticket as endpoints are sent it: nothing that a person wrote."""

    sequence: int
    """The ticket's version."""
    changed: dict[str, ChangedValue]
    """By field (one of those above, or link), against the version before; empty when the ticket is new."""


class WebhookPayload(Record):
    """The body that an endpoint receives."""

    type: WebhookEvent
    timestamp: datetime
    """When the ticket changed; the header `webhook-timestamp` has the time of the attempt."""
    data: WebhookTicket


class WebhookMessage(_Names):
    """That a message was posted, and no word of it."""

    sequence: int
    """The ticket's version."""
    message: str
    """Its id in the ticket's conversation."""
    kind: Literal["reply", "request"]
    """To the requester, or the requester's own words. Of a note, which only agents see, nothing is sent."""
    author: AuthorKind


class WebhookMessagePayload(Record):
    """The body that an endpoint receives of a message."""

    type: WebhookEvent
    timestamp: datetime
    """When the message was posted."""
    data: WebhookMessage


@with_fields(PUBLISHED)
class _Stored(Record):
    """What events need to know of a stored ticket."""

    reference: str
    status: Status
    version: int
    updated_at: datetime
    tracking_hash: str | None = None
    messages: int = 0
    notes: int = 0
    last_message: str | None = None
    last_message_by: AuthorKind | None = None


@dataclass(frozen=True)
class Event:
    """What happened to a ticket in one version; the same write is the same event, however often it is delivered."""

    type: WebhookEvent
    ticket_id: str
    sequence: int
    at: datetime
    body: str
    """The JSON that is signed and sent, to the byte."""

    def delivery_id(self, endpoint_id: str) -> str:
        """The one id that this event has for an endpoint; later events sort first."""
        identity = f"{endpoint_id}/{self.ticket_id}/{self.sequence}/{self.type}"
        return ids.time_ordered(self.at, bytes.fromhex(ids.digest(identity))[:10])


def of_write(ticket_id: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Event]:
    """The events of a write; none for a deletion, and where the version stayed the same.

    Raises ValidationError for documents that no ticket can be made of.
    """
    if after is None:
        return []
    new, old = _stored(after), None if before is None else _stored(before)
    if old is not None and old.version == new.version:
        return []
    changed = _changed(old, new) if old is not None else {}
    sent = WebhookTicket(
        id=ticket_id, sequence=new.version, changed=changed, **new.model_dump(include={"reference", *PUBLISHED})
    )
    payloads = [WebhookPayload(type=kind, timestamp=new.updated_at, data=sent) for kind in _kinds(old, new)]
    return [*map(_event, payloads), *map(_event, _message(ticket_id, old, new))]


def _stored(content: Mapping[str, Any]) -> _Stored:
    return _Stored.model_validate({**DEFAULTS, **content})


def _kinds(old: _Stored | None, new: _Stored) -> Iterator[WebhookEvent]:
    yield WebhookEvent.CREATED if old is None else WebhookEvent.UPDATED
    if new.status is Status.RESOLVED and (old is None or old.status is not Status.RESOLVED):
        yield WebhookEvent.RESOLVED


def _message(ticket_id: str, old: _Stored | None, new: _Stored) -> Iterator[WebhookMessagePayload]:
    """The message that came with the version, unless it is a note."""
    if old is None or new.messages - new.notes <= old.messages - old.notes:
        return
    content = {
        "id": ticket_id,
        "reference": new.reference,
        "sequence": new.version,
        "message": new.last_message,
        "kind": "request" if new.last_message_by is AuthorKind.REQUESTER else "reply",
        "author": new.last_message_by,
    }
    data = WebhookMessage.model_validate(content)
    yield WebhookMessagePayload(type=WebhookEvent.MESSAGE, timestamp=new.updated_at, data=data)


def _event(payload: WebhookPayload | WebhookMessagePayload) -> Event:
    sent = payload.data
    return Event(payload.type, sent.id, sent.sequence, payload.timestamp, payload.model_dump_json())


def _changed(old: _Stored, new: _Stored) -> dict[str, ChangedValue]:
    pairs = {name: (getattr(old, name), getattr(new, name)) for name in PUBLISHED}
    if old.tracking_hash != new.tracking_hash:
        pairs["link"] = _link(old.tracking_hash, new.tracking_hash)
    return {name: ChangedValue(before=was, after=became) for name, (was, became) in pairs.items() if was != became}


def _link(old: str | None, new: str | None) -> tuple[str, str]:
    """As the history names it."""
    return "revoked" if old is None else "active", "revoked" if new is None else "replaced" if old else "active"
