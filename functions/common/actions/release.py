"""The way out of quarantine: `quarantine/{id}` becomes `tickets/{id}`, once."""

from google.cloud.firestore import DELETE_FIELD

from common.actions import effects
from common.attachments import store as attachments
from common.base.firestore import contended, new_batch, patience, unchanged_since
from common.callers.model import Actor
from common.conversation import store as conversation
from common.tickets import history, lifecycle, revision, store
from common.tickets.model import Ticket


def release(ticket_id: str, by: Actor) -> Ticket:
    """The ticket among the others, as it is if it was released before.

    One commit moves it, on the condition that it is as it was read, and takes the expiry from its messages, its
    history and its files; triggers receive a ticket that is created. Raises NotFound, and Unavailable when others keep
    winning.
    """
    return contended(lambda: _released(ticket_id, by))


def _released(ticket_id: str, by: Actor) -> Ticket:
    snapshot = store.find(ticket_id)
    ticket = store.read(snapshot)
    if not ticket.quarantined:
        return ticket
    after = lifecycle.advanced(ticket, max(store.now_ms(), ticket.updated_at), quarantined=False)
    stored = {name: value for name, value in (snapshot.to_dict() or {}).items() if name != "expires_at"}
    batch = new_batch()
    batch.create(store.reference_of(after), {**stored, **after.model_dump(include={"version", "updated_at"})})
    batch.delete(snapshot.reference, option=unchanged_since(snapshot.update_time))
    messages = conversation.copies_of(ticket) if ticket.messages else []
    entries = history.entries_of(ticket) if ticket.version > 1 else []
    files = attachments.copies_of(ticket) if ticket.attachments or ticket.messages else []
    for beside in (*messages, *entries, *files):
        batch.update(beside, {"expires_at": DELETE_FIELD})
    effects.of_change(batch, revision.released(after, by))
    batch.commit(**patience())
    return after
