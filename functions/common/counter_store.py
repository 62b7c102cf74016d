"""The counters in Firestore: `counters/{0..N-1}`, each a part of every sum, so that writers seldom meet.

A shard holds `total`, maps `status`, `priority`, `category`, `created` and `resolved` (the last two by UTC day), the
nested maps `suggested` and `overridden` (by field, source and suggested value), and `first_created_ms`, the unix time
in ms of the oldest ticket that it counted.
"""

from binascii import crc32
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from google.api_core.exceptions import AlreadyExists
from google.cloud.firestore import Increment, Minimum

from common import config, counters
from common.counters import Path
from common.firebase import firestore, patience

MARKED = timedelta(days=8)
"""Eventarc delivers an event again for 24 hours by default and for seven days at most."""
PATIENCE_S = 20.0
"""Nobody waits for the trigger, and an event that it gives up on costs a whole delivery more."""


def count(event_id: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> bool:
    """Counts one write of a ticket; a repeat of the event changes nothing and answers False, as does a write that moves
    no counter.

    The marker of the event and the increments are one commit: a repeat fails on the marker as a whole. Order does not
    matter, because increments commute.
    """
    changes = counters.delta(before, after)
    if not changes:
        return False
    batch = firestore().batch()
    marker = firestore().collection("counted_events").document(quote(event_id, safe=""))
    batch.create(marker, {"expires_at": datetime.now(UTC) + MARKED})
    shard = crc32(event_id.encode()) % max(1, config.COUNTER_SHARDS.value)
    batch.set(firestore().collection("counters").document(str(shard)), _increments(changes, after), merge=True)
    try:
        batch.commit(**patience(PATIENCE_S))
    except AlreadyExists:
        return False
    return True


def read() -> tuple[dict[Path, int], datetime | None]:
    """The sums over all shards and the time of the first ticket; as many reads as there are shards."""
    shards = [snapshot.to_dict() or {} for snapshot in firestore().collection("counters").get(**patience())]
    firsts = [shard["first_created_ms"] for shard in shards if "first_created_ms" in shard]
    first = datetime.fromtimestamp(min(firsts) / 1000, UTC) if firsts else None
    return counters.add(*(_flat(shard) for shard in shards)), first


def _increments(changes: Mapping[Path, int], after: Mapping[str, Any] | None) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for path, amount in changes.items():
        parent = nested
        for name in path[:-1]:
            parent = parent.setdefault(name, {})
        parent[path[-1]] = Increment(amount)
    created_at = (after or {}).get("created_at")
    if isinstance(created_at, datetime):
        nested["first_created_ms"] = Minimum(int(created_at.timestamp() * 1000))
    return nested


def _flat(shard: Mapping[str, Any]) -> dict[Path, int]:
    counts: dict[Path, int] = {}
    for name, value in shard.items():
        if isinstance(value, dict):
            counts.update({(name, *path): amount for path, amount in _flat(value).items()})
        elif name != "first_created_ms":
            counts[(name,)] = value
    return counts
