"""A folder that one running command owns, until it ends in whatever way."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.base.console import Failure


class Held(Failure):
    """Another running command owns the folder."""


@contextmanager
def lock(folder: Path, taken: str = "", *, wait: Callable[[int], None] | None = None) -> Iterator[None]:
    """Owns the folder (creating it) for the block.

    Where another command does, raises Held with the text `taken` (`{pid}` is its process id) at once or, with `wait`,
    calls that with the process id and waits for it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            pid = int(file.read().strip() or 0)
            if wait is None:
                raise Held(taken.format(pid=pid)) from None
            wait(pid)
            fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def is_held(folder: Path) -> bool:
    if not (folder / "lock").exists():
        return False
    try:
        with lock(folder):
            return False
    except Held:
        return True
