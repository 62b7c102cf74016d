"""`make speed [DATA=file.csv]`: how long the functions take to start, and the local classifier for a text.

Every start is a fresh process with the packages that are deployed. Each deployed function loads `main`, with all of
them in it; the rows below it load one function's module alone. CPU time is the steadier figure on a busy machine.
"""

import argparse
import json
import os
import subprocess
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from common.classifier import heuristic
from scripts.base.console import Failure, guarded, say
from scripts.base.paths import FUNCTIONS, FUNCTIONS_VENV, PROJECT
from scripts.measure import evaluate

ROUNDS = 10
LENGTHS = (0, 100, 300, 1_201)
"""Borders of the groups of texts, in characters."""
WITH_CLASSIFIER = "main, common.classifier.suggest"
"""What a function that classifies has loaded at its first text, before it reads the weights."""
START = """
import json, sys, time
cpu, wall = time.process_time(), time.perf_counter()
import {module}
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
heuristic = sys.modules.get("common.classifier.heuristic")
weights = heuristic is not None and heuristic.loaded.cache_info().currsize > 0
print(json.dumps([cpu, wall, heuristic is not None, weights, "google.genai" in sys.modules]))
"""


class Start(NamedTuple):
    """What loading took, and what it loaded: the classifier's code, its weights, the Gemini SDK."""

    cpu_s: float
    wall_s: float
    classifier: bool
    weights: bool
    gemini: bool


def start(module: str) -> Start:
    """One start in a fresh process, of one module or several. Raises Failure when a module cannot be loaded."""
    command: list[str | Path] = [FUNCTIONS_VENV / "bin" / "python", "-c", START.format(module=module)]
    environ = {"PATH": os.environ["PATH"], "GCLOUD_PROJECT": PROJECT}
    done = subprocess.run(command, cwd=FUNCTIONS, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"{module} cannot be loaded:\n{done.stderr}")
    return Start(*json.loads(done.stdout))


def modules() -> list[str]:
    """The modules with a deployed function each."""
    files = [file for folder in ("endpoints", "triggers") for file in (FUNCTIONS / folder).rglob("[!_]*.py")]
    return sorted(".".join(file.relative_to(FUNCTIONS).with_suffix("").parts) for file in files)


def report_starts(rounds: int) -> None:
    rows = ["main", WITH_CLASSIFIER, *modules()]
    # Round by round, so that a change of the machine's load meets all rows alike.
    starts = [[start(row) for row in rows] for _ in range(rounds)]
    say(f"start, median of {rounds} fresh processes   CPU ms  wall ms  loads")
    for row, ran in zip(rows, zip(*starts, strict=True), strict=True):
        cpu, wall = (1000 * median(values) for values in ([each.cpu_s for each in ran], [each.wall_s for each in ran]))
        parts = {"classifier": ran[0].classifier, "weights": ran[0].weights, "google.genai": ran[0].gemini}
        say(f"  {row:38} {cpu:8.0f} {wall:8.0f}  {', '.join(part for part, there in parts.items() if there) or '-'}")


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
    heuristic.classify(text)
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
