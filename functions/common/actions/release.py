"""The way out of quarantine: `quarantine/{id}` becomes `tickets/{id}`, once."""

from google.api_core.exceptions import AlreadyExists, FailedPrecondition
from google.api_core.exceptions import NotFound as Vanished

from common.base.firestore import firestore, patience
from common.callers.model import Actor
from common.mail import outbox
from common.tickets import history, lifecycle, revision, store
from common.tickets.model import Ticket


def release(ticket_id: str, by: Actor) -> Ticket:
    """The ticket among the others, as it is if somebody has released it before. Raises NotFound.

    One commit moves it, on the condition that it is still there; triggers then hear of a ticket that is created.
    """
    snapshot = store.find(ticket_id)
    ticket = store.read(snapshot)
    if not ticket.quarantined:
        return ticket
    after = lifecycle.released(ticket, max(store.now_ms(), ticket.updated_at))
    destination = store.reference_of(after)
    stored = {name: value for name, value in (snapshot.to_dict() or {}).items() if name != "expires_at"}
    batch = firestore().batch()
    batch.create(destination, {**stored, **after.model_dump(include={"version", "updated_at"})})
    batch.delete(snapshot.reference, option=firestore().write_option(last_update_time=snapshot.update_time))
    history.add(batch, destination, revision.released(after, by))
    outbox.confirm(batch, after, None)
    try:
        batch.commit(**patience())
    except (AlreadyExists, FailedPrecondition, Vanished):
        return store.get(ticket_id)  # somebody was faster, this very commit was, or its thirty days were over
    return after
