"""Task queues: a task has a function called, at the time when it is due."""

from datetime import UTC, datetime
from typing import ClassVar

from common.base import config, firebase, ids
from common.base.schema import Record


class QueuedTask(Record):
    """What a function is handed."""

    FUNCTION: ClassVar[str]
    """Its queue has the same name, in which Cloud Tasks allows no underscore."""

    @property
    def name(self) -> str:
        """A hash of all fields: a repeat has the same name, which the queue refuses.

        Names that begin alike would be slow to add.
        """
        return ids.digest("/".join(str(it) for it in self.model_dump().values()))[:40]

    def enqueue(self, at: datetime) -> None:
        """Has the function called at that time or soon after it; does nothing where the name is in the queue.

        Raises FirebaseError, or OSError where the queue cannot be reached.
        """
        # Imported here: few functions need it.
        from firebase_admin import functions
        from firebase_admin.exceptions import AlreadyExistsError, ConflictError

        place = f"locations/{config.REGION.value}/functions/{self.FUNCTION}"
        options = functions.TaskOptions(schedule_time=at.astimezone(UTC), task_id=self.name)
        try:
            functions.task_queue(place, app=firebase.app()).enqueue({"data": self.model_dump()}, options)
        except (AlreadyExistsError, ConflictError):
            return
