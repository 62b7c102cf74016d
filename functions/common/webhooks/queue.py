"""The task queue of `deliverwebhook`: one task for each attempt at a delivery, at the time when it is due."""

from typing import ClassVar

from common.base.tasks import QueuedTask


class Task(QueuedTask):
    FUNCTION: ClassVar[str] = "deliverwebhook"

    endpoint: str
    delivery: str
    step: int
    """Of the delivery: a task of another step than the delivery is at has nothing to do any more."""
    deferred: int = 0
    """How often the step was deferred because too many attempts at the endpoint were under way."""
    replay: str = ""
    """Different for every replay, which must not wait for the task that the schedule may have queued for its step."""
