"""The time that a request has, shared by everything that it waits for; pure.

Limits on single calls add up: a request of four calls would keep its caller four times as long as one of them may take.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ANSWER_S = 4.0
"""For the waiting of one request; the rest of it fits into the five seconds that callers are promised."""

_end: ContextVar[float | None] = ContextVar("end", default=None)


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Gives what runs in the block so many seconds to wait; None leaves each wait its own limit."""
    token = _end.set(None if seconds is None else time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def shared(seconds: float) -> float:
    """Of a limit on one wait, what the request has left; the whole limit outside of a request."""
    end = _end.get()
    return seconds if end is None else max(0.0, min(seconds, end - time.monotonic()))
