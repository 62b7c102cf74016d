"""What an e-mail of the outbox says at the moment in which it is sent, if it is still wanted."""

from dataclasses import replace
from datetime import datetime

from common.attachments import store as attachments
from common.base.config import MAIL_FROM
from common.base.errors import NotFound
from common.conversation import store as conversation
from common.conversation.model import SUPPORT, Reply
from common.mail import names, outbox, settings
from common.mail.letter import Enclosure, Letter, deliverable
from common.mail.notice import Kind, Notice, instant
from common.tickets import store
from common.tickets.fields import Status
from common.tickets.mails import Authentication, Thread
from common.tickets.model import Ticket
from common.tickets.token import generation_of, link_token

ENCLOSED_MAX = 10 * 2**20
"""Bytes of the files that go with an e-mail, together: a third more on their way, which most mail servers take."""


class Unwanted(Exception):
    """The e-mail is not to be sent any more; the message says why."""


def written(notice: Notice, now: datetime) -> tuple[Ticket, Letter]:
    """Raises Unwanted, and Damaged. A sender's own subject is for who is known to be that sender, and for replies."""
    try:
        snapshot = store.find(notice.ticket, store.READ)
    except NotFound:
        raise Unwanted("the ticket is gone") from None
    ticket = store.read(snapshot)
    to = deliverable(outbox.address_of(ticket) or "")
    if to is None:
        raise Unwanted("no mail is sent to the requester any more")
    if notice.kind is Kind.RESOLVED and (ticket.resolved_at is None or instant(ticket.resolved_at) != notice.about):
        raise Unwanted("the ticket was opened again")
    reply = _reply(notice) if notice.kind is Kind.REPLY else None
    thread = store.thread_of(snapshot) or Thread()
    known = ticket.received is not None and ticket.received.authentication is Authentication.PASSED
    letter = Letter(
        notice=notice,
        reference=ticket.reference,
        language=ticket.language,
        to=to,
        link=_link(ticket, generation_of(snapshot.to_dict() or {})),
        cc=_others(ticket, to) if reply else (),
        subject=(thread.subject or "") if known or reply else "",
        references=_references(notice, thread),
        author=reply.author.name or SUPPORT if reply else "",
        written=reply.text if reply else "",
        files=tuple(reply.attachments) if reply else (),
        solved=reply is not None and reply.left.status is Status.RESOLVED,
        at=now,
    )
    return ticket, letter


def enclosed(letter: Letter) -> Letter:
    """With the bytes of its files, unless they are too large together or one of them is gone. Raises Unavailable."""
    if sum(it.size for it in letter.files) > ENCLOSED_MAX:
        return letter
    try:
        files = [Enclosure(it.name, it.kind, attachments.content_of(it.id)) for it in letter.files]
    except NotFound:
        return letter
    return replace(letter, enclosed=tuple(files))


def _others(ticket: Ticket, to: str) -> tuple[str, ...]:
    found = filter(None, map(deliverable, ticket.participants))
    return tuple(it for it in found if it.casefold() != to.casefold())


def _reply(notice: Notice) -> Reply:
    try:
        message = conversation.find(notice.ticket, notice.about)
    except NotFound:
        raise Unwanted("the message is gone") from None
    if not isinstance(message, Reply) or message.removed_at is not None:
        raise Unwanted("the message was taken back before it was sent")
    return message


def _references(notice: Notice, thread: Thread) -> tuple[str, ...]:
    """The mail that began the conversation, which may be our receipt, and the newest that came in."""
    receipt = Notice(Kind.RECEIVED, notice.ticket)
    ours = names.message_id(settings.secret(), MAIL_FROM.value, notice.ticket, receipt.id)
    first = thread.root or (None if notice == receipt else ours)
    return tuple(dict.fromkeys(filter(None, (first, thread.last))))


def _link(ticket: Ticket, generation: int) -> str:
    """To the ticket's status page or, where the link is revoked, to the page that helps."""
    page = f"{settings.site()}/track"
    if not ticket.link_active:
        return page
    return f"{page}#{ticket.id}.{link_token(settings.secret(), ticket.id, generation)}"
