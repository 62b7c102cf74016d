"""`make reset`: forgets the data of `make dev`."""

from scripts.console import Failure, guarded, say
from scripts.data import Store
from scripts.dev import NAME
from scripts.locks import Held, lock
from scripts.paths import CACHE


def main() -> None:
    try:
        with lock(CACHE / NAME):
            Store(CACHE / NAME).forget()
    except Held as held:
        raise Failure(f"make dev is running (process {held.pid}). Stop it with Ctrl-C first, then reset.") from None
    say("Forgotten. The next make dev starts with fresh demo data.")


if __name__ == "__main__":
    guarded(main)
