"""Files on their way back: who may have which, and under which headers."""

import time
from collections.abc import Callable

from common.actions.link import opened_by
from common.attachments import names, store
from common.attachments.model import StoredAttachment
from common.base import config
from common.base.allowance import Allowance
from common.base.errors import NotFound, TooManyRequests
from common.base.headers import SANDBOXED
from common.callers.auth import Caller

type Download = tuple[bytes, dict[str, str]]
"""The bytes, and the headers that they go with."""

ANY = "*/*"
"""The media type of a download: any."""
SECURITY = {**SANDBOXED, "Cross-Origin-Resource-Policy": "same-origin"}
"""No other site shows a file that its reader may see."""
OF_DESK = {"Cache-Control": "private, max-age=3600", "Vary": "Authorization"}
"""The bytes of a file never change; an hour after it was removed it is gone from browsers, too. After signing out a
browser does not answer from what it keeps."""

MIB = 2**20
LATER_S = 10
_allowance = Allowance(time.monotonic)


def for_readers(name: str, caller: Caller) -> Download:
    """For agents and API keys. Raises NotFound and Unavailable."""
    stored = store.find(name)
    if not stored.shared and not caller.reads_notes:
        raise NotFound
    return _answer(name, stored, OF_DESK)


def for_requester(ticket_id: str, token: str | None, name: str, spend: Callable[[int], None]) -> Download:
    """For the holder of a tracking token; `spend` counts the bytes against them.

    Raises NotFound, the same for whatever the token does not open, what `spend` raises, and TooManyRequests where this
    instance has returned its share.
    """
    opened_by(ticket_id, token)
    stored = store.find(name)
    if stored.ticket != ticket_id or not stored.shared:
        raise NotFound
    spend(stored.size)
    if not _allowance.take(config.DOWNLOAD_MIB_PER_MINUTE.value * MIB, stored.size):
        raise TooManyRequests(LATER_S)
    return _answer(name, stored, {})


def _answer(name: str, stored: StoredAttachment, headers: dict[str, str]) -> Download:
    about = {"Content-Type": stored.kind, "Content-Disposition": names.disposition(stored.name)}
    return store.content_of(name), {**SECURITY, **headers, **about}
