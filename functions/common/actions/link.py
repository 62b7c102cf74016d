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


def opened_by(ticket_id: str, token: str | None) -> Ticket:
    """The ticket that `token` opens; missing, wrong, revoked and unknown raise the same NotFound. Raises Damaged."""
    if not token:
        raise NotFound
    snapshot = store.find(ticket_id, store.READ)
    if not opens(token, (snapshot.to_dict() or {}).get("tracking_hash")):
        raise NotFound
    return store.read(snapshot)


def opened(ticket_id: str, token: str | None) -> TrackedTicket:
    """What the holder of `token` may know of the ticket. Raises what `opened_by` raises."""
    ticket = opened_by(ticket_id, token)
    first = {"status": Status.OPEN, "at": ticket.created_at}
    later = timeline(history.of_status(store.reference_of(ticket)))
    return TrackedTicket.model_validate(
        {
            **ticket.model_dump(),
            "messages": ticket.messages - ticket.notes,
            "follow_up": ticket.follow_up and ticket.follow_up.reference,
            "timeline": [first, *later],
        }
    )


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
