"""How many attempts at one endpoint this instance makes at once; pure."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Slots:
    """At most `per_key` holders of a key at a time. Nobody waits: whoever finds none free is told so."""

    def __init__(self, per_key: int) -> None:
        self._per_key = per_key
        self._taken: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def one(self, key: str) -> Iterator[bool]:
        """Whether the block has a slot of the key."""
        with self._lock:
            free = self._taken[key] < self._per_key
            self._taken[key] += free
        try:
            yield free
        finally:
            if free:
                self._release(key)

    def _release(self, key: str) -> None:
        with self._lock:
            self._taken[key] -= 1
            if not self._taken[key]:
                del self._taken[key]
