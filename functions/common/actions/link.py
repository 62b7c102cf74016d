"""Private status links: what a tracking token opens, and how agents replace or revoke it."""

from datetime import datetime

from common.actions.change import update
from common.base.errors import NotFound
from common.callers.model import Actor
from common.tickets import history, lifecycle, store
from common.tickets.fields import Status
from common.tickets.model import NewLink, Ticket, TrackedTicket
from common.tickets.revision import Revision, relinked, timeline
from common.tickets.token import hash_of, new_token, opens

TRACKED = tuple(name for name in TrackedTicket.model_fields if name != "timeline")


def opened(ticket_id: str, token: str) -> TrackedTicket:
    """The ticket that `token` opens; wrong, revoked and unknown all raise the same NotFound. Raises Damaged."""
    snapshot = store.find(ticket_id, (*TRACKED, "tracking_hash"))
    stored = snapshot.to_dict() or {}
    if not opens(token, stored.get("tracking_hash")):
        raise NotFound
    first = {"status": Status.OPEN, "at": stored.get("created_at")}
    later = timeline(history.of_status(snapshot.reference))
    with store.sound(ticket_id):
        return TrackedTicket.model_validate({**stored, "timeline": [first, *later]})


def replace(ticket_id: str, by: Actor) -> NewLink:
    """A new token; those before it open nothing any more. Raises what `change.update` raises."""
    token = new_token()
    ticket = _set(ticket_id, by, hash_of(token))
    return NewLink(id=ticket.id, tracking_token=token, version=ticket.version)


def revoke(ticket_id: str, by: Actor) -> Ticket:
    """The ticket, which no token opens any more. Raises what `change.update` raises."""
    return _set(ticket_id, by, None)


def _set(ticket_id: str, by: Actor, tracking_hash: str | None) -> Ticket:
    def revise(ticket: Ticket, now: datetime) -> Revision:
        after = lifecycle.linked(ticket, now, active=tracking_hash is not None)
        return relinked(ticket, after, by, tracking_hash)

    return update(ticket_id, revise).ticket
