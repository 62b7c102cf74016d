"""`make speed [DATA=file.csv]`: how long the functions take to start, and the local classifier for a text.

Every start is a fresh process with the packages that are deployed. The ratio compares processor times of one process,
so that it is steady on a busy machine.
"""

import argparse
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

import yaml

from common.classifier import local
from scripts.base.console import guarded, say
from scripts.check.manifest import TARGET
from scripts.measure import evaluate
from scripts.measure.bench import startup
from scripts.measure.bench.targets import START_RATIO

ROUNDS = 5
EXEMPT = frozenset({"classify_ticket"})
"""Functions that load more than START_RATIO allows before they listen, so that no request waits for it."""
LENGTHS = (0, 100, 300, 1_201)
"""Borders of the groups of texts, in characters."""


def report_starts(rounds: int) -> None:
    """Every HTTP function; those over the target are marked."""
    endpoints = yaml.safe_load(TARGET.read_text("utf-8"))["endpoints"]
    found = startup.measure([name for name, it in endpoints.items() if "httpsTrigger" in it], rounds)
    title = f"start, median of {rounds} fresh processes"
    say(f"{title:34}   CPU ms  libraries  times the libraries, at most {START_RATIO}; loads")
    for name, it in found.items():
        figures = (
            f"{1000 * it.ours.cpu_s:8.0f} {1000 * it.libraries.cpu_s:10.0f}  {it.ratio:.2f}{_mark(name, it.ratio)}"
        )
        say(f"  {name:32} {figures}  {', '.join(it.ours.loaded) or '-'}")


def _mark(name: str, ratio: float) -> str:
    return "" if ratio <= START_RATIO else "  exempt" if name in EXEMPT else "  !!"


def report_texts(texts: Sequence[str]) -> None:
    first = _cpu_s(texts[0])
    timed = [(len(text), _cpu_s(text)) for text in texts]
    say(f"\none text, CPU ms (the first, with reading the weights: {1000 * first:.1f})   median     95 %     99 %")
    for low, high in (*pairwise(LENGTHS), (LENGTHS[-1], None), (0, None)):
        group = [seconds for length, seconds in timed if low <= length and (high is None or length < high)]
        if len(group) > 1:
            cuts = quantiles(group, n=100, method="inclusive")
            bounds = "all" if (low, high) == (0, None) else f"{low} to {high} characters" if high else f"from {low}"
            figures = "".join(f"{1000 * cuts[place]:9.2f}" for place in (49, 94, 98))
            say(f"  {bounds:32} {len(group):8,} texts {figures}")


def _cpu_s(text: str) -> float:
    started = time.thread_time()
    local.suggest(text)
    return time.thread_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, help="CSV with the columns text, category, priority")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    texts = [row.text for row in evaluate.read(options.data)] if options.data else []
    report_starts(options.rounds)
    if texts:
        report_texts(texts)


if __name__ == "__main__":
    guarded(main)
