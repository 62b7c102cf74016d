"""One attempt at an e-mail of the outbox: what is still wanted is sent, what came of it is stored.

A task may come again, late, or after others, and this process may end at any point. An attempt begins by taking the
notice for a while, in one commit on the condition that it is as it was read: so no two attempts send at once, and one
that was lost is made again when its time is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Lock

from cachetools import TTLCache
from google.api_core.exceptions import FailedPrecondition
from google.api_core.exceptions import NotFound as Missing

from common.actions import mailing
from common.actions.mailing import PATIENCE_S
from common.base import backoff, config, logs
from common.base.config import MAIL_FROM, MAIL_PER_HOUR
from common.base.firestore import Snapshot, contended, new_batch, patience, unchanged_since
from common.conversation import store as conversation
from common.mail import limits, names, outbox, schedule, settings, smtp
from common.mail.letter import Letter, compose
from common.mail.notice import Kind, Notice
from common.mail.outbox import State, Stored
from common.mail.queue import Task
from common.mail.settings import Server
from common.mail.smtp import Outcome, Result
from common.outbound import letters
from common.tickets.model import Ticket

LEASE = timedelta(seconds=120)
"""Within which an attempt has ended: `smtp.WHOLE_S`, a connection, and the storing of what came of it."""
HELD_BACK = "held back"
"""The mailbox has had its share of automatic e-mails."""
STEPS_MAX = 1000
"""Of attempts that end without an end: a day and a half of them."""
TOO_LONG = "the mail could not be delivered for three days"

_sent: TTLCache[str, Result] = TTLCache(10_000, ttl=86_400)
"""By the notice: what our server has taken and could not be stored, so that it is not sent again."""
_lock = Lock()
"""Of what was sent: an instance makes several attempts at once."""


@dataclass(frozen=True)
class Attempt:
    """What was taken from the outbox; `taken` is its document as of then."""

    notice: Notice
    stored: Stored
    taken: datetime
    ticket: Ticket
    letter: Letter


def run(task: Task) -> Mapping[str, logs.Value]:
    """Does what the task is for, and returns for the log what came of it. Raises where the task must come again."""
    server = settings.server()
    begun = contended(partial(_begin, task, []), PATIENCE_S)
    if isinstance(begun, str):
        return {"outcome": begun}
    result = _handed_over(begun, server)
    if result.ours:
        logs.warning("our mail server cannot be used", code=result.code, reason=result.reason)
    try:
        after = _settle(begun, result)
    except (FailedPrecondition, Missing):
        return {"outcome": "overtaken"}  # it was anonymised, or this attempt's time was over
    if after.state is State.QUEUED:
        Task(notice=begun.notice.id, step=after.step).enqueue(after.due)
    return {"outcome": result.outcome, "code": result.code, "tries": after.tries, "reason": after.reason}


def _handed_over(begun: Attempt, server: Server) -> Result:
    """What our server says of the mail, or has said when it took it."""
    with _lock:
        taken = _sent.get(begun.notice.id)
    if taken is not None:
        return taken
    mail, sender = _written(begun)
    result = smtp.send(server, mail, sender, begun.letter.to, begun.letter.cc)
    if result.outcome is Outcome.SENT:
        with _lock:
            _sent[begun.notice.id] = result
    return result


def _written(begun: Attempt) -> tuple[bytes, str]:
    """The mail, and the address that it is from for servers."""
    mail = compose(letters.enclosed(begun.letter), MAIL_FROM.value, settings.secret())
    return mail, names.reply_address(settings.secret(), MAIL_FROM.value, begun.notice.ticket)


def _begin(task: Task, tried: list[Stored]) -> Attempt | str:
    """Takes the notice, or a word on why there is nothing to send.

    `tried` is what this attempt may have stored: it finds that where the answer of its commit was lost.
    """
    waiting = _waiting(task, tried)
    if isinstance(waiting, str):
        return waiting
    snapshot, notice, stored = waiting
    now = datetime.now(UTC)
    try:
        ticket, letter = letters.written(notice, now)
    except letters.Unwanted as reason:
        return _drop(snapshot, notice, stored, str(reason))
    if stored in tried:
        return Attempt(notice, stored, snapshot.update_time, ticket, letter)
    batch = new_batch()
    begun = stored.model_copy(update={"step": stored.step + 1, "due": now + LEASE, "counted": True})
    batch.update(snapshot.reference, begun.model_dump(), option=unchanged_since(snapshot.update_time))
    counts = notice.kind.automatic and not stored.counted
    answers = notice.kind is Kind.RECEIVED and ticket.received is not None
    if counts and not limits.spend(batch, letter.to, answers=answers, per_hour=MAIL_PER_HOUR.value, now=now):
        return _drop(snapshot, notice, stored, HELD_BACK)
    tried.append(begun)
    results = batch.commit(**patience(PATIENCE_S))
    return Attempt(notice, begun, results[0].update_time, ticket, letter)


def _waiting(task: Task, tried: list[Stored]) -> tuple[Snapshot, Notice, Stored] | str:
    """The notice, if it is at the task's step or this attempt has taken it, or a word on why there is nothing to do."""
    snapshot, notice = outbox.reference_of(task.notice).get(**patience(PATIENCE_S)), Notice.of(task.notice)
    if not snapshot.exists or notice is None:
        return "done already"
    stored = Stored.model_validate(snapshot.to_dict())
    if stored.state is not State.QUEUED:
        return "done already"
    if stored.step != task.step and stored not in tried:
        Task(notice=notice.id, step=stored.step).enqueue(stored.due)
        return "overtaken"
    if stored.step >= STEPS_MAX:
        mailing.failed(notice.id, "it could not be sent")
        return "given up"
    return snapshot, notice, stored


