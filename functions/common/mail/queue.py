"""The task queue of `sendmail`: one task for each attempt at an e-mail, at the time when it is due."""

from typing import ClassVar

from common.base.tasks import QueuedTask


class Task(QueuedTask):
    FUNCTION: ClassVar[str] = "sendmail"

    notice: str
    """Its id."""
    step: int = 0
    """Of the notice: a task of another step than the notice is at has nothing to do any more."""
