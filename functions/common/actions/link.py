"""Private status links: what a tracking token opens, and how agents replace or revoke it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from common.actions.change import update
from common.base.errors import NotFound
from common.base.firestore import Snapshot
from common.callers.model import Actor
from common.mail import settings
from common.tickets import history, lifecycle, store
from common.tickets.fields import Status
from common.tickets.model import NewLink, Ticket, TrackedTicket
from common.tickets.revision import Revision, relinked, timeline
from common.tickets.token import generation_of, hash_of, link_token, new_generation, new_token, opens, opens_link


def opened_by(ticket_id: str, token: str | None) -> Ticket:
    """The ticket that `token` opens; missing, wrong, revoked and unknown raise the same NotFound. Raises Damaged."""
    return store.read(_found(ticket_id, token))


def opened(ticket_id: str, token: str | None) -> TrackedTicket:
    """What the holder of `token` may know of the ticket. Raises what `opened_by` raises."""
    snapshot = _found(ticket_id, token)
    ticket = store.read(snapshot)
    first = {"status": Status.OPEN, "at": ticket.created_at}
    later = timeline(history.of_status(store.reference_of(ticket)))
    with store.reading(ticket.id):
        return TrackedTicket.model_validate(
            {
                **ticket.model_dump(),
                "updated_at": (snapshot.to_dict() or {}).get("shown_at") or ticket.updated_at,
                "messages": ticket.messages - ticket.notes,
                "follow_up": ticket.follow_up and ticket.follow_up.reference,
                "timeline": [first, *later],
            }
        )


def replace(ticket_id: str, by: Actor) -> NewLink:
    """A new token, which e-mails have from now on, too; those before it open nothing any more.

    Raises what `change.update` raises.
    """
    generation, secret = new_generation(), settings.secret()
    token = link_token(secret, ticket_id, generation) if secret else new_token()
    ticket = _set(ticket_id, by, hash_of(token), generation)
    return NewLink(id=ticket.id, tracking_token=token, version=ticket.version)


def revoke(ticket_id: str, by: Actor) -> Ticket:
    """The ticket, which no token opens any more. Raises what `change.update` raises."""
    return _set(ticket_id, by, None, new_generation())


def _found(ticket_id: str, token: str | None) -> Snapshot:
    if not token:
        raise NotFound
    snapshot = store.find(ticket_id, store.READ)
    if not _opens(token, ticket_id, snapshot.to_dict() or {}):
        raise NotFound
    return snapshot


def _opens(token: str, ticket_id: str, stored: Mapping[str, Any]) -> bool:
    tracking_hash = stored.get("tracking_hash")
    if not isinstance(tracking_hash, str):
        return False
    return opens(token, tracking_hash) or opens_link(token, settings.secret(), ticket_id, generation_of(stored))


def _set(ticket_id: str, by: Actor, tracking_hash: str | None, generation: int) -> Ticket:
    def revise(ticket: Ticket, now: datetime) -> Revision:
        after = lifecycle.advanced(ticket, now, link_active=tracking_hash is not None)
        return relinked(ticket, after, by, tracking_hash, generation)

    return update(ticket_id, revise).ticket
