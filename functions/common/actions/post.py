"""What agents and integrations write: replies to the requester, and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from common.actions import mailing
from common.actions.change import update
from common.attachments import store as attachments
from common.attachments.model import Waiting
from common.base.errors import Stale
from common.callers.idempotency import Key
from common.callers.model import Actor
from common.conversation import rules, store
from common.conversation.inputs import NewMessage, SentKind
from common.conversation.model import (
    Author,
    MessageChannel,
    MessageKind,
    Note,
    PostedMessage,
    Reply,
    Stored,
    TicketState,
    for_agents,
)
from common.tickets.model import Ticket
from common.tickets.revision import Revision, written


@dataclass(frozen=True)
class Writer:
    """Who writes on the desk's side, and how."""

    by: Actor
    author: Author
    channel: MessageChannel
    owner: str = ""
    """Under which name the files that they may attach are stored."""


def post(ticket_id: str, new: NewMessage, writer: Writer, key: Key | None) -> PostedMessage:
    """The message, or the one that was posted with `key` before. Raises what `change.update` raises."""
    message: Reply | Note | None = None

    def revise(ticket: Ticket, now: datetime) -> Revision:
        nonlocal message
        if "if_last_message" in new.model_fields_set and new.if_last_message != ticket.last_message:
            raise Stale(f"The newest message is {ticket.last_message or 'none'} by now; read it first.")
        kind = MessageKind(new.kind)
        status = rules.status_after_agent(ticket, kind, new.status)
        after = rules.written(ticket, kind, writer.author.kind, status, now)
        files = attachments.waiting(new.attachments, writer.owner)
        message = _message(new, writer, after, files)
        stored = {store.path_of(ticket.id, message.id): store.content_of(message)}
        mailed = isinstance(message, Reply) and message.email is not None
        return written(ticket, after, writer.by, stored, mailed=mailed, files=files)

    changed = update(ticket_id, revise, key=key, remembered=lambda after: {"message": after.last_message})
    if changed.first is not None:
        return posted(store.find(ticket_id, str(changed.first.get("message"))))
    assert message is not None
    return posted(message)


def posted(message: Stored) -> PostedMessage:
    """As it was answered when it was new."""
    return PostedMessage.model_validate({**for_agents(message).model_dump(), "ticket": message.left})


def _message(new: NewMessage, writer: Writer, after: Ticket, files: Sequence[Waiting]) -> Reply | Note:
    content: dict[str, Any] = {
        "n": after.messages,
        "author": writer.author,
        "text": new.text,
        "attachments": [it.attachment for it in files],
        "channel": writer.channel,
        "created_at": after.updated_at,
        "left": TicketState.model_validate(after.model_dump()),
    }
    if new.kind is SentKind.NOTE:
        return Note(**content)
    return Reply(**content, shared_n=after.messages - after.notes, email=mailing.queued(after))
