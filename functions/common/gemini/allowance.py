"""How often Gemini may be asked: so many times a minute and, for moments, as many at once. Knows nothing of Gemini."""

import threading
from collections.abc import Callable

WINDOW_S = 60.0


class Allowance:
    """A token bucket, thread-safe. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._used, self._since = 0.0, clock()

    def take(self, per_minute: int) -> bool:
        """Whether one more is within the allowance, which it then takes from; 0 a minute sets no limit.

        Over any time of t minutes it allows at most (1 + t) * per_minute.
        """
        if per_minute <= 0:
            return True
        with self._lock:
            now = self._clock()
            self._used = max(0.0, self._used - (now - self._since) * per_minute / WINDOW_S)
            self._since = now
            if self._used + 1 > per_minute:
                return False
            self._used += 1
            return True
