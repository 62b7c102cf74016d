"""What an incoming mail says: who wrote what to whom, whether a person wrote it, what servers say about it; pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from common.base.remark import Remark


class Automatic(StrEnum):
    """Why a mail counts as written by no person, or as one that must not be answered automatically."""

    REPORT = "report"
    """A report of a mail server: a bounce, a delay, a receipt of reading. It may carry a `Bounce`."""
    AUTO_SUBMITTED = "auto_submitted"
    """`Auto-Submitted` other than `no`, or one of the older fields that mean it, such as `X-Autoreply`."""
    OUT_OF_OFFICE = "out_of_office"
    """The subject of an absent person's answering machine; such answers may lack every field that says so."""
    BULK = "bulk"
    """`Precedence: bulk` or `junk`."""
    EMPTY_RETURN_PATH = "empty_return_path"
    MAILING_LIST = "mailing_list"
    """A list or a group has passed it on, as a company's own address may be one: a person may have written it."""
    NO_ANSWER = "no_answer"
    """The sender asks for no automatic answers (`X-Auto-Response-Suppress`), or offers to unsubscribe, as programs do
    with which people write to customers: a person may have written it."""

    @property
    def written_by_nobody(self) -> bool:
        """Whether the mail is never a ticket nor a message; the others are, and get no receipt."""
        return self not in (Automatic.NO_ANSWER, Automatic.MAILING_LIST)


@dataclass(frozen=True)
class Address:
    name: str | None
    """Decoded, one line, at most 200 characters; None where there is none."""
    email: str
    """In small letters, at most 254 characters."""


@dataclass(frozen=True)
class Bounce:
    """What a mail server says of a mail that it did not deliver."""

    final: bool
    """False: the mail is only delayed, and the server goes on trying."""
    reason: str
    """In plain English words, such as "the mailbox is full"."""
    message_ids: tuple[str, ...]
    """`<...>`, of the undelivered mail first, then what the report names besides; no repeats."""
    recipients: tuple[str, ...]
    """Whom it did not reach, in small letters, and empty where that is not clear; of a forwarded mail, the address that
    it was sent to in the first place, where it is named."""


@dataclass(frozen=True)
class File:
    name: str
    """As its sender named it, one line; empty where it has no name."""
    read: Callable[[], bytes]
    """Its bytes without their transfer encoding, made anew each time."""


@dataclass(frozen=True)
class AuthResult:
    """One `Authentication-Results` field: results as RFC 8601 words them in small letters, such as `pass`, `fail`.

    A pass that is another domain's than that of the sender's address is `unaligned`: anybody passes for a domain of
    their own. None: not in the field.
    """

    authserv_id: str
    """In small letters. The sender of a mail can write such a field, too: believe only your own server's, and
    of several of the same name only the first."""
    dmarc: str | None
    spf: str | None
    dkim: str | None


@dataclass(frozen=True)
class Parsed:
    message_id: str | None
    """`<...>` without white space, None where it is absent or unusable."""
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    """Like `message_id`, in order, no repeats, at most the first and the last 99."""
    sender: Address | None
    """The first address of `From`, else `Sender`; of a list's mail, the author where they name the list instead."""
    senders: tuple[Address, ...]
    """All of `From`, in order, no repeats: several are suspicious."""
    reply_to: tuple[Address, ...]
    loops: tuple[str, ...]
    """Of `X-Loop`, by which a program knows its own mails again, also after a list gave them other ids; as
    `recipients`."""
    recipients: tuple[str, ...]
    """Of `To`, `Cc` and the fields in which servers keep whom a mail is for; small letters, no repeats, at most 500."""
    subject: str
    """Decoded, one line, at most 4,000 characters; empty where there is none."""
    text: str
    """What the person wrote, without quotes and the signature; at most 100,000 characters, empty where nothing."""
    cut: str
    """What was cut off it, at most 100,000 characters; empty where nothing was."""
    automatic: Automatic | None
    bounce: Bounce | None
    authentication: tuple[AuthResult, ...]
    """In order: the field that was added last is first."""
    remark: Remark | None
    files: tuple[File, ...] = ()
    """What is attached, and pictures within the text; without those of attached mails."""
