"""`make reset`: forgets the data of `make dev`."""

from scripts.base.console import Failure, guarded, say
from scripts.base.locks import Held, lock
from scripts.base.paths import CACHE
from scripts.dev.__main__ import NAME
from scripts.dev.data import Store


def main() -> None:
    try:
        with lock(CACHE / NAME):
            Store(CACHE / NAME).forget()
    except Held as held:
        raise Failure(f"make dev is running (process {held.pid}). Stop it with Ctrl-C first, then reset.") from None
    say("Forgotten. The next make dev starts with fresh demo data.")


if __name__ == "__main__":
    guarded(main)
