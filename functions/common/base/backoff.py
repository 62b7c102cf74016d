"""How long to wait between attempts that fail; pure."""

import random
from collections.abc import Sequence
from datetime import timedelta

JITTER = 0.1
"""A delay is up to this part of it shorter or longer, so that what failed together does not come back together."""


def pause(delays_s: Sequence[float], tries: int, pace: float) -> timedelta | None:
    """How long after the last of so many attempts the next one is due; None when that was the last one.

    `pace` scales the delays.
    """
    if tries > len(delays_s):
        return None
    spread = random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  # no secret
    return timedelta(seconds=delays_s[tries - 1] * spread * pace)
