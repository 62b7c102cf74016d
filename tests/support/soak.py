"""How much is tried of what proves by numbers: a sample in `make test`, many times that in `make soak`."""

import os

SOAK = int(os.environ.get("SOAK") or 0)
"""0 in `make test`; in `make soak` 1, or how many times `many`."""


def rounds(few: int, many: int) -> int:
    return many * SOAK or few
