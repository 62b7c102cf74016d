"""What becomes of messages later: authors change their notes or take them back, and admins delete any message."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from common.actions.change import update
from common.attachments import store as attachments
from common.base.errors import Conflict, Forbidden
from common.callers.model import Actor
from common.conversation import store
from common.conversation.inputs import MessagePatch
from common.conversation.model import Message, Note, Request, Stored, for_agents
from common.tickets import lifecycle
from common.tickets.model import Ticket
from common.tickets.revision import Revision, corrected

type Correction = Callable[[Stored, datetime], tuple[Stored, str]]
"""The message as it becomes, and what the history calls that."""


def patch(ticket_id: str, name: str, chosen: MessagePatch, by: Actor, uid: str) -> Message:
    """The note that the agent `uid` wrote. Raises NotFound, Conflict for what is no note, and Forbidden for others."""

    def correction(message: Stored, now: datetime) -> tuple[Stored, str]:
        if not isinstance(message, Note):
            raise Conflict("Only notes change; what a requester has read, or written, stays as it is.")
        if message.author.uid != uid:
            raise Forbidden("Only its author changes a note.")
        if chosen.text is None:
            return _removed(message, now), "taken_back"
        if message.removed_at is not None:
            raise Conflict("The note was removed.")
        return message.model_copy(update={"text": chosen.text, "edited_at": now}), "edited"

    return _correct(ticket_id, name, by, correction)


def delete(ticket_id: str, name: str, by: Actor) -> Message:
    """The message without its text; deleting it again changes nothing. Raises NotFound."""
    return _correct(ticket_id, name, by, lambda message, now: (_removed(message, now), "deleted"))


def _removed(message: Stored, now: datetime) -> Stored:
    fields: dict[str, Any] = {"text": "", "attachments": [], "removed_at": message.removed_at or now}
    if isinstance(message, Request) and message.received is not None:
        fields["received"] = message.received.model_copy(update={"cut": None, "left_out": []})
    return message.model_copy(update=fields)


def _correct(ticket_id: str, name: str, by: Actor, correction: Correction) -> Message:
    found: Stored | None = None

    def revise(ticket: Ticket, now: datetime) -> Revision | None:
        nonlocal found
        before = store.find(ticket.id, name)
        found, became = correction(before, now)
        if found == before:
            return None
        if found.removed_at is not None:
            attachments.discard(attachments.reference_of(it.id) for it in before.attachments)
        stored = {store.path_of(ticket.id, name): store.content_of(found)}
        return corrected(lifecycle.advanced(ticket, now), by, name, became, stored)

    update(ticket_id, revise)
    assert found is not None
    return for_agents(found)
