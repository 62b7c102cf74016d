"""Compares the counters with the tickets and repairs them exactly, also while tickets are written and counted.

`agreement` is the cheap comparison: Firestore's own counts against the counters, both read at one instant. `renew`
counts every ticket as it was at one announced instant and makes that the new baseline in one commit, as
`common.counters.epochs` explains. One that ends in the middle has changed no number; of two at once the later one goes
through.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from google.api_core.exceptions import FailedPrecondition
from google.cloud.firestore import DELETE_FIELD, FieldFilter

from common.agents import store as agents
from common.base.firestore import Snapshot, firestore, new_batch, pages, patience, unchanged_since
from common.counters import epochs, store
from common.counters.counts import COUNTED, OWN, OWNED, QUEUED, READ, VERSION, Path, contribution
from common.tickets.fields import Awaiting

VERSIONED = "version"
CHECKS = 3
"""How often the cheap comparison is made: events may be on their way at one instant and arrive by the next."""
CHECK_PAUSE_S = 3.0
SLACK = timedelta(seconds=2)
"""For the commit of an announcement, beyond the lead that it has to keep."""
ANNOUNCEMENTS = 3
GRACE_S = 10.0
"""How long events that were written before the fence may arrive and not be taken for lost."""
POLL_S = 1.0
PAGE = 5000
PAGE_PATIENCE_S = 60.0


class Overtaken(Exception):
    """Another recount began meanwhile, or Firestore was too slow; nothing was changed."""


@dataclass(frozen=True)
class Difference:
    counted: int
    actual: int


@dataclass(frozen=True)
class Recount:
    """What was found: the tickets at the instant, and every count that differed from them."""

    at: datetime
    tickets: int
    differences: Mapping[Path, Difference]


def is_current() -> bool:
    """Whether the counters have counted from their baseline on what is counted now; unknown is no. One read."""
    return bool((store.baseline().get([VERSIONED], **patience()).to_dict() or {}).get(VERSIONED) == VERSION)


def begin() -> None:
    """Says so of counters that have counted nothing yet."""
    store.baseline().set({VERSIONED: VERSION}, merge=True, **patience())


def agreement() -> Recount:
    """Compares total, status, priority, category, who waits for an agent, queues and assignees; changes nothing.

    Reads one document per 1,000 tickets for each of 20 counts and each agent, and the counters. Made up to CHECKS times
    until there is no difference; what remains may have been lost or be on its way.
    """
    found = _compared()
    for _ in range(CHECKS - 1):
        if not found.differences:
            break
        time.sleep(CHECK_PAUSE_S)
        found = _compared()
    return found


def renew() -> Recount:
    """Counts all tickets anew, one read each, and puts the counters right; takes half a minute and the time of reading.

    A difference is what GRACE_S seconds did not mend. Raises Overtaken.
    """
    fence, announced_at = _announce()
    while (now := store.read_plan().read_at) <= fence:
        time.sleep((fence - now).total_seconds() + POLL_S / 10)
    counts, first = _counted(_tickets(fence))
    documents, differences = _missed(fence, counts)
    _begin_anew(fence, announced_at, store.stored(counts, first), documents)
    return Recount(fence, counts.get(("total",), 0), differences)


def _compared() -> Recount:
    at = store.read_plan().read_at
    documents = firestore().collection("counters").get(read_time=at, **patience())
    counted, _ = store.sums(documents)
    owners = {path[1] for path in counted if path[0] == "assigned"} | {it.uid for it in agents.every()}
    actual = _aggregated(at, owners)
    compared = {"total", "awaiting", "queue", "assigned", *COUNTED}
    comparable = {path: count for path, count in counted.items() if path[0] in compared}
    return Recount(at, actual.get(("total",), 0), _differences(comparable, actual))


def _aggregated(at: datetime, owners: Iterable[str]) -> dict[Path, int]:
    """As Firestore itself counts the tickets."""
    fitting: dict[Path, Mapping[str, Any]] = {
        ("total",): {},
        ("awaiting", Awaiting.AGENT.value): {"awaiting": Awaiting.AGENT.value},
        **{(field, str(value)): {field: str(value)} for field, enum in COUNTED.items() for value in enum},
        **{("queue", queue): values for queue, values in QUEUED.items()},
        **{("assigned", uid): {**OWN, OWNED: uid} for uid in owners},
    }
    return {path: _count_of(values, at) for path, values in fitting.items()}


def _count_of(values: Mapping[str, Any], at: datetime) -> int:
    query: Any = firestore().collection("tickets")
    for name, value in values.items():
        query = query.where(filter=FieldFilter(name, "==", value))
    return int(query.count().get(read_time=at, **patience(PAGE_PATIENCE_S))[0][0].value)


def _announce() -> tuple[datetime, datetime]:
    """A fence, and when its announcement was committed, which is its precondition later."""
    for _ in range(ANNOUNCEMENTS):
        plan = store.read_plan()
        fence = plan.read_at + plan.lead + SLACK
        announced_at = store.baseline().set({"fence": fence}, merge=True, **patience()).update_time
        if epochs.announced_in_time(announced_at, fence, plan.lead):
            return fence, announced_at
    raise Overtaken("Firestore took too long to announce the recount")


def _tickets(at: datetime) -> Iterator[Snapshot]:
    """The counted fields of every ticket as it was."""
    query = firestore().collection("tickets").select(READ).order_by("__name__")
    for page in pages(query, PAGE, PAGE_PATIENCE_S, read_time=at):
        yield from page


def _counted(tickets: Iterator[Snapshot]) -> tuple[dict[Path, int], datetime | None]:
    """The counts of the tickets, and when the first of them was created."""
    counts: dict[Path, int] = {}
    first: datetime | None = None
    for ticket in tickets:
        content = ticket.to_dict() or {}
        for path, count in contribution(content).items():
            counts[path] = counts.get(path, 0) + count
        created_at = content.get("created_at")
        if isinstance(created_at, datetime):
            first = min(first or created_at, created_at)
    return counts, first


def _missed(fence: datetime, actual: Mapping[Path, int]) -> tuple[list[Snapshot], dict[Path, Difference]]:
    """The counters' documents, and where they differ from the tickets at the fence once GRACE_S seconds are over."""
    deadline = store.read_plan().read_at + timedelta(seconds=GRACE_S)
    while True:
        documents = list(firestore().collection("counters").get(**patience()))
        differences = _differences(store.sums(documents, until=fence)[0], actual)
        if not differences or store.read_plan().read_at > deadline:
            return documents, differences
        time.sleep(POLL_S)


def _differences(counted: Mapping[Path, int], actual: Mapping[Path, int]) -> dict[Path, Difference]:
    pairs = {path: Difference(counted.get(path, 0), actual.get(path, 0)) for path in {**counted, **actual}}
    return {path: pair for path, pair in sorted(pairs.items()) if pair.counted != pair.actual}


def _begin_anew(fence: datetime, announced_at: datetime, counts: Mapping[str, Any], documents: list[Snapshot]) -> None:
    """Makes the counts at the fence the baseline and deletes the buckets before it, if no other fence was announced."""
    batch = new_batch()
    batch.update(
        store.baseline(),
        {"at": fence, "fence": DELETE_FIELD, "counts": counts, VERSIONED: VERSION},
        option=unchanged_since(announced_at),
    )
    for document in documents:
        epoch = epochs.epoch_of_bucket(document.id)
        if epoch is not None and epoch < fence:
            batch.delete(document.reference)
    try:
        batch.commit(**patience())
    except FailedPrecondition:
        # Also when the answer to a commit was lost, which then was repeated.
        if store.read_plan().baseline != fence:
            raise Overtaken("another recount began meanwhile") from None
