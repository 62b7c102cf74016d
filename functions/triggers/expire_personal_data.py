"""Deletes every night files that were never sent, and anonymises what is older than RETENTION_DAYS, unless that is 0.

Started by Cloud Scheduler; changes a ticket in one commit, and remembers how far it came. A run that fails is repeated
up to three times, five minutes apart at least; that, or the one of the night after, goes on where it ended.
"""

from typing import Any

from firebase_functions.scheduler_fn import ScheduledEvent

from common.base import config
from common.base.trigger import trigger
from common.privacy import retention, unsent
from triggers import nightly

BUDGET_S, FILES_S = 1200.0, 300.0
"""Together well before the time limit, so that a night with too much to do ends in order."""


@trigger(nightly("04:30"))
def expire_personal_data(_: ScheduledEvent) -> dict[str, Any]:
    days = config.RETENTION_DAYS.value
    old = retention.expire(retention.due(days), BUDGET_S) if days > 0 else None
    # Last: a bucket that refuses keeps no ticket from being anonymised.
    files = unsent.expire(FILES_S)
    if old is None:
        return {"files": files.changed, "done": files.done}
    return {
        "files": files.changed,
        "anonymised": old.changed,
        "malformed": old.malformed,
        "done": files.done and old.done,
    }
