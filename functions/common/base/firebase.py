"""Firebase's SDK where we call it ourselves: the app for App Check and task queues, and the adding of tasks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from common.base import config

if TYPE_CHECKING:
    from firebase_admin import App

HTTP_S = 1.5
"""For each question to Google; the library's own limit is two minutes."""


@cache
def app() -> "App":
    """An app of our own name: firebase-functions makes a default one, when it pleases."""
    import firebase_admin

    return firebase_admin.initialize_app(
        options={"projectId": config.project(), "httpTimeout": HTTP_S}, name="support-desk"
    )


def enqueue(function: str, name: str, data: Mapping[str, Any], at: datetime) -> None:
    """Has a task dispatched to the function at that time or soon after it; does nothing where its name is in the queue.

    Raises FirebaseError, or OSError where the queue cannot be reached.
    """
    # Imported here: few functions need it.
    from firebase_admin import functions
    from firebase_admin.exceptions import AlreadyExistsError, ConflictError

    queue = functions.task_queue(f"locations/{config.REGION.value}/functions/{function}", app=app())
    options = functions.TaskOptions(schedule_time=at.astimezone(UTC), task_id=name)
    try:
        queue.enqueue({"data": dict(data)}, options)
    except (AlreadyExistsError, ConflictError):
        return
