"""Measures the operations at one size of the collection."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from common.classifier import local
from scripts.base.console import say
from scripts.emulators.serving import Served
from scripts.measure.bench import costs, tickets, usage
from scripts.measure.bench.costs import Cost
from scripts.measure.bench.figures import Summary, percentile, ratio, summary
from scripts.measure.bench.operations import CREATE, Given, Operation, read_by_ours
from scripts.measure.bench.requests import Target, compare
from scripts.measure.bench.site import Site

FLOOR, OURS, HOSTING = "floor", "ours", "through Hosting"


@dataclass(frozen=True)
class Effort:
    """How long to measure: requests per target, and after how many seconds an operation's measurement ends."""

    requests: int = 400
    limit_s: float = 20.0
    concurrencies: tuple[int, ...] = (1, 8)


@dataclass(frozen=True)
class Measured:
    """An operation at one size and concurrency; times of the processor and of the function are per request."""

    operation: Operation
    size: int
    concurrency: int
    summaries: dict[str, Summary]
    ratio: float
    """Of ours at the function itself to the floor."""
    cost: Cost
    floor_cpu_ms: float
    ours_cpu_ms: float
    function_ms: float
    """The median of what our function says it took, from the parsed request to the answer."""
    resident_mib: float
    """Of our function's worker, after these requests."""


def at_size(site: Site, ids: Sequence[str], operations: Sequence[Operation], effort: Effort) -> Iterator[Measured]:
    """Operations of one function are measured with one start of it."""
    given = Given(ids, site.agent, random.Random(len(ids)))
    for (function, _), group in groupby(operations, key=lambda it: (it.function, it.floor)):
        alike = list(group)
        with site.floor(alike[0].floor, prepared(alike[0], effort)) as floor, site.ours(function) as ours:
            for operation in alike:
                say(f"     {len(ids):,} tickets: {operation.name}")
                for concurrency in sorted({min(it, operation.at_once) for it in effort.concurrencies}):
                    yield _measured(site, given, operation, floor, ours, concurrency, effort)


def prepared(operation: Operation, effort: Effort) -> dict[str, Any]:
    """What the floor's function needs; new tickets for create, one for each request and those that are not counted."""
    needed = (effort.requests + 100) * (len(effort.concurrencies) + 1) if operation is CREATE else 0
    now = datetime.now(UTC)
    made = tickets.stored(random.Random(0), needed, now, spread=timedelta(0))
    record = {"fingerprint": "0" * 64, "salt": "0" * 32, "ticket": "0" * 26, "expires_at": now}
    suggestion = {**local.suggest("I was charged twice").model_dump(), "expires_at": now}
    stored = {it.id: it.content for it in made}
    return {**read_by_ours(), "stored": stored, "key": record, "suggestion": suggestion}


def _measured(
    site: Site, given: Given, operation: Operation, floor: Served, ours: Served, concurrency: int, effort: Effort
) -> Measured:
    asks = partial(operation.asks, given)
    hosting = Target(HOSTING, site.instance.url("hosting") + operation.mount)
    targets = [Target(FLOOR, floor.url), Target(OURS, ours.url), hosting]
    before, offset = [usage.cpu_s(it) for it in (floor, ours)], ours.log.stat().st_size
    samples = compare(targets, asks, concurrency=concurrency, requests=effort.requests, limit_s=effort.limit_s)
    used = [usage.cpu_s(it) - was for it, was in zip((floor, ours), before, strict=True)]
    durations = usage.durations_ms(ours.log, offset)
    return Measured(
        operation=operation,
        size=len(given.ids),
        concurrency=concurrency,
        summaries={name: summary(sample) for name, sample in samples.items()},
        ratio=ratio(samples[OURS], samples[FLOOR]),
        cost=costs.of_request(handler(operation), asks(1)[0]),
        floor_cpu_ms=used[0] / len(durations) * 1000,
        ours_cpu_ms=used[1] / len(durations) * 1000,
        function_ms=percentile(durations, 0.5),
        resident_mib=usage.resident_mib(ours),
    )


def handler(operation: Operation) -> Callable[[Any], Any]:
    """What the function of an operation does, without its server."""
    from scripts.check.openapi.deployed import endpoints

    found: Callable[[Any], Any] = next(it.operation for it in endpoints() if it.name == operation.endpoint)
    return found
