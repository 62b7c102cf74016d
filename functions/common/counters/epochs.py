"""Which count a write of a ticket belongs to, so that the counters can begin anew while tickets are written. Pure.

The counters are a baseline, the counts of all tickets as they were at one instant, and buckets, each with the writes
since an instant, its epoch. A recount announces the instant of the next baseline, the fence, before it comes.
From the fence on writes are counted in a bucket of its own, those of before in the bucket of before, however late they
are counted. So, once the tickets at the fence have been counted, that count is the new baseline, every earlier bucket
is void, and no write is counted twice or not at all.

All instants are Firestore's own: a write's commit time, and the read time of what was read. The clock of the machine
that counts has no part in it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""The epoch of the first bucket, which a database has before its first recount."""
LEAD = timedelta(seconds=10)
"""How long before it comes a fence is announced; how long a plan that was read holds for later writes."""
_MICROSECOND = timedelta(microseconds=1)
_BUCKET = re.compile(r"(?:([0-9]{1,17})-)?[0-9]+")


@dataclass(frozen=True)
class Plan:
    """The instants of the baseline and of the fence, if any, as they were at `read_at`."""

    read_at: datetime
    baseline: datetime = BEGINNING
    fence: datetime | None = None
    lead: timedelta = LEAD
    """How far ahead this system announces a fence."""

    def covers(self, written_at: datetime) -> bool:
        """Whether no fence before `written_at` can be missing here.

        A fence before the write was announced at least the lead before it; if this was read after that, it is known.
        """
        return written_at <= self.read_at + self.lead

    def epoch_of(self, is_after: Callable[[datetime], bool]) -> datetime | None:
        """The bucket of a write that this covers; None where the baseline has the write.

        `is_after` says whether the write was committed after an instant.
        """
        if not is_after(self.baseline):
            return None
        if self.fence is not None and self.baseline < self.fence and is_after(self.fence):
            return self.fence
        return self.baseline


class Plans:
    """The plan that this process read last. Threads may share it: each works with the one that it was given."""

    def __init__(self, read: Callable[[], Plan]) -> None:
        self._read = read
        self._latest = Plan(BEGINNING)

    def covering(self, written_at: datetime) -> Plan:
        """A plan that covers the write; reads at most one, and none within its lead of the last."""
        plan = self._latest
        if not plan.covers(written_at):
            self._latest = plan = self._read()
        return plan


def announced_in_time(announced_at: datetime, fence: datetime, lead: timedelta) -> bool:
    """Whether a fence that was committed at `announced_at` may become the baseline."""
    return announced_at + lead <= fence


def bucket_id(epoch: datetime, shard: int) -> str:
    """The document of a bucket's shard; those of the first bucket are named after the shard alone."""
    return f"{(epoch - BEGINNING) // _MICROSECOND}-{shard}" if epoch > BEGINNING else str(shard)


def epoch_of_bucket(name: str) -> datetime | None:
    """The epoch of the bucket that a document belongs to; None for the baseline and whatever else is no bucket."""
    match = _BUCKET.fullmatch(name)
    return BEGINNING + int(match[1] or 0) * _MICROSECOND if match else None
