"""A circuit breaker, which forbids calls for a while after failures in a row, and how many calls are made a minute."""

import threading
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

FAILURES = 5
"""Fewer can be chance, more would let an outage of timeouts cost users more than a minute of waiting."""
PAUSE_S = 30.0
"""Long enough that an outage costs at most two waits a minute, short enough to notice its end soon."""
WINDOW_S = 60.0


class State(StrEnum):
    CLOSED = "closed"
    """Calls are made."""
    OPEN = "open"
    """No call is made until the pause is over."""
    HALF_OPEN = "half-open"
    """One call is being made to see whether the outage is over."""


class Permit(NamedTuple):
    """Allows one call. What comes of it counts only while the state is the one in which it was given."""

    generation: int


class Breaker[R]:
    """Thread-safe. `clock` counts seconds; `on_change` gets the old and the new state; R is why a call failed."""

    def __init__(
        self,
        clock: Callable[[], float],
        on_change: Callable[[State, State], None],
        *,
        failures: int = FAILURES,
        pause_s: float = PAUSE_S,
    ) -> None:
        self._clock, self._on_change = clock, on_change
        self._limit, self._pause_s = failures, pause_s
        self._lock = threading.Lock()
        self._state, self._generation, self._failed, self._since = State.CLOSED, 0, 0, 0.0
        self._reason: R | None = None

    @property
    def state(self) -> State:
        return self._state

    @property
    def reason(self) -> R | None:
        """Why the last of the calls failed that opened it; None while it is closed."""
        return self._reason

    def enter(self) -> Permit | None:
        """The permit for one call, to be returned to `leave`; None when no call may be made now."""
        with self._lock:
            if self._state is not State.CLOSED:
                # Half open too: a try that never ends must not keep it open forever.
                if self._clock() - self._since < self._pause_s:
                    return None
                self._become(State.HALF_OPEN)
            return Permit(self._generation)

    def leave(self, permit: Permit, failure: R | None) -> None:
        """Ends the call with why it failed, if it did. Calls from before the last change of state do not count."""
        with self._lock:
            if permit.generation != self._generation:
                return
            if failure is None:
                self._failed, self._reason = 0, None
                if self._state is State.HALF_OPEN:
                    self._become(State.CLOSED)
                return
            self._failed += 1
            if self._state is State.HALF_OPEN or self._failed >= self._limit:
                self._reason = failure
                self._become(State.OPEN)

    def withdraw(self, permit: Permit) -> None:
        """Returns the permit unused, so that another call may be made at once."""
        with self._lock:
            if permit.generation == self._generation and self._state is State.HALF_OPEN:
                self._since -= self._pause_s

    def _become(self, state: State) -> None:
        old, self._state = self._state, state
        self._generation += 1
        self._failed = 0
        self._since = self._clock()
        if state is not old:
            self._on_change(old, state)
