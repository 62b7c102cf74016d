"""What e-mails to requesters are about; pure."""

import re
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from common.base.ids import PATTERN


class Kind(StrEnum):
    RECEIVED = "received"
    REPLY = "reply"
    RESOLVED = "resolved"
    LINK = "link"
    """The status link, which its requester had lost."""

    @property
    def automatic(self) -> bool:
        """Whether no person wrote it."""
        return self is not Kind.REPLY


_ID = re.compile(rf"({PATTERN})-({'|'.join(Kind)})(?:-(\w+))?")


class Notice(NamedTuple):
    """That a requester is to be sent an e-mail. Its id, `{ticket}-{kind}-{about}`, is all that there is to know."""

    kind: Kind
    ticket: str
    about: str = ""
    """Of a reply, its message's id; of a resolution and a link, the instant in ms; empty for what happens once."""

    @property
    def id(self) -> str:
        """One for each event: a ticket is received once, and resolved once for each time that it was reopened."""
        return "-".join(filter(None, (self.ticket, self.kind, self.about)))

    @classmethod
    def of(cls, notice_id: str) -> Self | None:
        """None for what is the id of no notice."""
        found = _ID.fullmatch(notice_id)
        return cls(Kind(found[2]), found[1], found[3] or "") if found else None


def instant(at: datetime) -> str:
    """As a notice names it."""
    return str(round(at.timestamp() * 1000))
