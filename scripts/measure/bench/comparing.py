"""Measures several targets side by side: in turns, so that a machine that slows down does so for all alike."""

import time
from collections.abc import Callable, Sequence

from scripts.measure.bench.figures import Sample
from scripts.measure.bench.requests import Ask, Target, send

BLOCK = 5
"""Requests of each connection before it is the next target's turn."""
LEAST_ROUNDS = 3

type Asks = Callable[[int], list[Ask]]
"""Makes that many requests, no two of which change the same ticket."""


def compare(
    targets: Sequence[Target], asks: Asks, *, concurrency: int, requests: int, limit_s: float
) -> dict[str, Sample]:
    """Samples by the targets' names, of about as many requests each; fewer, if they take more than limit_s seconds."""
    samples = {target.name: Sample() for target in targets}
    for target in targets:
        send(target, asks(2 * concurrency), concurrency)  # not counted: opens the server's own connections
    deadline, rounds = time.monotonic() + limit_s, max(1, requests // (BLOCK * concurrency))
    for turn in range(rounds):
        if turn >= LEAST_ROUNDS and time.monotonic() > deadline:
            break
        first = turn % len(targets)
        for target in (*targets[first:], *targets[:first]):
            sent = send(target, asks(BLOCK * concurrency), concurrency)
            samples[target.name].add(sent.seconds, sent.elapsed_s, sent.failed)
    return samples
