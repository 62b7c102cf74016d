"""Ends the snooze of the tickets whose time has come, every five minutes.

Started by Cloud Scheduler; changes a ticket in one commit. A run that fails is not repeated: the next one finds what it
left. Two at once wake no ticket twice.
"""

from typing import Any

from firebase_functions.scheduler_fn import ScheduledEvent

from common.actions import wake
from common.base.trigger import trigger
from common.tickets import store
from triggers import scheduled

BUDGET_S = 200.0
"""Less than the pause between two runs."""


@trigger(scheduled("every 5 minutes", timeout_s=300))
def wake_tickets(_: ScheduledEvent) -> dict[str, Any] | None:
    done = wake.run(store.now_ms(), BUDGET_S)
    if not done.changed and not done.malformed:
        return None
    return {"woken": done.changed, "malformed": done.malformed, "done": done.done}
