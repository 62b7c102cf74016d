"""What an e-mail to a requester says, and how often a mailbox gets one; pure.

No e-mail carries a word that the submitter wrote, not even the title: anybody can type anybody's address into the form,
which would make it a way to send a text of one's own to strangers, in our name.
"""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from common.base.schema import Record

HOUR = timedelta(hours=1)
KEPT = timedelta(days=3)
"""How long an e-mail's document stays, whose link opens the ticket: over a weekend, to see why it failed."""


class Template(StrEnum):
    """The names under which the Trigger Email extension finds `scripts/operate/mail_templates.json`."""

    RECEIVED = "ticket_received"
    RESOLVED = "ticket_resolved"


class Notice(Record):
    """A message to a requester, before it is an e-mail."""

    template: Template
    ticket: str
    reference: str
    to: str
    """An e-mail address."""
    tracking_token: str | None = None
    """Opens the status page; where it is not known, the link leads to the page without opening the ticket."""
    resolved_at: datetime | None = None
    """Of a resolved ticket: which of its resolutions this is about."""

    @property
    def id(self) -> str:
        """One for each event: a ticket is received once, and resolved once for each time that it was reopened."""
        if self.resolved_at is None:
            return f"{self.ticket}-received"
        return f"{self.ticket}-resolved-{round(self.resolved_at.timestamp() * 1000)}"


def ticket_of(notice_id: str) -> str:
    """The id of the ticket that the notice of this id is about."""
    return notice_id.partition("-")[0]


def message(notice: Notice, site: str, now: datetime) -> dict[str, Any]:
    """The document from which the Trigger Email extension makes the e-mail; `site` has no slash at the end."""
    fragment = f"#{notice.ticket}.{notice.tracking_token}" if notice.tracking_token else ""
    data = {"reference": notice.reference, "status_url": f"{site}/track{fragment}"}
    return {"to": [notice.to], "template": {"name": notice.template, "data": data}, "expires_at": now + KEPT}


def mailbox_of(address: str) -> str:
    """The mailbox in which an address ends, as far as its spelling tells, for counting only.

    Case, dots and what follows a plus make no other mailbox at the large providers. Where they do, two people share a
    limit, which is the lesser evil: else a flood of a mailbox would only have to vary its spelling.
    """
    local, _, domain = unicodedata.normalize("NFKC", address).casefold().rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"


def within_an_hour(sent: Iterable[datetime], now: datetime) -> list[datetime]:
    """Those of the times at which a mailbox was sent something that still count against its limit."""
    return [at for at in sent if now - at < HOUR]
