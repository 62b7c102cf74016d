"""`make reset`: forgets the data of `make dev`."""

from scripts.base.console import guarded, say
from scripts.base.locks import lock
from scripts.base.paths import CACHE
from scripts.dev.data import Store
from scripts.dev.instance import NAME


def main() -> None:
    with lock(CACHE / NAME, "make dev is running (process {pid}). Stop it with Ctrl-C first, then reset."):
        Store(CACHE / NAME).forget()
    say("Forgotten. The next make dev starts with fresh demo data.")


if __name__ == "__main__":
    guarded(main)
