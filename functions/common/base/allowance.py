"""How much of something one instance gives away in a minute: in memory, so it bounds a bill and costs nothing."""

import threading
from collections.abc import Callable

MINUTE_S = 60.0


class Allowance:
    """A token bucket, thread-safe: so much a minute and, for moments, as much at once. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._used, self._since = 0.0, clock()

    def take(self, per_minute: float, amount: float = 1) -> bool:
        """Whether so much more is within the allowance, which it then takes from; 0 a minute sets no limit.

        Over any time of t minutes it allows at most (1 + t) * per_minute.
        """
        if per_minute <= 0:
            return True
        with self._lock:
            now = self._clock()
            self._used = max(0.0, self._used - (now - self._since) * per_minute / MINUTE_S)
            self._since = now
            if self._used + amount > per_minute:
                return False
            self._used += amount
            return True
