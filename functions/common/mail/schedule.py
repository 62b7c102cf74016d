"""When an e-mail that could not be sent is tried again; pure."""

import random
from datetime import timedelta

DELAYS_S = (10, 60, 300, 900, 3600, 14_400, *[28_800] * 8)
"""Before the second attempt, the third, and so on: three days less two and a half hours in all."""
JITTER = 0.1
"""A delay is up to this part of it shorter or longer, so that what failed together does not come back together."""
RESOLVED_AFTER = timedelta(seconds=15)
"""How long a resolution waits, which an agent may have chosen by mistake."""


def wait(tries: int, pace: float = 1.0) -> timedelta | None:
    """How long after the last of so many attempts the next one is due; None when that was the last one."""
    if tries > len(DELAYS_S):
        return None
    spread = random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  # no secret
    return timedelta(seconds=DELAYS_S[tries - 1] * spread * pace)
