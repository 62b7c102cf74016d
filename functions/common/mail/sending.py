"""From the outbox into `mail/{notice}`, where the Trigger Email extension sends from: once, and within the limit.

`mail_windows/{hash of the mailbox}` has the times of the last hour at which a mailbox was sent something. All three
documents change in one commit, which fails when one of them has changed since it was read.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from google.cloud.firestore import WriteBatch

from common.base import config, ids
from common.base.errors import NotFound
from common.base.firestore import Snapshot, contended, document, new_batch, patience, unchanged_since
from common.mail import outbox, settings
from common.mail.notice import HOUR, Notice, mailbox_of, message, within_an_hour
from common.tickets import store

SEND_S = 20.0
"""How long it tries against others who write to the same mailbox."""


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
    return contended(lambda: _settle(notice_id), SEND_S)


def _settle(notice_id: str) -> Outcome:
    waiting = outbox.reference_of(notice_id).get(**patience())
    if not waiting.exists:
        return Outcome.REPEATED
    notice, now = Notice.model_validate(waiting.to_dict()), datetime.now(UTC)
    batch = new_batch()
    batch.delete(waiting.reference, option=unchanged_since(waiting.update_time))
    written = document("mail", notice.id)
    window = _window(notice)
    sent = within_an_hour((window.to_dict() or {}).get("sent", []), now)
    if written.get(**patience()).exists:
        outcome = Outcome.REPEATED
    elif not settings.is_on() or _is_outdated(notice):
        outcome = Outcome.OUTDATED
    elif len(sent) >= config.MAIL_PER_HOUR.value:
        outcome = Outcome.HELD_BACK
    else:
        outcome = Outcome.WRITTEN
        batch.create(written, message(notice, settings.site(), now))
        _count(batch, window, [*sent, now])
    batch.commit(**patience())
    return outcome


def _window(notice: Notice) -> Snapshot:
    """How much the mailbox was sent lately. Its name is hashed, so that the database shows no address."""
    return document("mail_windows", ids.digest(mailbox_of(notice.to))).get(**patience())


def _count(batch: WriteBatch, window: Snapshot, sent: list[datetime]) -> None:
    content: dict[str, Any] = {"sent": sent, "expires_at": sent[-1] + HOUR}
    if window.exists:
        batch.update(window.reference, content, option=unchanged_since(window.update_time))
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
