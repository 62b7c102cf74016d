"""Loads many tickets into a Firestore emulator, from as many processes as there are processors."""

import multiprocessing
import os
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any, NamedTuple

from google.cloud.firestore import Client

from common.conversation import store as conversation
from common.counters.counts import Path, contribution
from scripts.base.paths import PROJECT
from scripts.measure.bench import tickets
from scripts.measure.bench.tickets import SPREAD, Stored

CHUNK = 1000
"""Tickets of one task, made with a seed of their own."""
COMMIT = 100


class Loaded(NamedTuple):
    ids: list[str]
    counts: Counter[Path]
    """What the counters must say of them."""
    terms: int
    """Entries of all search maps together."""
    first_created_ms: int


NOTHING = Loaded([], Counter(), 0, 2**53)


def load(count: int, first_seed: int = 0, *, spread: timedelta = SPREAD) -> Loaded:
    """Stores that many tickets; the environment says where the emulator is (scripts.admin.use_emulators)."""
    sizes = [min(CHUNK, count - done) for done in range(0, count, CHUNK)]
    tasks = [(first_seed + number, size, spread) for number, size in enumerate(sizes)]
    if len(tasks) == 1:
        return _load_chunk(tasks[0])
    # Not forked: gRPC does not survive that.
    with multiprocessing.get_context("spawn").Pool(min(len(tasks), os.cpu_count() or 1)) as pool:
        return together(pool.imap_unordered(_load_chunk, tasks))


def together(parts: Iterable[Loaded]) -> Loaded:
    ids: list[str] = []
    counts = Counter[Path]()
    terms, first = NOTHING.terms, NOTHING.first_created_ms
    for part in parts:
        ids += part.ids
        counts.update(part.counts)
        terms, first = terms + part.terms, min(first, part.first_created_ms)
    return Loaded(ids, counts, terms, first)


def _load_chunk(task: tuple[int, int, timedelta]) -> Loaded:
    seed, size, spread = task
    client, parts = Client(project=PROJECT), []
    made = tickets.stored(random.Random(seed), size, datetime.now(UTC), spread=spread)
    for group in batched(made, COMMIT, strict=False):
        batch = client.batch()
        for ticket in group:
            batch.create(client.collection("tickets").document(ticket.id), ticket.content)
        batch.commit()
        parts.append(together(map(_one, group)))
    return together(parts)


def _one(ticket: Stored) -> Loaded:
    created_ms = int(ticket.content["created_at"].timestamp() * 1000)
    counts = Counter(contribution(ticket.content))
    return Loaded([ticket.id], counts, len(ticket.content["terms"]), created_ms)


def converse(client: Client, ids: Sequence[str]) -> None:
    """Gives the first tickets their long conversations."""
    now = datetime.now(UTC)
    for name, count in zip(ids, tickets.TALKS, strict=False):
        for group in batched(tickets.talk(random.Random(count), count, now), COMMIT, strict=False):
            batch = client.batch()
            for message in group:
                batch.set(client.document(conversation.path_of(name, message.id)), conversation.content_of(message))
            batch.commit()


def set_counters(client: Client, loaded: Loaded, shards: int) -> None:
    """Makes the counters say what the trigger would have counted, each sum spread over all shards."""
    for shard in range(shards):
        share = {path: count // shards + (shard < count % shards) for path, count in loaded.counts.items()}
        content = {**nested(share), "first_created_ms": loaded.first_created_ms}
        client.collection("counters").document(str(shard)).set(content)


def nested(counts: Mapping[Path, int]) -> dict[str, Any]:
    """Counts as a shard stores them: maps within maps, a path's last name for the number."""
    content: dict[str, Any] = {}
    for path, count in counts.items():
        parent = content
        for name in path[:-1]:
            parent = parent.setdefault(name, {})
        parent[path[-1]] = count
    return content
