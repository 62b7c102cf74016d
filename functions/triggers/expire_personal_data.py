"""Anonymises every night what is older than RETENTION_DAYS, and does nothing where that is 0.

Started by Cloud Scheduler; changes a ticket in one commit, and remembers how far it came. A run that fails is repeated
up to three times, five minutes apart at least; that, or the one of the night after, goes on where it ended.
"""

from typing import Any

from firebase_functions.scheduler_fn import ScheduledEvent

from common.base import config
from common.base.trigger import trigger
from common.privacy import retention
from triggers import nightly

BUDGET_S = 1500.0
"""Well before the time limit, so that a night with too much to do ends in order."""


@trigger(nightly("04:30"))
def expire_personal_data(_: ScheduledEvent) -> dict[str, Any] | None:
    days = config.RETENTION_DAYS.value
    if days <= 0:
        return None
    expired = retention.expire(retention.due(days), BUDGET_S)
    return {"anonymised": expired.changed, "malformed": expired.malformed, "done": expired.done}
