"""How often a mailbox gets an e-mail that no person wrote.

`mail_windows/{hash of the mailbox}` has the times of the last day, in the commit that begins to send.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from google.cloud.firestore import WriteBatch

from common.base import ids
from common.base.firestore import document, patience, unchanged_since

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANSWERS_A_DAY = 3
"""To what one mailbox writes by mail, so that two programs that answer each other soon stop."""


def spend(batch: WriteBatch, address: str, *, answers: bool, per_hour: int, now: datetime) -> bool:
    """Counts an e-mail in the batch; False where the mailbox has had its share. `answers`: it answers a mail."""
    window = document("mail_windows", ids.digest(mailbox_of(address))).get(**patience())
    content = counted(window.to_dict() or {}, answers=answers, per_hour=per_hour, now=now)
    if content is None:
        return False
    if window.exists:
        batch.update(window.reference, content, option=unchanged_since(window.update_time))
    else:
        batch.create(window.reference, content)
    return True


def counted(stored: Mapping[str, Any], *, answers: bool, per_hour: int, now: datetime) -> dict[str, Any] | None:
    """What is stored of the mailbox with this e-mail; None where it has had its share."""
    sent, answered = _within(HOUR, stored.get("sent", ()), now), _within(DAY, stored.get("answered", ()), now)
    if len(sent) >= per_hour or (answers and len(answered) >= ANSWERS_A_DAY):
        return None
    return {"sent": [*sent, now], "answered": [*answered, now] if answers else answered, "expires_at": now + DAY}


def mailbox_of(address: str) -> str:
    """The mailbox that an address probably means, for counting only.

    At the large providers case, dots and what follows a plus make no other mailbox. Where they do, two people share a
    limit. Otherwise a flood of one mailbox would only have to vary the spelling.
    """
    local, _, domain = unicodedata.normalize("NFKC", address).casefold().rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"


def _within(span: timedelta, at: Iterable[datetime], now: datetime) -> list[datetime]:
    return [it for it in at if now - it < span]
