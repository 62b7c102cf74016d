"""The task queue of `sendmail`: one task for each attempt at an e-mail, at the time when it is due."""

from datetime import datetime

from common.base import firebase, ids
from common.base.schema import Record

FUNCTION = "sendmail"
"""Its queue has the same name, in which Cloud Tasks allows no underscore."""


class Task(Record):
    """What the function is handed."""

    notice: str
    """Its id."""
    step: int = 0
    """Of the notice: a task of another step than the notice is at has nothing to do any more."""

    @property
    def name(self) -> str:
        """The same for every repeat, which the queue refuses. A hash: names that begin alike are slow to add."""
        return ids.digest(f"{self.notice}/{self.step}")[:40]


def enqueue(task: Task, at: datetime) -> None:
    """As `firebase.enqueue`."""
    firebase.enqueue(FUNCTION, task.name, task.model_dump(), at)