def _drop(snapshot: Snapshot, notice: Notice, stored: Stored, reason: str) -> str:
    after = stored.model_copy(update={"state": State.DROPPED, "reason": reason})
    has_message = notice.kind is Kind.REPLY and mailing.message_of(notice).get(["n"], **patience(PATIENCE_S)).exists
    mailing.keep(notice, after, snapshot.update_time, in_message=has_message)
    return reason


def _settle(begun: Attempt, result: Result) -> Stored:
    """Stores what came of the attempt; returns the notice as it is then."""
    tries = begun.stored.tries + 1
    pause = backoff.pause(schedule.DELAYS_S, tries, config.pace()) if result.outcome is Outcome.LATER else None
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
    failed = state is State.FAILED
    if begun.notice.kind is Kind.REPLY and (failed or (state is State.SENT and _ends_failure(begun))):
        mailing.mark(begun.ticket.id, undelivered=failed)
    _keep(begun, after, begun.taken, result.others)
    return after


def _ends_failure(begun: Attempt) -> bool:
    """Whether its ticket is not undelivered any more once this is sent: a later reply may be what failed."""
    return begun.ticket.undelivered and conversation.newest_reply(begun.ticket.id) == begun.notice.about


def _keep(begun: Attempt, after: Stored, read: datetime, others: str | None) -> None:
    """As `mailing.keep`, on the condition that nothing but this attempt has changed the notice since it was taken."""
    is_reply = begun.notice.kind is Kind.REPLY
    try:
        mailing.keep(begun.notice, after, read, in_message=is_reply, others=others)
    except FailedPrecondition:
        found = outbox.reference_of(begun.notice.id).get(**patience(PATIENCE_S))
        stored = Stored.model_validate(found.to_dict()) if found.exists else None
        if stored == begun.stored and found.update_time != read:  # it was written anew as it was, by a restore
            _keep(begun, after, found.update_time, others)
        elif stored != after:  # else the commit had been made before, and only its answer was lost
            raise
