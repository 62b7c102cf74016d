"""`make wake [PROJECT=...]`: ends the snooze of the tickets whose time has come, as the schedule does."""

import sys

from common.actions import wake
from common.actions.sweep import Swept
from common.base.errors import Unavailable
from common.tickets import store
from scripts.base.console import Failure, guarded, say
from scripts.operate import target

BUDGET_S = 600.0


def main() -> None:
    where = target.use((*sys.argv[1:], "")[0], "make wake PROJECT=...")
    with target.refusals(where, then=" What was done stays; run it again."):
        try:
            say(report(wake.run(store.now_ms(), BUDGET_S)))
        except Unavailable:
            raise Failure("A ticket is being changed all the time. What was done stays; run it again.") from None


def report(done: Swept) -> str:
    """What was done, for a person."""
    more = "" if done.done else " There are more: run it again."
    return f"{done.changed} tickets are back in their queues.{target.malformed(done.malformed)}{more}"


if __name__ == "__main__":
    guarded(main)
