"""`make upgrade [PROJECT=...]`: gives older tickets the search words and the fields of this version."""

import sys

from common.actions import upgrade
from common.actions.upgrade import Upgraded
from common.base.errors import Unavailable
from scripts.base.console import Failure, guarded, say
from scripts.operate import target


def main() -> None:
    where = target.use((*sys.argv[1:], "")[0], "make upgrade PROJECT=...")
    say(f"Adding what is new to the tickets of {where}. If this is stopped, run it again: it goes on where it was.")
    with target.refusals(where, then=" What was done stays; run it again."):
        try:
            say(report(upgrade.run()))
        except Unavailable:
            raise Failure("A ticket is being changed all the time. What was done stays; run it again.") from None


def report(done: Upgraded) -> str:
    """What was done, for a person."""
    broken = f" {done.malformed} documents are malformed and stay as they are; the lines above name them."
    return f"{done.read} tickets read, {done.changed} changed.{broken if done.malformed else ''}"


if __name__ == "__main__":
    guarded(main)
