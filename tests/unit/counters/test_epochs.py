"""Counting anew while tickets are written: a model of Firestore in which everything happens in every order.

The model's clock is Firestore's. Events are delivered late, repeatedly, in any order and by instances that read the
plan at different times; a delivery and a recount can stop, or be overtaken, between any two of their steps.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from common.counters import documents as counter_documents
from common.counters import epochs, store
from common.counters.epochs import BEGINNING, LEAD, Plan, Plans
from tests.support.soak import rounds

START = BEGINNING + timedelta(days=20_000)
SECOND = timedelta(seconds=1)
INSTANCES = 3
ANY_INSTANCE = st.integers(0, INSTANCES - 1)
AMOUNTS = st.integers(-3, 3).filter(bool)
SHARDS = st.integers(0, 2)
WAITS = st.integers(1, 12)
"""Seconds, up to a little more than a fence is announced ahead."""
PICK = st.integers(0, 1_000)


@dataclass(frozen=True)
class Write:
    at: datetime
    amount: int
    lost: bool
    """Whether its event never comes."""


@dataclass
class Document:
    """As much of a snapshot as the sums read."""

    id: str
    _data: dict[str, Any]


@dataclass
class Recount:
    fence: datetime
    announced_at: datetime
    void: list[str] | None = None


@dataclass
class Database:
    plan: Plan = field(default_factory=lambda: Plan(START))
    plan_updated_at: datetime = START
    counts: int = 0
    buckets: dict[str, int] = field(default_factory=dict)

    def sum(self, until: datetime | None = None) -> int:
        baseline = {"at": self.plan.baseline, "counts": {"total": self.counts}}
        documents = [Document(counter_documents.BASELINE, baseline)]
        documents += [Document(name, {"total": total}) for name, total in self.buckets.items()]
        counts, _ = store.sums(documents, until)  # type: ignore[arg-type]
        return counts.get(("total",), 0)


class Counting(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.database = Database()
        self.writes: list[Write] = []
        self.applied: set[int] = set()
        self.in_flight: list[tuple[int, datetime]] = []
        self.fences: list[datetime] = []
        self.recounts: list[Recount] = []
        self.instances = [Plans(self.read) for _ in range(INSTANCES)]

    def read(self) -> Plan:
        return Plan(self.now, self.database.plan.baseline, self.database.plan.fence)

    def truth(self, at: datetime) -> int:
        return sum(write.amount for write in self.writes if write.at <= at)

    def counted(self, since: datetime, until: datetime) -> int:
        """Of the writes of a time, those that have been counted."""
        return sum(self.writes[it].amount for it in self.applied if since < self.writes[it].at <= until)

    @rule(seconds=WAITS)
    def wait(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule(amount=AMOUNTS, lost=st.sampled_from([False, False, True]), after=st.sampled_from([None, None, 0, 1]))
    def write(self, amount: int, lost: bool, after: int | None) -> None:
        """A write soon, or as many seconds after the next fence."""
        self.now += SECOND
        fence = self.database.plan.fence
        if after is not None and fence is not None:
            self.now = max(self.now, fence + after * SECOND)
        self.writes.append(Write(self.now, amount, lost))

    @rule(amount=AMOUNTS, instance=ANY_INSTANCE, shard=SHARDS)
    def write_and_count(self, amount: int, instance: int, shard: int) -> None:
        self.write(amount, lost=False, after=None)
        self.deliver(len(self.writes) - 1, instance)
        if self.in_flight:
            self.commit(len(self.in_flight) - 1, shard)

    @rule(instance=ANY_INSTANCE)
    def restart_an_instance(self, instance: int) -> None:
        self.now += SECOND
        self.instances[instance] = Plans(self.read)
        self.instances[instance].covering(self.now)

    @precondition(lambda self: self.writes)
    @rule(pick=PICK, instance=ANY_INSTANCE)
    def deliver(self, pick: int, instance: int) -> None:
        self.now += SECOND
        event = pick % len(self.writes)
        if self.writes[event].lost:
            return
        written_at = self.writes[event].at
        epoch = self.instances[instance].covering(written_at).epoch_of(written_at.__gt__)
        if epoch is not None:
            self.in_flight.append((event, epoch))

    @precondition(lambda self: self.in_flight)
    @rule(pick=PICK, shard=SHARDS)
    def commit(self, pick: int, shard: int) -> None:
        self.now += SECOND
        event, epoch = self.in_flight.pop(pick % len(self.in_flight))
        if event not in self.applied:
            self.applied.add(event)
            bucket = epochs.bucket_id(epoch, shard)
            self.database.buckets[bucket] = self.database.buckets.get(bucket, 0) + self.writes[event].amount

    @precondition(lambda self: self.in_flight)
    @rule(pick=PICK)
    def kill_an_instance(self, pick: int) -> None:
        self.in_flight.pop(pick % len(self.in_flight))

    @rule(slack=st.integers(0, 3))
    def choose_a_fence(self, slack: int) -> None:
        self.now += SECOND
        self.fences.append(self.now + LEAD + slack * SECOND)

    @precondition(lambda self: self.fences)
    @rule(pick=PICK)
    def announce(self, pick: int) -> None:
        """In time or not, as the other steps leave it."""
        self.now += SECOND
        fence = self.fences.pop(pick % len(self.fences))
        self.database.plan = Plan(self.now, self.database.plan.baseline, fence)
        self.database.plan_updated_at = self.now
        if epochs.announced_in_time(self.now, fence, epochs.LEAD):
            self.recounts.append(Recount(fence, self.now))

    @precondition(lambda self: self.recounts)
    @rule(pick=PICK)
    def compare(self, pick: int) -> None:
        """The recount reads the counters: while no other was announced, it sees what was written until its fence."""
        recount = self.recounts[pick % len(self.recounts)]
        self.now = max(self.now, recount.fence) + SECOND
        before = {name: epochs.epoch_of_bucket(name) for name in self.database.buckets}
        recount.void = [name for name, epoch in before.items() if epoch is not None and epoch < recount.fence]
        if recount.announced_at == self.database.plan_updated_at:
            since = self.database.plan.baseline
            told = self.database.sum(until=recount.fence)
            assert told == self.truth(since) + self.counted(since, recount.fence)

    @precondition(lambda self: any(it.void is not None for it in self.recounts))
    @rule(pick=PICK)
    def begin_anew(self, pick: int) -> None:
        ready = [it for it in self.recounts if it.void is not None]
        recount = ready[pick % len(ready)]
        self.recounts.remove(recount)
        self.now += SECOND
        if recount.announced_at == self.database.plan_updated_at:
            self.database.plan = Plan(self.now, recount.fence)
            self.database.plan_updated_at = self.now
            self.database.counts = self.truth(recount.fence)
            for name in recount.void or []:
                self.database.buckets.pop(name, None)

    @invariant()
    def the_sum_is_the_baseline_and_every_later_write_that_was_counted(self) -> None:
        since = self.database.plan.baseline
        assert self.database.sum() == self.truth(since) + self.counted(since, self.now)

    def teardown(self) -> None:
        for event in [*range(len(self.writes)), *reversed(range(len(self.writes)))]:
            self.deliver(event, event % INSTANCES)
        while self.in_flight:
            self.commit(0, 0)
        lost = [write.amount for write in self.writes if write.lost and write.at > self.database.plan.baseline]
        assert self.database.sum() == self.truth(self.now) - sum(lost)


TestCounting = pytest.mark.soak(Counting.TestCase)
TestCounting.settings = settings(max_examples=rounds(100, 5000), stateful_step_count=60, deadline=None)


def test_a_write_at_the_instant_of_a_baseline_or_fence_is_before_it() -> None:
    later = START + LEAD
    plan = Plan(later, START, later)
    assert plan.epoch_of(START.__gt__) is None
    assert plan.epoch_of(later.__gt__) == START
    assert plan.epoch_of((later + SECOND).__gt__) == later


def test_a_fence_announced_too_late_and_before_the_baseline_divides_nothing() -> None:
    assert Plan(START, START, START - SECOND).epoch_of((START + SECOND).__gt__) == START


def test_buckets_are_told_apart_from_everything_else() -> None:
    assert [epochs.epoch_of_bucket(name) for name in ("baseline", "settings", "", "-1", "x-1")] == [None] * 5
    assert epochs.epoch_of_bucket("4") == BEGINNING
    instant = START + timedelta(microseconds=1)
    assert epochs.epoch_of_bucket(epochs.bucket_id(instant, 12)) == instant
    assert epochs.bucket_id(BEGINNING, 3) == "3"


def test_a_burst_of_events_costs_one_reading_of_the_plan() -> None:
    read: list[Plan] = []

    def reading() -> Plan:
        read.append(Plan(START + len(read) * LEAD))
        return read[-1]

    plans = Plans(reading)
    for milliseconds in range(0, 10_000, 10):
        plans.covering(START + timedelta(milliseconds=milliseconds))
    assert len(read) == 1
    plans.covering(START + LEAD + timedelta(milliseconds=1))
    assert len(read) == 2
