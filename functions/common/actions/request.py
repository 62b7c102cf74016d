"""What requesters write, with the token of their status link or by mail, and whether they say that it is solved."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from common.actions.change import update
from common.actions.link import opened_by
from common.attachments import store as attachments
from common.attachments.model import Waiting
from common.base.errors import Conflict
from common.callers.idempotency import Key
from common.callers.model import REQUESTER
from common.conversation import rules, store
from common.conversation.inputs import RequesterMessage
from common.conversation.model import (
    Author,
    FollowUp,
    MessageChannel,
    MessageKind,
    Request,
    TicketState,
    TrackedAnswer,
    for_requester,
)
from common.tickets import lifecycle
from common.tickets import store as tickets
from common.tickets.fields import Awaiting, Status
from common.tickets.mails import Mail
from common.tickets.model import AuthorKind, Setter, Ticket
from common.tickets.revision import Opening, Revision, followed, revised, written
from common.tickets.token import new_token

AUTHOR = Author(kind=AuthorKind.REQUESTER, uid=None, name=None)


def send(ticket_id: str, token: str | None, sent: RequesterMessage, key: Key | None) -> TrackedAnswer:
    """What came of it, or what came of it first where `key` was used before.

    A message to a closed ticket goes to the one that follows it, which it opens if need be. Raises NotFound where
    `token` does not open the ticket, Conflict where it is closed and no text is sent, and what `change.update` raises.
    """
    opened_by(ticket_id, token)
    return _sent(ticket_id, sent, key)


def send_mail(ticket_id: str, sent: RequesterMessage, mail: Mail, key: Key) -> str:
    """The id of the ticket that took the text of a mail, whose sender has proven to belong to this one.

    A sender who is not the requester joins the ticket as a participant. Raises NotFound, Conflict where the ticket's
    texts were removed, and what `change.update` raises.
    """
    answer = _sent(ticket_id, sent, key, mail)
    return answer.follow_up.id if answer.follow_up else ticket_id


def _sent(ticket_id: str, sent: RequesterMessage, key: Key | None, mail: Mail | None = None) -> TrackedAnswer:
    salt = secrets.token_bytes(32)
    token = key.token(salt) if key else new_token()
    sending = _Sending(sent, mail, salt, token, ticket_id)
    while True:
        changed = update(sending.target, sending.revise, key=key, remembered=sending.remembered, in_quarantine=True)
        if key is not None and changed.first is not None:
            return _first(changed.first, key, ticket_id)
        if changed.ticket.id == sending.target:
            return sending.answer(changed.ticket, ticket_id)


@dataclass
class _Sending:
    """One message on its way to the ticket that takes it."""

    sent: RequesterMessage
    mail: Mail | None
    salt: bytes
    token: str
    """Of the status page of a ticket that it may open."""
    target: str
    message: Request | None = None
    opened: Ticket | None = None

    def revise(self, ticket: Ticket, now: datetime) -> Revision | None:
        self.message = self.opened = None
        if rules.needs_follow_up(ticket, self.sent.solved):
            return self._follow(ticket, now)
        status = rules.status_after_requester(ticket, self.sent.solved)
        if self.sent.text is None:
            after = lifecycle.changed(ticket, {"status": status}, Setter.SUBMITTER, now)
            return None if status is ticket.status else revised(ticket, after, REQUESTER)
        after = rules.written(ticket, MessageKind.REQUEST, AuthorKind.REQUESTER, status, now)
        if self.mail is not None:
            after = rules.joined(after, self.mail.received)
        files = self._files()
        self.message = _message(self.sent.text, after, self.mail, files)
        content = store.content_of(self.message)
        thread = {}
        if self.mail is not None:
            content["original"] = self.mail.original
            thread = {"thread.last": self.mail.message_id} if self.mail.message_id else {}
        stored = {store.path_of(ticket.id, self.message.id): content}
        return written(ticket, after, REQUESTER, stored, thread, files=files)

    def _follow(self, ticket: Ticket, now: datetime) -> Revision | None:
        if ticket.follow_up is not None:
            self.target = ticket.follow_up.id
            return None
        rules.require_texts(ticket)
        if self.sent.text is None:
            raise Conflict("The ticket is closed; write what is missing, and a new one is opened.")
        received = self.mail.received if self.mail else None
        files = self._files()
        shown = [it.attachment for it in files]
        after, opened = lifecycle.followed(ticket, self.sent.text, now, received, shown)
        self.opened = rules.joined(opened, received) if received else opened
        return followed(after, Opening(self.opened, self.token, self.mail, files), REQUESTER)

    def _files(self) -> tuple[Waiting, ...]:
        """Those of the public have a secret in their id."""
        owner = attachments.of_mail(self.mail.original) if self.mail else ""
        return attachments.waiting(self.sent.attachments or (), owner)

    def remembered(self, after: Ticket) -> Mapping[str, Any] | None:
        """What a repeat is answered by; None where the message goes on to another ticket."""
        if after.id != self.target:
            return None
        if self.opened is not None:
            return {"ticket": self.opened.id, "salt": self.salt}
        return {"ticket": after.id, "message": self.message.id if self.message else None}

    def answer(self, ticket: Ticket, asked: str) -> TrackedAnswer:
        if self.opened is not None:
            return _answer(self.opened, None, asked, self.token)
        return _answer(ticket, self.message, asked)


def _message(text: str, after: Ticket, mail: Mail | None, files: Sequence[Waiting]) -> Request:
    return Request(
        n=after.messages,
        shared_n=after.messages - after.notes,
        author=AUTHOR.model_copy(update={"name": rules.other_sender(after, mail) if mail else None}),
        text=text,
        attachments=[it.attachment for it in files],
        channel=MessageChannel.EMAIL if mail else MessageChannel.PAGE,
        received=mail.received if mail else None,
        created_at=after.updated_at,
        left=TicketState.model_validate(after.model_dump()),
    )


def _first(remembered: Mapping[str, Any], key: Key, asked: str) -> TrackedAnswer:
    ticket = tickets.get(str(remembered.get("ticket")))
    if isinstance(salt := remembered.get("salt"), bytes):
        new = ticket.model_copy(update={"status": Status.OPEN, "awaiting": Awaiting.AGENT})
        return _answer(new, None, asked, key.token(salt))
    if remembered.get("message") is None:
        return _answer(ticket, None, asked)
    message = store.find(ticket.id, str(remembered["message"]))
    then = ticket.model_copy(update={"status": message.left.status, "awaiting": message.left.awaiting})
    return _answer(then, message if isinstance(message, Request) else None, asked)


def _answer(ticket: Ticket, message: Request | None, asked: str, token: str | None = None) -> TrackedAnswer:
    """`asked` is the ticket whose status page sent the message."""
    elsewhere = FollowUp(id=ticket.id, reference=ticket.reference, tracking_token=token)
    return TrackedAnswer(
        message=message and for_requester(message),
        status=ticket.status,
        awaiting=ticket.awaiting,
        follow_up=None if ticket.id == asked else elsewhere,
    )
