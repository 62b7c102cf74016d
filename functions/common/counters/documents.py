"""The names of the documents that hold the counters: these are read by name, and seldom by a query.

A read by name takes the same time however much is stored. A query finds the names again every `KNOWN_S` seconds, and at
once when the baseline has moved, which every read sees: another fence announces other buckets before they are used.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from cachetools import TTLCache

from common.base import config
from common.base.firestore import Snapshot, content, document, firestore, patience
from common.counters import epochs

BASELINE = "baseline"
PLANNED = ("at", "fence")
KNOWN_S = 60.0
"""Bounds how long shards stay unseen that are there only since COUNTER_SHARDS was raised."""

type Plan = tuple[datetime | None, datetime | None]
"""The instants of the baseline and of the fence, as they are stored."""


@dataclass(frozen=True)
class _Known:
    names: frozenset[str]
    plan: Plan


class CounterDocuments:
    """The documents of the counters. Threads may share it: what is known is replaced as a whole."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._known: TTLCache[str, _Known] = TTLCache(1, KNOWN_S, timer=clock)
        self._lock = Lock()

    @property
    def names(self) -> frozenset[str]:
        """What the next reading looks up; none where it asks by a query."""
        known = self._current()
        return known.names if known else frozenset()

    def _current(self) -> _Known | None:
        with self._lock:
            return self._known.get("counters")

    def read(self, only: Sequence[str] | None = None) -> list[Snapshot]:
        """All that there are, as they are now; in one round trip, or two after the baseline has moved.

        With `only`, no more of their content than these fields, and the baseline's instants.
        """
        known, fields = self._current(), only and [*PLANNED, *only]
        if known:
            names = [document("counters", it) for it in sorted(known.names)]
            found = list(firestore().get_all(names, field_paths=fields, **patience()))
            if _plan(found) == known.plan:
                return [it for it in found if it.exists]
        counters = firestore().collection("counters")
        found = (counters.select(fields) if fields else counters).get(**patience())
        plan = _plan(found)
        with self._lock:
            self._known["counters"] = _Known(_expected(plan) | {it.id for it in found}, plan)
        return found


def _plan(documents: Iterable[Snapshot]) -> Plan:
    for it in documents:
        if it.id == BASELINE and it.exists:
            at, fence = (stored_instant(content(it), name) for name in PLANNED)
            return at, fence
    return None, None


def stored_instant(stored: Mapping[str, Any], name: str) -> datetime | None:
    """A stored time; what was put there by hand is none, and the next recount repairs what that did."""
    value = stored.get(name)
    return value if isinstance(value, datetime) else None


def _expected(plan: Plan) -> frozenset[str]:
    """The names of the documents in which a write may be counted while the plan holds."""
    at, fence = plan
    instants = {it for it in (at or epochs.BEGINNING, fence) if it is not None}
    shards = range(max(1, config.COUNTER_SHARDS.value))
    return frozenset({BASELINE, *(epochs.bucket_id(epoch, shard) for epoch in instants for shard in shards)})
