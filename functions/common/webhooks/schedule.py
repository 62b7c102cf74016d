"""When a delivery that failed is tried again; pure."""

import random
from datetime import timedelta

DELAYS_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Before the second attempt, the third, and so on: the example schedule of Standard Webhooks 1.0, three days and three
and a half hours in all."""
JITTER = 0.1
"""A delay is up to this part of it shorter or longer, so that what failed together does not come back together."""
ASKED_MAX_S = 86_400.0
"""The longest `Retry-After` that is honoured."""


def wait(attempts: int, asked_s: float | None, pace: float = 1.0) -> timedelta | None:
    """How long after the last of so many attempts the next one is due; None when that was the last one.

    `asked_s` is what the receiver's `Retry-After` said. `pace` scales the schedule, not what a receiver asks for.
    """
    if attempts > len(DELAYS_S):
        return None
    planned = DELAYS_S[attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER) * pace  # noqa: S311  # no secret
    return timedelta(seconds=max(planned, min(asked_s or 0.0, ASKED_MAX_S)))
