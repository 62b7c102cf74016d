"""What the workers of one run do in turns: start systems, and run the tests that are marked `alone`."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from scripts.base.paths import CACHE

FOLDER = CACHE / "turns"


@contextmanager
def held(name: str, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Owns what the name stands for during the block; waits while another process does."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / name).open("a") as file:
        fcntl.flock(file, how)
        yield


@contextmanager
def turn(*, alone: bool) -> Iterator[None]:
    """One test's turn, beside those of other workers unless it is to be alone."""
    with ExitStack() as door:
        door.enter_context(
            held("door")
        )  # or tests that come and go would keep one that waits for an empty room waiting
        with held("room", fcntl.LOCK_EX if alone else fcntl.LOCK_SH):
            if not alone:
                door.close()
            yield
