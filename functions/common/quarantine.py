"""The way out of quarantine: `quarantine/{id}` becomes `tickets/{id}`, once."""

from google.api_core.exceptions import AlreadyExists, FailedPrecondition
from google.api_core.exceptions import NotFound as Vanished

from common import changes, history, lifecycle, outbox, tickets
from common.firebase import firestore, patience
from common.models import Actor, Ticket


def release(ticket_id: str, by: Actor) -> Ticket:
    """The ticket among the others, as it is if somebody has released it before. Raises NotFound.

    One commit moves it, on the condition that it is still there; triggers then hear of a ticket that is created.
    """
    snapshot = tickets.find(ticket_id)
    ticket = tickets.read(snapshot)
    if not ticket.quarantined:
        return ticket
    after = lifecycle.released(ticket, max(tickets.now_ms(), ticket.updated_at))
    destination = tickets.reference_of(after)
    stored = {name: value for name, value in (snapshot.to_dict() or {}).items() if name != "expires_at"}
    batch = firestore().batch()
    batch.create(destination, {**stored, **after.model_dump(include={"version", "updated_at"})})
    batch.delete(snapshot.reference, option=firestore().write_option(last_update_time=snapshot.update_time))
    history.add(batch, destination, changes.released(after, by))
    outbox.confirm(batch, after, None)
    try:
        batch.commit(**patience())
    except (AlreadyExists, FailedPrecondition, Vanished):
        return tickets.get(ticket_id)  # somebody was faster, this very commit was, or its thirty days were over
    return after
