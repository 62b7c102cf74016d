"""The counters in Firestore: a baseline, and buckets of what was written since.

`common.counters.epochs` has the reason. Each bucket is several shards, so that writers seldom meet. A shard holds

- `total`;
- `status`, `priority`, `category`, `awaiting`, `queue`: by value;
- `created`, `resolved`, `backlog`: by UTC day;
- `assigned`: by uid;
- `first_reply`, `resolution`: by duration, and `first_reply_by`, `resolution_by`: by field, value and duration;
- `suggested`, `overridden`: by field, source and suggested value;
- `first_created_ms`: the unix time in ms of the oldest ticket that it counted;
- `writes`: how many writes it counted. By it a desk that listens learns of every write, also where no count moves.

`counters/baseline` is there from the first recount on. It holds the same in `counts`, and

- `at`: the instant that it is true of;
- `fence`: the announced instant of the next baseline;
- `version`: that of what was counted.
"""

from binascii import crc32
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from google.api_core.exceptions import AlreadyExists, FailedPrecondition, InvalidArgument
from google.cloud.firestore import DocumentReference, Increment, Minimum

from common.base import config
from common.base.firestore import Snapshot, content, document, new_batch, patience
from common.counters import epochs
from common.counters.counts import Path, delta
from common.counters.documents import BASELINE, PLANNED, CounterDocuments, stored_instant
from common.counters.epochs import Plan, Plans

MARKED = timedelta(days=8)
"""Eventarc delivers an event again for 24 hours by default and for seven days at most."""
PATIENCE_S = 20.0
"""Nobody waits for the trigger, and an event that it gives up on costs a whole delivery more."""
EVENT_WITHIN = timedelta(minutes=10)
"""How far the time of a deletion's event may be from its commit."""
FIRST = "first_created_ms"
WRITES = "writes"


def count(
    event_id: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, epoch: datetime | None
) -> bool:
    """Counts a write of a ticket in the bucket of an epoch; None is for what the baseline has.

    A repeat of the event and a write that the baseline has change nothing and answer False. The marker of the event and
    the increments are one commit: a repeat fails on the marker as a whole. Order does not matter, because increments
    commute.
    """
    if epoch is None:
        return False
    batch = new_batch()
    marker = document("counted_events", quote(event_id, safe=""))
    batch.create(marker, {"expires_at": datetime.now(UTC) + MARKED})
    shard = crc32(event_id.encode()) % max(1, config.COUNTER_SHARDS.value)
    bucket = document("counters", epochs.bucket_id(epoch, shard))
    batch.set(bucket, _increments(delta(before, after), after), merge=True)
    try:
        batch.commit(**patience(PATIENCE_S))
    except AlreadyExists:
        return False
    return True


def epoch_of_write(committed_at: datetime) -> datetime | None:
    """The bucket of a write that was committed then; None where the baseline has it."""
    return _plans.covering(committed_at).epoch_of(committed_at.__gt__)


def epoch_of_deletion(ticket_id: str, updated_at: datetime, event_at: datetime) -> datetime | None:
    """The bucket of the deletion of a ticket whose last write was at `updated_at`; None where the baseline has it.

    The commit time of a deletion is not known: `event_at`, the event's own, has whole seconds only in the emulator.
    Where that matters Firestore is asked whether the ticket was there at the instant, which it knows for an hour.
    """
    plan = read_plan()

    def is_after(instant: datetime) -> bool:
        if instant >= plan.read_at:
            return False
        if updated_at > instant or abs(event_at - instant) > EVENT_WITHIN:
            return max(updated_at, event_at) > instant
        try:
            return bool(document("tickets", ticket_id).get([], read_time=instant, **patience()).exists)
        except (FailedPrecondition, InvalidArgument):
            return event_at > instant  # longer ago than Firestore remembers

    return plan.epoch_of(is_after)


def read(*only: str) -> tuple[dict[Path, int], datetime | None]:
    """The sums of all tickets and the time of the first one; reads the baseline and each shard of a bucket.

    With `only`, the sums of these maps and no more, which takes less time.
    """
    return sums(_documents.read([*only, *(f"counts.{it}" for it in only)] if only else None))


def sums(documents: Iterable[Snapshot], until: datetime | None = None) -> tuple[dict[Path, int], datetime | None]:
    """What the documents of the counters, read at once, come to, and the time of the first ticket.

    With `until`, which is a fence, only of what was written until then.
    """
    contents = {it.id: content(it) for it in documents}
    baseline = contents.get(BASELINE, {})
    since = stored_instant(baseline, "at") or epochs.BEGINNING
    parts = [_map(baseline.get("counts"))]
    for name, bucket in contents.items():
        epoch = epochs.epoch_of_bucket(name)
        if epoch is not None and since <= epoch and (until is None or epoch < until):
            parts.append(bucket)
    firsts = [part[FIRST] for part in parts if isinstance(part.get(FIRST), int)]
    first = datetime.fromtimestamp(min(firsts) / 1000, UTC) if firsts else None
    total = Counter[Path]()
    for part in parts:
        _add(total, part)
    return {path: count for path, count in total.items() if count}, first


def baseline() -> DocumentReference:
    return document("counters", BASELINE)


def read_plan() -> Plan:
    """The plan as it is now, by Firestore's clock."""
    snapshot = baseline().get(PLANNED, **patience())
    stored = content(snapshot)
    since = stored_instant(stored, "at") or epochs.BEGINNING
    return Plan(snapshot.read_time, since, stored_instant(stored, "fence"), epochs.LEAD * config.lead())


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


_plans = Plans(read_plan)
_documents = CounterDocuments()


def stored(counts: Mapping[Path, Any], created_at: object) -> dict[str, Any]:
    """Counts in the shape of a shard, or increments of them; `created_at` is of the first ticket, if there is one."""
    nested: dict[str, Any] = {}
    for path, amount in counts.items():
        parent = nested
        for name in path[:-1]:
            parent = parent.setdefault(name, {})
        parent[path[-1]] = amount
    if isinstance(created_at, datetime):
        nested[FIRST] = int(created_at.timestamp() * 1000)
    return nested


def _increments(changes: Mapping[Path, int], after: Mapping[str, Any] | None) -> dict[str, Any]:
    counts = {**changes, (WRITES,): 1}
    nested = stored({path: Increment(amount) for path, amount in counts.items()}, (after or {}).get("created_at"))
    if FIRST in nested:
        nested[FIRST] = Minimum(nested[FIRST])
    return nested


def _add(total: Counter[Path], part: Mapping[str, Any], *above: str) -> None:
    """Adds what a shard has, or one of its maps, whose names are `above`."""
    for name, value in part.items():
        if isinstance(value, dict):
            _add(total, value, *above, name)
        elif name not in (FIRST, WRITES) and isinstance(value, int):
            total[*above, name] += value
