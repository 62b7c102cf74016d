"""A month's bill by the number of tickets: counted operations, times what people do, times prices (docs/cost.md)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scripts.measure.bench.costs import Cost

# Dollars, of a Firestore database in the multi-region nam5 and functions in us-central1.
READ, WRITE, DELETE = 0.06 / 100_000, 0.18 / 100_000, 0.02 / 100_000
STORED_GIB = 0.18
EGRESS_GIB = 0.12
"""What leaves Google for the internet."""
BUCKET_GIB, OBJECT = 0.026, 0.05 / 10_000
"""Of a bucket: a month of a GiB, and a request that writes."""
REQUEST, VCPU_S, GIB_S = 0.40 / 1_000_000, 0.000024, 0.0000025
BILLED_S = 0.1
"""Of an instance, at least, for a request that meets none."""
MEMORY_GIB = 0.5
FREE_A_DAY = {"reads": 50_000, "writes": 20_000, "deletes": 20_000}
FREE_A_MONTH = {"requests": 2_000_000, "vcpu_s": 180_000, "gib_s": 360_000}
DAYS, SECONDS = 30, 30 * 86_400

UPDATES, OPENED, TRACKED, WOKEN, SUGGESTED = 3, 3, 1, 1, 2
"""Of a ticket: changes by agents, looks at it, visits of its status page, and while it is written how often the
classifier is woken and suggests."""
TICKETS_OF_AN_AGENT = 1000
"""A month."""
DESK_S = 160 * 3600
"""Seconds a month in which an agent's desk is visible; tickets change in these hours."""
PACE_S = 2.3
"""The desk refetches no more often (PACE in hosting/src/desk/tickets/desk-store.ts)."""
BEAT_S, BEAT_READS, BEATS_WRITTEN = 30, 2, 1 / 2
"""How often a visible desk says which ticket is open, what each time reads, and how many of them write."""
PEAK = 5
"""Changes in a busy second to those in an average one of the month."""
DOCUMENT_NAME = 51
"""Bytes: "tickets" and an id, a byte more for each, and 16."""
TERM = 13
"""Bytes of the path of an average term, and of its value."""
ENTRY_BYTES = DOCUMENT_NAME + TERM + 32
DOCUMENT_BYTES = DOCUMENT_NAME + 32
"""Of a document besides its fields. Both by https://firebase.google.com/docs/firestore/storage-size."""


@dataclass(frozen=True)
class Ticket:
    """What was counted: costs by operation, and what a ticket takes."""

    costs: Mapping[str, Cost]
    entries: float
    stored_bytes: float


@dataclass(frozen=True)
class Month:
    """Quantities and dollars of a month in which that many tickets come in."""

    tickets: int
    shards: int
    reads_of_requests: float
    reads_of_desks: float
    writes: float
    deletes: float
    requests: float
    added_gib: float
    dollars: float


def shards(tickets: int) -> int:
    """Documents that take a busy second's changes at one each, the rate that Firestore's pages promise; 5 at least."""
    return max(5, math.ceil(PEAK * tickets * (1 + UPDATES) / SECONDS))


def month(tickets: int, counted: Ticket, *, pace_s: float = PACE_S, listening: bool = True) -> Month:
    """`pace_s` and `listening` are what a desk does: how often it refetches at most, and whether counters wake it."""
    changes, parts = tickets * (1 + UPDATES), shards(tickets)
    # Every change of a counter that a desk hears of is a read.
    refetches, heard = min(changes, DESK_S / pace_s), changes if listening else 0
    desks, beats = math.ceil(tickets / TICKETS_OF_AN_AGENT), DESK_S / BEAT_S
    create, update, page = (counted.costs[name] for name in ("create", "update", "list"))
    seen = OPENED * (1 + UPDATES + counted.costs["get"].documents) + TRACKED * (1 + UPDATES)
    # Counters and webhooks hear of every change, and the latter look for endpoints: also where there is none, a read.
    # The form wakes the classifier once, and a new ticket is an event for refine_ticket.
    of_people = WOKEN + SUGGESTED + 1 + UPDATES + 2 * OPENED + TRACKED
    requests = tickets * (of_people + 1) + 2 * changes + (2 * refetches + beats) * desks
    # Every request of the public is counted for its rate limit, in a document that expires; at most in one of its own.
    limited = tickets * (SUGGESTED + 1 + TRACKED)
    # Suggestions are kept for a day. A marker and a shard for every change; markers and idempotency keys expire, too.
    kept = tickets * SUGGESTED
    of_tickets = tickets * (create.written + UPDATES * update.written) + 2 * changes + limited + kept
    used = {
        "reads_of_requests": tickets * (create.documents + UPDATES * update.documents + seen) + changes,
        "reads_of_desks": desks * (refetches * (page.documents + parts) + heard + beats * BEAT_READS),
        "writes": of_tickets + desks * beats * BEATS_WRITTEN,
        "deletes": changes + tickets + limited + kept,
        "requests": requests,
        "added_gib": tickets * (DOCUMENT_BYTES + counted.stored_bytes + counted.entries * ENTRY_BYTES) / 2**30,
    }
    return Month(tickets, parts, **used, dollars=_dollars(used))


def _dollars(used: Mapping[str, float]) -> float:
    def beyond(quantity: float, free: float) -> float:
        return max(0.0, quantity - free)

    reads = beyond(used["reads_of_requests"] + used["reads_of_desks"], DAYS * FREE_A_DAY["reads"])
    writes = beyond(used["writes"], DAYS * FREE_A_DAY["writes"])
    seconds = used["requests"] * BILLED_S
    functions = (
        beyond(used["requests"], FREE_A_MONTH["requests"]) * REQUEST
        + beyond(seconds, FREE_A_MONTH["vcpu_s"]) * VCPU_S
        + beyond(seconds * MEMORY_GIB, FREE_A_MONTH["gib_s"]) * GIB_S
    )
    # Deletions by expiry are never free.
    firestore = reads * READ + writes * WRITE + used["deletes"] * DELETE + beyond(used["added_gib"], 1) * STORED_GIB
    return firestore + functions
