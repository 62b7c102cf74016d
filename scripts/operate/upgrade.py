"""`make upgrade [PROJECT=...]`: gives older tickets what is new in this version, and counts it."""

import sys

from common.actions import upgrade
from common.actions.sweep import Swept
from common.base.errors import Unavailable
from common.counters import recount
from common.counters.recount import Overtaken
from scripts.base.console import Failure, guarded, say
from scripts.operate import target


def main() -> None:
    where = target.use((*sys.argv[1:], "")[0], "make upgrade PROJECT=...")
    say(f"Adding what is new to the tickets of {where}. If this is stopped, run it again: it goes on where it was.")
    with target.refusals(where, then=" What was done stays; run it again."):
        try:
            say(report(run()))
        except Unavailable:
            raise Failure("A ticket is being changed all the time. What was done stays; run it again.") from None
        except Overtaken as reason:
            raise Failure(f"The tickets are done; their numbers are not ({reason}). Run it again.") from None


def run() -> Swept:
    """Raises Unavailable, and Overtaken where only the numbers are left to do, which the next night does."""
    done = upgrade.run()
    if not recount.is_current():
        recount.renew()
    return done


def report(done: Swept) -> str:
    """What was done, for a person."""
    return f"{done.read} tickets read, {done.changed} changed.{target.malformed(done.malformed)}"


if __name__ == "__main__":
    guarded(main)
