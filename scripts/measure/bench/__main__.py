"""`make bench [N=1000,10000] [ONLY=create,stats] [REQUESTS=400] [SECONDS=20] [BURST=1000] [STRICT=1]`."""

import argparse
import sys
import time
from statistics import mean

from common.base import config
from scripts.base.console import Failure, guarded, say, shown, step
from scripts.measure.bench import burst, indexes, loading, measuring, operations, report, site, startup
from scripts.measure.bench.loading import Loaded
from scripts.measure.bench.measuring import Effort
from scripts.measure.bench.operations import Operation
from scripts.measure.bench.report import Report
from scripts.measure.bench.site import Site

STARTS = 9
START = "ticket"
"""The function whose start is measured; `make speed` measures all."""
SAMPLE = 200
"""Tickets of which the index entries and bytes are counted."""
SIZES = "1000,10000"
LEAST = 400
"""Tickets: what the largest block of updates changes, no ticket twice, is taken from them."""


def sizes(text: str) -> list[int]:
    """Ascending numbers of tickets. Raises Failure for what is none."""
    try:
        found = sorted({int(it) for it in (text or SIZES).split(",")})
    except ValueError:
        found = [0]
    if found[0] < LEAST:
        raise Failure(f"N={text}: give numbers of tickets from {LEAST} on, separated by commas, such as 1000,10000.")
    return found


def chosen(text: str) -> list[Operation]:
    """The operations whose names begin with one of those given; all, if none is. Raises Failure for an unknown one."""
    names = [it.strip() for it in text.split(",") if it.strip()]
    for name in names:
        if not any(it.name.startswith(name) for it in operations.ALL):
            raise Failure(f"ONLY={text}: there is no {name}, only {'; '.join(it.name for it in operations.ALL)}.")
    return [it for it in operations.ALL if not names or it.name.startswith(tuple(names))]


def run(found: Report, wanted: list[int], only: list[Operation], effort: Effort, tickets: int) -> None:
    """Adds what it measures to `found` as it goes, so that a run that is stopped has not been for nothing."""
    with step("import the functions in fresh processes"):
        found.starts = startup.measure([START], STARTS)[START]
    with (
        site.running(burst.FUNCTIONS) as here,
        step(f"create {tickets:,} tickets at once and wait for the counters"),
    ):
        found.burst = burst.measure(here, tickets)
    with site.running() as here:
        here.pause_triggers()
        loaded = loading.NOTHING
        for size in wanted:
            loaded = _grown(found, here, loaded, size)
            for measured in measuring.at_size(here, loaded.ids, only, effort):
                found.measured.append(measured)


def _grown(found: Report, here: Site, loaded: Loaded, size: int) -> Loaded:
    began, count = time.monotonic(), size - len(loaded.ids)
    with step(f"load {count:,} tickets"):
        loaded = loading.together([loaded, loading.load(count, first_seed=len(loaded.ids))])
        loading.set_counters(here.firestore, loaded, config.COUNTER_SHARDS.value)
        loading.converse(here.firestore, loaded.ids)
    found.loading[count] = time.monotonic() - began
    found.terms = loaded.terms / len(loaded.ids)
    some = [it.to_dict() or {} for it in here.firestore.collection("tickets").limit(SAMPLE).stream()]
    found.entries = mean(indexes.entries("tickets", it) for it in some)
    found.stored_bytes = mean(indexes.stored_bytes(it) for it in some)
    return loaded


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("sizes", type=str)
    parser.add_argument("--requests", type=int, default=Effort.requests)
    parser.add_argument("--seconds", type=float, default=Effort.limit_s)
    parser.add_argument("--burst", type=int, default=1000)
    parser.add_argument("--strict", action="store_true", help="status 1 when a target is missed")
    parser.add_argument("--only", default="", help="beginnings of the operations' names, separated by commas")
    given = parser.parse_args()
    wanted, only = sizes(given.sizes), chosen(given.only)
    found = Report()
    try:
        run(found, wanted, only, Effort(requests=given.requests, limit_s=given.seconds), given.burst)
    except KeyboardInterrupt:
        say("\nStopped; what was measured until then:")
    say(f"\n{report.text(found)}\n")
    say(f"Written: {', '.join(shown(path) for path in report.write(found, site.FOLDER))}")
    if given.strict and not all(it.passes for it in found.verdicts()):
        sys.exit(1)


if __name__ == "__main__":
    guarded(main)
