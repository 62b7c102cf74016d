"""Waiting for what happens elsewhere, with a deadline instead of a guess."""

import time
from collections.abc import Callable

EVERY_S = 0.05
PATIENCE_S = 60.0
"""The emulator delivers events one after the other, and other tests keep it and the processors busy."""


def wait_until[T](question: Callable[[], T], timeout_s: float = PATIENCE_S) -> T:
    """Asks until the answer is truthy, and returns it; an AssertionError with the last answer after timeout_s."""
    deadline = time.monotonic() + timeout_s
    while not (answer := question()):
        if time.monotonic() > deadline:
            raise AssertionError(f"still {answer!r} after {timeout_s} s")
        time.sleep(EVERY_S)
    return answer
