"""One attempt at an e-mail of the outbox: what is still wanted is sent, what came of it is stored.

A task may come again, late, or after others, and this process may end at any point. An attempt begins by taking the
notice for a while, in one commit on the condition that it is as it was read: so no two attempts send at once, and one
that was lost is made again when its time is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cachetools import TTLCache
from google.api_core.exceptions import FailedPrecondition
from google.api_core.exceptions import NotFound as Missing

from common.actions import mailing
from common.actions.mailing import PATIENCE_S
from common.base import config, logs
from common.base.config import MAIL_FROM, MAIL_PER_HOUR
from common.base.errors import NotFound
from common.base.firestore import Snapshot, contended, new_batch, patience, unchanged_since
from common.conversation import store as conversation
from common.conversation.model import SUPPORT, Reply
from common.mail import letter as letters
from common.mail import limits, names, outbox, queue, schedule, settings, smtp
from common.mail.letter import Letter
from common.mail.notice import Kind, Notice, instant
from common.mail.outbox import State, Stored
from common.mail.queue import Task
from common.mail.smtp import Outcome, Result
from common.tickets import store
from common.tickets.fields import Status
from common.tickets.mails import Authentication, Thread
from common.tickets.model import Ticket
from common.tickets.token import generation_of, link_token

LEASE = timedelta(seconds=120)
"""Within which an attempt has ended: `smtp.WHOLE_S`, a connection, and the storing of what came of it."""
HELD_BACK = "held back"
"""The mailbox has had its share of automatic e-mails."""
TOO_LONG = "the mail could not be delivered for three days"

_sent: TTLCache[str, Result] = TTLCache(10_000, ttl=86_400)
"""By the notice: what our server has taken and could not be stored, so that it is not sent again."""


@dataclass(frozen=True)
class Attempt:
    """What was taken from the outbox; `taken` is its document as of then."""

    notice: Notice
    stored: Stored
    taken: datetime
    ticket: Ticket
    letter: Letter


class Unwanted(Exception):
    """The e-mail is not to be sent any more; the message says why."""


def run(task: Task) -> Mapping[str, logs.Value]:
    """Does what the task is for, and returns for the log what came of it. Raises where the task must come again."""
    server = settings.server()
    begun = contended(lambda: _begin(task), PATIENCE_S)
    if isinstance(begun, str):
        return {"outcome": begun}
    mail = letters.compose(begun.letter, MAIL_FROM.value, settings.secret())
    sender = names.reply_address(settings.secret(), MAIL_FROM.value, begun.notice.ticket)
    result = _sent.get(begun.notice.id) or smtp.send(server, mail, sender, begun.letter.to, begun.letter.cc)
    if result.ours:
        logs.warning("our mail server cannot be used", code=result.code, reason=result.reason)
    if result.outcome is Outcome.SENT:
        _sent[begun.notice.id] = result
    try:
        after = _settle(begun, result)
    except (FailedPrecondition, Missing):
        return {"outcome": "overtaken"}  # it was anonymised, or this attempt's time was over
    if after.state is State.QUEUED:
        queue.enqueue(Task(notice=begun.notice.id, step=after.step), after.due)
    return {"outcome": result.outcome, "code": result.code, "tries": after.tries, "reason": after.reason}


def _begin(task: Task) -> Attempt | str:
    """Takes the notice, or a word on why there is nothing to send."""
    snapshot, notice = outbox.reference_of(task.notice).get(**patience(PATIENCE_S)), Notice.of(task.notice)
    if not snapshot.exists or notice is None:
        return "done already"
    stored = Stored.model_validate(snapshot.to_dict())
    if stored.state is not State.QUEUED:
        return "done already"
    if stored.step != task.step:
        queue.enqueue(Task(notice=notice.id, step=stored.step), stored.due)
        return "overtaken"
    now = datetime.now(UTC)
    try:
        ticket, letter = _letter(notice, now)
    except Unwanted as reason:
        return _drop(snapshot, notice, stored, str(reason))
    batch = new_batch()
    begun = stored.model_copy(update={"step": stored.step + 1, "due": now + LEASE, "counted": True})
    batch.update(snapshot.reference, begun.model_dump(), option=unchanged_since(snapshot.update_time))
    counts = notice.kind.automatic and not stored.counted
    answers = notice.kind is Kind.RECEIVED and ticket.received is not None
    if counts and not limits.spend(batch, letter.to, answers=answers, per_hour=MAIL_PER_HOUR.value, now=now):
        return _drop(snapshot, notice, stored, HELD_BACK)
    results = batch.commit(**patience(PATIENCE_S))
    return Attempt(notice, begun, results[0].update_time, ticket, letter)


def _drop(snapshot: Snapshot, notice: Notice, stored: Stored, reason: str) -> str:
    after = stored.model_copy(update={"state": State.DROPPED, "reason": reason})
    has_message = notice.kind is Kind.REPLY and mailing.message_of(notice).get(["n"], **patience(PATIENCE_S)).exists
    mailing.keep(notice, after, snapshot.update_time, in_message=has_message)
    return reason


def _settle(begun: Attempt, result: Result) -> Stored:
    """Stores what came of the attempt; returns the notice as it is then."""
    tries = begun.stored.tries + 1
    pause = schedule.wait(tries, config.pace()) if result.outcome is Outcome.LATER else None
    gave_up = result.outcome is Outcome.LATER and pause is None
    state = State.QUEUED if pause else State.SENT if result.outcome is Outcome.SENT else State.FAILED
    after = begun.stored.model_copy(
        update={
            "state": state,
            "step": begun.stored.step + 1,
            "tries": tries,
            "due": datetime.now(UTC) + (pause or timedelta()),
            "reason": TOO_LONG if gave_up else result.reason,
        }
    )
    is_reply, failed = begun.notice.kind is Kind.REPLY, state is State.FAILED
    if is_reply and (failed or (state is State.SENT and begun.ticket.undelivered)):
        mailing.mark(begun.ticket.id, undelivered=failed)
    mailing.keep(begun.notice, after, begun.taken, in_message=is_reply)
    return after


def _letter(notice: Notice, now: datetime) -> tuple[Ticket, Letter]:
    """Raises Unwanted, and Damaged."""
    try:
        snapshot = store.find(notice.ticket, store.READ)
    except NotFound:
        raise Unwanted("the ticket is gone") from None
    ticket = store.read(snapshot)
    to = outbox.address_of(ticket)
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
        cc=tuple(it for it in ticket.participants if it.casefold() != to.casefold()) if reply else (),
        # What its sender typed goes only to who has shown to be that sender, or with what a person wrote.
        subject=(thread.subject or "") if known or reply else "",
        references=_references(notice, thread),
        author=reply.author.name or SUPPORT if reply else "",
        written=reply.text if reply else "",
        solved=reply is not None and reply.left.status is Status.RESOLVED,
        at=now,
    )
    return ticket, letter


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
