"""Sending many requests with little work of our own, so that what is measured is the server."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlsplit

from scripts.console import Failure

TIMEOUT_S = 60.0


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


def send(target: Target, asks: Sequence[Ask], concurrency: int) -> tuple[list[float], float]:
    """Sends the requests over that many connections; the seconds of each, and from the first to the last answer.

    Opening the connections does not count. Raises Failure for an answer with another status than expected.
    """
    shares = [asks[first::concurrency] for first in range(concurrency)]
    together = Barrier(concurrency)
    with ThreadPoolExecutor(concurrency) as pool:
        done = [it.result() for it in [pool.submit(_worker, target, share, together) for share in shares]]
    seconds = [each for taken, _, _ in done for each in taken]
    return seconds, max(end for _, _, end in done) - min(begin for _, begin, _ in done)


def _worker(target: Target, asks: Sequence[Ask], together: Barrier) -> tuple[list[float], float, float]:
    place = urlsplit(target.url)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=TIMEOUT_S)
    try:
        connection.connect()
        together.wait(TIMEOUT_S)
        begin = time.perf_counter()
        seconds = [_timed(connection, place.path, target, ask) for ask in asks]
        return seconds, begin, time.perf_counter()
    finally:
        connection.close()


def _timed(connection: HTTPConnection, base: str, target: Target, ask: Ask) -> float:
    began = time.perf_counter()
    path = f"{base}{ask.path}"
    connection.request(ask.method, path if path.startswith("/") else f"/{path}", ask.body, dict(ask.headers))
    answer = connection.getresponse()
    content = answer.read()
    took = time.perf_counter() - began
    if answer.status != ask.status:
        said = content[:500].decode("utf-8", errors="replace")
        raise Failure(f"{target.name} answered {ask.method} {ask.path} with {answer.status}: {said}")
    return took
