"""What is stored of the mails that a ticket and its messages came as, and are sent as."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from common.base.remark import Remark
from common.base.schema import Record

LEFT_OUT_MAX = 20
"""Files that are listed as left out."""
CUT_MAX = 10_000
"""Characters that are kept of what was cut from a mail."""


class Authentication(StrEnum):
    """What our mail provider found out about a mail's sender."""

    PASSED = "pass"
    """The address is the sender's own: DMARC passed, or SPF and DKIM did."""
    FAILED = "fail"
    NONE = "none"
    """There is no result that we trust."""


class Received(Record):
    """The mail that a text came as."""

    sender: str
    """The address in its From line, which anybody can write there."""
    authentication: Authentication
    cut: str | None
    """Quotes and signature, up to 10,000 characters, which the text is without; null where nothing was cut."""
    left_out: list[str] = Field(default_factory=list)
    """The names of its files that are not among the attachments: too large, too many, or of a kind that is not taken;
    at most 20."""
    remark: Remark | None = None
    """Why its original may say more than the text; null where there is nothing to say."""


class EmailState(StrEnum):
    QUEUED = "queued"
    """It is on its way to our mail server, which may have refused it for now."""
    SENT = "sent"
    """Our mail server has taken it."""
    FAILED = "failed"


class Email(Record):
    """The mail that a reply is sent as."""

    message_id: str
    """In angle brackets."""
    state: EmailState
    reason: str | None
    """Why it failed, as in `mailbox full`; of one that is queued, why it was not taken yet, if it was refused; of one
    that was sent, whom of the participants it did not reach and why, if that is known."""


class Thread(Record):
    """How a ticket's mails name each other, so that mail programs show one conversation."""

    subject: str | None = None
    """The sender's own; null where the ticket was not opened by mail."""
    root: str | None = None
    """The Message-ID of the mail that opened the ticket."""
    last: str | None = None
    """The Message-ID of the newest mail that came in."""


@dataclass(frozen=True)
class Mail:
    """A mail that opens a ticket, or becomes a message of one."""

    received: Received
    sender_name: str | None
    subject: str
    message_id: str | None
    original: str
    """The name under which the raw mail is stored."""
    answered: bool = True
    """Whether a ticket that it opens is confirmed to its sender."""

    @property
    def thread(self) -> Thread:
        """How the mails of a ticket that it opens name each other."""
        return Thread(subject=self.subject or None, root=self.message_id, last=self.message_id)
