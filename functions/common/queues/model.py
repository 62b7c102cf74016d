"""What is answered of the queues of the desk."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from common.base.schema import Record


class QueueKind(StrEnum):
    QUEUE = "queue"
    """Of the desk: `id` is what the list takes as `queue`."""
    VIEW = "view"
    """`id` is that of the view."""


class CountedQueue(Record):
    """A list of tickets, and how many it has."""

    id: str
    kind: QueueKind
    name: str
    count: Annotated[int, Field(ge=0)]
    """Of `quarantine` and of views 1000 means 1,000 or more."""


class QueueList(Record):
    """The queues of the desk, then the agent's own views and those that others share, by name."""

    results: list[CountedQueue]
