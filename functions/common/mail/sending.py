"""From the outbox into `mail/{event}`, where the Trigger Email extension sends from: once, and within the limit.

`mail_windows/{hash of the mailbox}` has the times of the last hour at which a mailbox was sent something. All three
documents change in one commit, on the condition that nobody changed them since they were read.
"""

import hashlib
import random
import time
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from google.api_core.exceptions import AlreadyExists, FailedPrecondition
from google.api_core.exceptions import NotFound as Vanished
from google.cloud.firestore import DocumentReference, WriteBatch

from common.base import config
from common.base.errors import NotFound, Unavailable
from common.base.firestore import Snapshot, firestore, patience
from common.mail import notice as mail
from common.mail import outbox
from common.mail.notice import Notice
from common.tickets import store

SEND_S = 20.0
"""How long it tries against others who write to the same mailbox."""
BACKOFF_S = 0.05


class Outcome(StrEnum):
    WRITTEN = "written"
    REPEATED = "repeated"
    """This event was dealt with before."""
    OUTDATED = "outdated"
    """The ticket was reopened or deleted meanwhile, or e-mail was switched off."""
    HELD_BACK = "held back"
    """The mailbox has had its share for this hour."""


def send(notice_id: str) -> Outcome:
    """Deals with a notice of the outbox, which is empty of it afterwards.

    Raises ValidationError for one that cannot be read, Damaged for such a ticket, Misconfigured, and Unavailable when
    others keep winning.
    """
    deadline = time.monotonic() + SEND_S
    while time.monotonic() < deadline:
        waiting = outbox.reference_of(notice_id).get(**patience())
        if not waiting.exists:
            return Outcome.REPEATED
        notice = Notice.model_validate(waiting.to_dict())
        try:
            return _settle(waiting, notice)
        except (AlreadyExists, FailedPrecondition, Vanished):
            time.sleep(random.uniform(0, BACKOFF_S))  # noqa: S311  # spreads rivals, protects nothing
    raise Unavailable


def _settle(waiting: Snapshot, notice: Notice) -> Outcome:
    now = datetime.now(UTC)
    batch = firestore().batch()
    batch.delete(waiting.reference, option=firestore().write_option(last_update_time=waiting.update_time))
    written = _written(notice)
    window = _window(notice)
    sent = mail.within_an_hour((window.to_dict() or {}).get("sent", []), now)
    if written.get(**patience()).exists:
        outcome = Outcome.REPEATED
    elif not config.mail_is_on() or _is_outdated(notice):
        outcome = Outcome.OUTDATED
    elif len(sent) >= config.MAIL_PER_HOUR.value:
        outcome = Outcome.HELD_BACK
    else:
        outcome = Outcome.WRITTEN
        batch.create(written, mail.message(notice, config.mail_site(), now))
        _count(batch, window, [*sent, now])
    batch.commit(**patience())
    return outcome


def _written(notice: Notice) -> DocumentReference:
    reference: DocumentReference = firestore().collection("mail").document(notice.id)
    return reference


def _window(notice: Notice) -> Snapshot:
    """How much the mailbox was sent lately. Its name is hashed: nobody who looks around there shall read addresses."""
    name = hashlib.sha256(mail.mailbox_of(notice.to).encode()).hexdigest()
    reference: DocumentReference = firestore().collection("mail_windows").document(name)
    return reference.get(**patience())


def _count(batch: WriteBatch, window: Snapshot, sent: list[datetime]) -> None:
    content: dict[str, Any] = {"sent": sent, "expires_at": sent[-1] + mail.HOUR}
    if window.exists:
        batch.update(window.reference, content, option=firestore().write_option(last_update_time=window.update_time))
    else:
        batch.create(window.reference, content)


def _is_outdated(notice: Notice) -> bool:
    """Whether the resolution that it tells of is none any more; a ticket that was closed since is still resolved."""
    if notice.resolved_at is None:
        return False
    try:
        return store.get(notice.ticket).resolved_at != notice.resolved_at
    except NotFound:
        return True
