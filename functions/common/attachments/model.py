"""What is stored and answered of an attachment; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from common.base import ids
from common.base.schema import Record

FILE_MAX = 10 * 2**20
"""Bytes of a file."""
ATTACHMENTS_MAX = 10
"""Of one message, or of one ticket's description."""
UNSENT = timedelta(days=1)
"""How long a file waits for the message that takes it."""
GIVEN = rf"^{ids.PATTERN}(\.[0-9A-Za-z_-]{{43}})?$"
"""An id, of an upload of the public with its secret."""


class Attachment(Record):
    """A file, as everybody reads it who may read what it belongs to."""

    id: str
    """In an answer to an upload of the public followed by a dot and a secret, without which it cannot be attached."""
    name: str
    """Without path and control characters; it ends as files of this kind do."""
    size: int
    """In bytes."""
    kind: str
    """The media type, as the bytes show it."""


class UploadedAttachment(Attachment):
    """A file that waits for a message; after a day it is deleted."""

    sha256: str
    """Of its bytes, as 64 hexadecimal digits."""


class StoredAttachment(Record):
    """What is stored of a file beside its bytes."""

    name: str
    size: int
    kind: str
    sha256: str
    created_at: AwareDatetime
    expires_at: AwareDatetime | None = None
    """When it is deleted; null once a message has taken it, unless that is in quarantine."""
    owner: str
    """Who uploaded it and may attach it; empty for the public."""
    secret: str | None = None
    """The hash of the secret with which the public attaches it."""
    ticket: str | None = None
    """The ticket that has it, itself or in its conversation."""
    message: str | None = None
    """The message that has it; null for the ticket's description."""
    shared: bool = False
    """Whether the requester reads that."""

    def shown(self, name: str) -> Attachment:
        return Attachment(id=name, name=self.name, size=self.size, kind=self.kind)


@dataclass(frozen=True)
class Waiting:
    """A file that can be attached, as it is as long as its document was last written then."""

    attachment: Attachment
    written_at: datetime


def _distinct(given: list[str]) -> list[str]:
    if len({it.partition(".")[0] for it in given}) < len(given):
        raise ValueError("must name each only once")
    return given


AttachmentIds = Annotated[
    list[Annotated[str, Field(pattern=GIVEN)]], Field(max_length=ATTACHMENTS_MAX), AfterValidator(_distinct)
]
"""What uploads were answered; each goes with one message."""
