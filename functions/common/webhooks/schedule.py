"""When a delivery that failed is tried again; pure."""

from datetime import timedelta

from common.base import backoff

DELAYS_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Before the second attempt, the third, and so on: the example schedule of Standard Webhooks 1.0, three days and three
and a half hours in all."""
ASKED_MAX = timedelta(days=1)
"""The longest `Retry-After` that is honoured."""


def wait(attempts: int, asked_s: float | None, pace: float = 1.0) -> timedelta | None:
    """How long after the last of so many attempts the next one is due; None when that was the last one.

    `asked_s` is what the receiver's `Retry-After` said. `pace` scales the schedule, not what a receiver asks for.
    """
    planned = backoff.pause(DELAYS_S, attempts, pace)
    return None if planned is None else max(planned, timedelta(seconds=min(asked_s or 0, ASKED_MAX.total_seconds())))
