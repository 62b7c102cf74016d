"""The way out of quarantine: `quarantine/{id}` becomes `tickets/{id}`, once."""

from common.actions import effects
from common.base.firestore import OVERTAKEN, new_batch, patience, unchanged_since
from common.callers.model import Actor
from common.tickets import lifecycle, revision, store
from common.tickets.model import Ticket


def release(ticket_id: str, by: Actor) -> Ticket:
    """The ticket among the others, as it is if it was released before. Raises NotFound.

    One commit moves it, on the condition that it is still there; the triggers receive a ticket that is created.
    """
    snapshot = store.find(ticket_id)
    ticket = store.read(snapshot)
    if not ticket.quarantined:
        return ticket
    after = lifecycle.released(ticket, max(store.now_ms(), ticket.updated_at))
    destination = store.reference_of(after)
    stored = {name: value for name, value in (snapshot.to_dict() or {}).items() if name != "expires_at"}
    batch = new_batch()
    batch.create(destination, {**stored, **after.model_dump(include={"version", "updated_at"})})
    batch.delete(snapshot.reference, option=unchanged_since(snapshot.update_time))
    effects.of_change(batch, destination, revision.released(after, by))
    try:
        batch.commit(**patience())
    except OVERTAKEN:
        return store.get(ticket_id)  # another release came first, this very commit did, or its thirty days were over
    return after
