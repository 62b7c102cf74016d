"""What must hold, as lines that pass or miss: ratios within one run."""

from collections.abc import Iterator, Sequence

from scripts.measure.bench.burst import Burst
from scripts.measure.bench.figures import Verdict
from scripts.measure.bench.measuring import FLOOR, HOSTING, OURS, Measured
from scripts.measure.bench.operations import CLASSIFY, NEWEST, STATS
from scripts.measure.bench.startup import Starts

STATS_GROWTH = 1.2
TALK_GROWTH = 1.2
CLASSIFY_MS = 15.0
START_RATIO = 1.15
COUNTED_S = 10.0
PAGE = 21
"""Documents of a page of 20, and one more that shows whether there is another page."""


def of_operations(found: Sequence[Measured]) -> Iterator[Verdict]:
    """Every operation's worst ratio, and what it asks of Firestore at most."""
    for name in dict.fromkeys(it.operation.name for it in found):
        mine = [it for it in found if it.operation.name == name]
        if (limit := mine[0].operation.limit) is not None:
            for concurrency in dict.fromkeys(it.concurrency for it in mine):
                worst = max(it.ratio for it in mine if it.concurrency == concurrency)
                yield Verdict(f"{name}: p50 to the floor's, {concurrency} at a time", worst, limit)
        yield Verdict(f"{name}: requests that failed", sum(_failed(it) for it in mine), 0)
        yield from _asked_of_firestore(name, mine)


def _failed(measured: Measured) -> int:
    return sum(it.failed for it in measured.summaries.values())


def _asked_of_firestore(name: str, mine: Sequence[Measured]) -> Iterator[Verdict]:
    cost = [it.cost for it in mine]
    match mine[0].operation.endpoint:
        case "classify_ticket" | "receive_mail" | "upload_attachment":
            yield Verdict(f"{name}: reads", max(it.reads + it.queries for it in cost), 0)
            yield Verdict(f"{name}: commits", max(it.commits for it in cost), 1)
        case "create_ticket" | "update_ticket" | "post_message":
            yield Verdict(f"{name}: reads before the commit", max(it.reads + it.queries for it in cost), 1)
            yield Verdict(f"{name}: commits", max(it.commits for it in cost), 1)
        case "download_attachment":
            yield Verdict(f"{name}: reads", max(it.reads + it.queries for it in cost), 1)
        case "list_tickets":
            yield Verdict(f"{name}: queries", max(it.queries + it.reads for it in cost), 1)
            yield Verdict(f"{name}: documents read", max(it.documents for it in cost), PAGE)
        case "read_messages":
            yield Verdict(f"{name}: queries", max(it.queries for it in cost), 1)
        case "ticket_stats":
            read = [it.documents for it in cost]
            yield Verdict(f"{name}: documents read, most less fewest", max(read) - min(read), 0)


def of_growth(found: Sequence[Measured]) -> Iterator[Verdict]:
    """Statistics at the largest size against those at the smallest, where there are two."""
    mine = {it.size: it.summaries for it in found if it.operation is STATS and it.concurrency == 1}
    if len(mine) > 1:
        least, most = min(mine), max(mine)
        growth = {name: mine[most][name].p50_ms / mine[least][name].p50_ms for name in (FLOOR, OURS)}
        name = f"stats: p50 at {most:,} to that at {least:,} (the floor's: {growth[FLOOR]:.2f})"
        yield Verdict(name, growth[OURS], STATS_GROWTH)


def of_conversations(found: Sequence[Measured]) -> Iterator[Verdict]:
    """The newest messages of a long conversation against those of a short one."""
    alone = [it for it in found if it.concurrency == 1]
    short, long = ([it.summaries[OURS].p50_ms for it in alone if it.operation is each] for each in NEWEST)
    if short and long:
        yield Verdict(f"{NEWEST[1].name}: p50 to that of the {NEWEST[0].name}", max(long) / max(short), TALK_GROWTH)


def of_classify(found: Sequence[Measured]) -> Iterator[Verdict]:
    """By what it takes beyond the floor and not by a ratio: the encoder takes what it takes, and a person waits."""
    alone = [it.summaries for it in found if it.operation is CLASSIFY and it.concurrency == 1]
    if alone:
        beyond = max(it[HOSTING].p50_ms - it[FLOOR].p50_ms for it in alone)
        yield Verdict("classify, local: p50 through Hosting beyond the floor's", beyond, CLASSIFY_MS, "ms")


def of_start(starts: Starts) -> Iterator[Verdict]:
    yield Verdict("start: import of a function to that of its libraries", starts.ratio, START_RATIO)
    extra = set(starts.ours.loaded) - set(starts.libraries.loaded)
    yield Verdict("start: large libraries that only ours load", len(extra), 0)


def of_burst(burst: Burst) -> Iterator[Verdict]:
    yield Verdict(f"counters: {burst.tickets:,} tickets counted after the last answer", burst.lag_s, COUNTED_S, "s")
