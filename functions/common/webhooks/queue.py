"""The task queue of `deliverwebhook`: one task for each attempt at a delivery, at the time when it is due."""

from datetime import UTC, datetime

from common.base import config, ids
from common.base.schema import Record
from common.callers import auth

FUNCTION = "deliverwebhook"
"""Its queue has the same name, in which Cloud Tasks allows no underscore."""


class Task(Record):
    """What the function is handed."""

    endpoint: str
    delivery: str
    step: int
    """Of the delivery: a task of another step than the delivery is at has nothing to do any more."""
    deferred: int = 0
    """How often the step has made way because too many attempts at the endpoint were under way."""

    replay: str = ""
    """Different for every replay, which must not wait for the task that the schedule may have queued for its step."""

    @property
    def name(self) -> str:
        """The same for every repeat, which the queue refuses. A hash: names that begin alike are slow to add."""
        identity = f"{self.endpoint}/{self.delivery}/{self.step}/{self.deferred}/{self.replay}"
        return ids.digest(identity)[:40]


def enqueue(task: Task, at: datetime) -> None:
    """Has the task dispatched at that time or soon after it; does nothing where it is in the queue.

    Raises FirebaseError, or OSError where the queue cannot be reached.
    """
    # Imported here: no other function needs it.
    from firebase_admin import functions
    from firebase_admin.exceptions import AlreadyExistsError, ConflictError

    queue = functions.task_queue(f"locations/{config.REGION.value}/functions/{FUNCTION}", app=auth.app())
    options = functions.TaskOptions(schedule_time=at.astimezone(UTC), task_id=task.name)
    try:
        queue.enqueue({"data": task.model_dump()}, options)
    except (AlreadyExistsError, ConflictError):
        return
