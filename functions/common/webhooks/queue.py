"""The task queue of `deliverwebhook`: one task for each attempt at a delivery, at the time when it is due."""

from datetime import datetime

from common.base import firebase, ids
from common.base.schema import Record

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
    """As `firebase.enqueue`."""
    firebase.enqueue(FUNCTION, task.name, task.model_dump(), at)
