"""How many tickets wait in which queue: from the counters, and by counting where there are none."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial

from common.counters import store as counters
from common.counters.counts import Path
from common.queues.model import CountedQueue, QueueKind, QueueList
from common.tickets import listing
from common.tickets.inputs import TicketQuery
from common.tickets.queues import Queue
from common.views import store as views
from common.views.inputs import query_of

NAMES: Mapping[Queue, str] = {
    Queue.MINE: "My open",
    Queue.UNASSIGNED: "Unassigned",
    Queue.URGENT: "Urgent",
    Queue.WAITING: "Waiting for the requester",
    Queue.UNDELIVERED: "Not delivered",
    Queue.OPEN: "All open",
    Queue.RESOLVED: "Resolved",
    Queue.QUARANTINE: "Quarantine",
}
PARALLEL = 8


def counted(uid: str) -> QueueList:
    """For the agent `uid`. Reads the counters, the views, and a document for each count of a view or of quarantine."""
    sums, _ = counters.read("queue", "assigned")
    found = views.seen_by(uid)
    queries = [TicketQuery(queue=Queue.QUARANTINE), *(query_of(it.filters, it.sort) for it in found)]
    quarantined, *of_views = _at_once([partial(listing.counted, query, uid) for query in queries])
    queues = [
        CountedQueue(
            id=queue,
            kind=QueueKind.QUEUE,
            name=name,
            count=quarantined if queue is Queue.QUARANTINE else _count(sums, queue, uid),
        )
        for queue, name in NAMES.items()
    ]
    shown = [
        CountedQueue(id=view.id, kind=QueueKind.VIEW, name=view.name, count=count)
        for view, count in zip(found, of_views, strict=True)
    ]
    return QueueList(results=[*queues, *shown])


def _count(sums: Mapping[Path, int], queue: Queue, uid: str) -> int:
    path = ("assigned", uid) if queue is Queue.MINE else ("queue", queue.value)
    # While an update has been counted and its ticket's creation has not, a sum is briefly negative.
    return max(0, sums.get(path, 0))


def _at_once[T](tasks: list[Callable[[], T]]) -> list[T]:
    """The results; what each waits for is within the time of the request."""
    with ThreadPoolExecutor(PARALLEL) as pool:
        return [it.result() for it in [pool.submit(copy_context().run, task) for task in tasks]]
