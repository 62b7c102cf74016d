"""Sending many requests with little work of our own, so that what is measured is the server."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Barrier
from urllib.parse import urlsplit

from scripts.measure.bench.figures import Sample

TIMEOUT_S = 60.0
BLOCK = 5
"""Requests of each connection before it is the next target's turn."""
LEAST_ROUNDS = 3


@dataclass(frozen=True)
class Ask:
    """A request; `path` is what follows the function's own address or its mount behind Hosting."""

    method: str
    status: int
    path: str = ""
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """Where requests go: `url` with the part of the path that all of them share."""

    name: str
    url: str


@dataclass(frozen=True)
class Sent:
    """The seconds of each request that was answered as expected, how many were not, and what all of them took."""

    seconds: list[float]
    elapsed_s: float
    failed: int


type Asks = Callable[[int], list[Ask]]
"""Makes that many requests, no two of which change the same ticket."""


def compare(
    targets: Sequence[Target], asks: Asks, *, concurrency: int, requests: int, limit_s: float
) -> dict[str, Sample]:
    """Samples by the targets' names, of about as many requests each; fewer, if they take more than limit_s seconds.

    Measured in turns, so that a machine that slows down does so for all alike.
    """
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


def send(target: Target, asks: Sequence[Ask], concurrency: int) -> Sent:
    """Sends the requests over that many connections, whose opening does not count."""
    shares = [asks[first::concurrency] for first in range(concurrency)]
    together = Barrier(concurrency)
    with ThreadPoolExecutor(concurrency) as pool:
        done = [it.result() for it in [pool.submit(_worker, target, share, together) for share in shares]]
    seconds = [each for taken, _, _ in done for each in taken if each is not None]
    elapsed_s = max(end for _, _, end in done) - min(begin for _, begin, _ in done)
    return Sent(seconds, elapsed_s, len(asks) - len(seconds))


def _worker(target: Target, asks: Sequence[Ask], together: Barrier) -> tuple[list[float | None], float, float]:
    place = urlsplit(target.url)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=TIMEOUT_S)
    try:
        connection.connect()
        together.wait(TIMEOUT_S)
        begin = time.perf_counter()
        seconds = [_timed(connection, place.path, ask) for ask in asks]
        return seconds, begin, time.perf_counter()
    finally:
        connection.close()


def _timed(connection: HTTPConnection, base: str, ask: Ask) -> float | None:
    path, began = f"{base}{ask.path}", time.perf_counter()
    try:
        connection.request(ask.method, path if path.startswith("/") else f"/{path}", ask.body, dict(ask.headers))
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        connection.close()  # the next request opens it anew
        return None
    return time.perf_counter() - began if answer.status == ask.status else None
