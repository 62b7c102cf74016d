"""The files of a mail, which are stored like those that people upload before its message takes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from common.attachments import store
from common.attachments.model import ATTACHMENTS_MAX, FILE_MAX
from common.attachments.upload import Upload
from common.base import ids
from common.base.errors import UnsupportedMediaType
from common.inbound import texts
from common.mime.model import File
from common.tickets.mails import LEFT_OUT_MAX


@dataclass(frozen=True)
class Kept:
    names: list[str] = field(default_factory=list)
    """The ids of those that are stored."""
    left_out: list[str] = field(default_factory=list)
    """How the others are called, as far as they are listed."""


def keep(mail: str, received_at: datetime, files: Sequence[File]) -> Kept:
    """Stores the files of the mail with this id; a repeat stores nothing twice. Raises Unavailable.

    What is empty, larger than a file may be, of no kind that is taken or beyond the number of them is left out.
    """
    kept, now = Kept(), datetime.now(UTC)
    for at, file in enumerate(files):
        name = _name(mail, received_at, at)
        if len(kept.names) < ATTACHMENTS_MAX and _is_kept(name, file, store.of_mail(mail), now):
            kept.names.append(name)
        elif len(kept.left_out) < LEFT_OUT_MAX:
            kept.left_out.append(texts.called(file.name))
    return kept


def _name(mail: str, received_at: datetime, at: int) -> str:
    """The id of a file, the same each time."""
    return ids.time_ordered(received_at, bytes.fromhex(ids.digest("file", mail, str(at)))[:10])


def _is_kept(name: str, file: File, owner: str, now: datetime) -> bool:
    content = file.read()
    if not 0 < len(content) <= FILE_MAX:
        return False
    try:
        store.keep(name, Upload(file.name, content), owner, now)
    except UnsupportedMediaType:
        return False
    return True
