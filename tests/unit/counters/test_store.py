"""Counters that somebody edited by hand: what can be read of them counts, and nothing ends."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from common.base.firestore import Snapshot
from common.counters import epochs, store
from common.counters.documents import BASELINE
from common.counters.model import Spans
from common.counters.statistics import stats

BUCKET = epochs.bucket_id(epochs.BEGINNING, 0)


@dataclass(frozen=True)
class Stored:
    id: str
    _data: dict[str, Any]


def sums(**documents: Any) -> Any:
    return store.sums([cast(Snapshot, Stored(name, content)) for name, content in documents.items()])


@pytest.mark.parametrize("odd", ["many", None, 1.5, [1], b"1"])
def test_a_count_that_is_none_is_left_out(odd: object) -> None:
    counts, first = sums(**{BUCKET: {"total": 2, "status": {"open": odd, "closed": 1}, "first_created_ms": odd}})
    assert counts == {("total",): 2, ("status", "closed"): 1}
    assert first is None


@pytest.mark.parametrize("odd", ["yesterday", None, 7, {}])
def test_a_baseline_that_is_none_leaves_the_buckets(odd: object) -> None:
    counts, first = sums(**{BASELINE: {"at": odd, "counts": odd}, BUCKET: {"total": 2, "first_created_ms": 1000}})
    assert counts == {("total",): 2}
    assert first == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)


def test_the_number_of_writes_is_a_signal_and_no_count() -> None:
    assert sums(**{BUCKET: {"total": 2, "writes": 9}})[0] == {("total",): 2}


@pytest.mark.parametrize("odd", ["many", 3, {"soon": 1, "": 1, "-1": 1, "7": 1.5}])
def test_durations_that_are_none_are_left_out(odd: object) -> None:
    counts, _ = sums(**{BUCKET: {"total": 2, "first_reply": odd, "first_reply_by": {"assignee": odd}, "backlog": odd}})
    shown = stats(counts, None, None, datetime.now(UTC))
    assert shown.first_reply_seconds == Spans(count=0, median=None, p90=None)
    assert shown.times_by_assignee == {}
