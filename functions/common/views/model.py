"""What is stored and answered of views: lists that agents keep under a name."""

from datetime import datetime

from common.base.schema import Record
from common.tickets.queues import Sort


class View(Record):
    """A list of tickets under a name."""

    id: str
    name: str
    filters: dict[str, str | bool]
    """As the list takes them; those that are not named do not filter. `me` is the agent who looks."""
    sort: Sort
    shared: bool
    """Whether every agent sees it."""
    owner: str
    """The uid of the agent who made it."""
    created_at: datetime
    updated_at: datetime


class ViewList(Record):
    """The caller's own views, and those that others share, by name."""

    results: list[View]
