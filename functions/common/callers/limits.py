"""Rate limits: who has had how many requests in the window of now, in `rate_limits/{hash of client and window}`."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from cachetools import TLRUCache
from google.api_core.exceptions import GoogleAPIError
from google.auth.exceptions import GoogleAuthError
from google.cloud.firestore import DocumentReference, Increment, WriteBatch

from common.base import ids, logs
from common.base.config import RATE_LIMITS, Misconfigured, project
from common.base.errors import TooManyRequests
from common.base.firestore import document, new_batch
from common.callers import windows
from common.callers.windows import Limit, Limited, seconds_until

PATIENCE_S = 0.5
PROXY_FACTOR = 50
"""How many clients' worth of requests one proxy may forward in a window to one instance of a function. It is counted in
memory, for it only has to keep a program that makes up clients from being unlimited."""

REMEMBERED = 10_000
"""Clients that have had their share, and as many proxies; beyond that, those go that did not call for longest."""

type Extra = Callable[[WriteBatch], object]


def _until_windows_end() -> TLRUCache[tuple[str, int], int]:
    """Numbers by name and end of a window, in the memory of this process."""
    return TLRUCache(REMEMBERED, ttu=lambda key, _number, _now: key[1], timer=time.time)


_lock = Lock()
_refused, _forwarded = _until_windows_end(), _until_windows_end()


def spend(name: Limited, client: str, *, proxy: str | None = None, extra: Extra | None = None, amount: int = 1) -> None:
    """Counts one request of `client`, or so much of what is limited; raises TooManyRequests where that is too much.

    `proxy` is who says that it is this client, unless that is sure. `extra` adds writes to the commit. Once a client is
    known here to have had its share, nothing is written until the window ends.
    """
    limit, now = rate_limit(name), time.time()
    if limit is None:
        if extra is not None:
            _commit(extra)
        return
    ends = limit.ends(now)
    too_many = TooManyRequests(seconds_until(ends, now))
    if proxy is not None and _one_more(_forwarded, f"{name} {proxy}", ends) > limit.requests * PROXY_FACTOR:
        raise too_many
    document = _document(name, client, ends)
    if (document.id, ends) in _refused:
        raise too_many
    if _count(document, ends, extra, amount) > limit.requests:
        _one_more(_refused, document.id, ends)
        raise too_many


def _one_more(numbers: TLRUCache[tuple[str, int], int], name: str, ends: int) -> int:
    with _lock:
        number = numbers.get((name, ends), 0) + 1
        numbers[name, ends] = number
        return number


def _document(name: Limited, client: str, ends: int) -> DocumentReference:
    # Addresses are not to be read in the database or a backup. Who tries all of them can still find one out, as long as
    # the document is there.
    return document("rate_limits", ids.digest(project(), name, client, str(ends)))


def _count(document: DocumentReference, ends: int, extra: Extra | None, amount: int) -> int:
    """How much the window has had, this amount included; 0 where that is unknown."""

    def writes(batch: WriteBatch) -> None:
        batch.set(document, {"count": Increment(amount), "expires_at": datetime.fromtimestamp(ends, UTC)}, merge=True)
        if extra is not None:
            extra(batch)

    results = _commit(writes)
    return int(results[0].transform_results[0].integer_value) if results else 0


def _commit(writes: Extra) -> list[Any]:
    """The results of the writes; none where they could not be made, soon: a limit protects the desk, and must not be
    what brings it down."""
    try:
        batch = new_batch()
        writes(batch)
        # Not repeated: an increment that was applied, and whose answer was lost, would count twice.
        return batch.commit(retry=None, timeout=PATIENCE_S)
    except (GoogleAPIError, GoogleAuthError) as failure:
        logs.warning("a request could not be counted", failure=type(failure).__name__)
        return []


def rate_limit(name: Limited) -> Limit | None:
    """The limit of that name, or None where there is none. Raises `Misconfigured` for a parameter that is wrong."""
    try:
        return windows.limits(RATE_LIMITS.value).get(name)
    except ValueError as error:
        raise Misconfigured(f"RATE_LIMITS: {error}") from None
