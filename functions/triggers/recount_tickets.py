"""Compares the counters with the tickets every night, and puts them right where they differ.

Started by Cloud Scheduler; writes nothing where Firestore's own counts of the tickets agree with the counters, else one
commit. Where this version counts more than the last one, all tickets are counted anew, and no difference is an error. A
run that fails is repeated up to three times, five minutes apart at least, and then the night after: every run begins
anew and none leaves anything half done, also when two overlap. The log line is an error where counts were lost.
"""

from typing import Any

from firebase_functions.scheduler_fn import ScheduledEvent

from common.base import logs
from common.base.trigger import trigger
from common.counters import recount
from common.counters.counts import Path
from common.counters.recount import Difference, Overtaken
from triggers import nightly

LISTED = 20
"""Of the differences, in the log line."""


@trigger(nightly("03:30"))
def recount_tickets(_: ScheduledEvent) -> dict[str, Any] | None:
    try:
        is_current = recount.is_current()
        found = recount.agreement() if is_current else recount.renew()
        agreed = is_current and not found.differences
        if is_current and not agreed:
            found = recount.renew()
    except Overtaken as reason:
        logs.warning("gave way in recounting", reason=str(reason))
        return None
    if found.differences and is_current:
        counts = "; ".join(_listed(path, pair) for path, pair in list(found.differences.items())[:LISTED])
        logs.error("the counters had drifted and were repaired", drift=len(found.differences), counts=counts)
    return {"tickets": found.tickets, "agreed": agreed}


def _listed(path: Path, pair: Difference) -> str:
    return f"{'.'.join(path)}: {pair.counted} for {pair.actual}"
