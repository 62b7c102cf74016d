"""How soon a burst of tickets is in the counters."""

import random
import time
from dataclasses import dataclass

from google.cloud.firestore import Client

from scripts.base.console import Failure
from scripts.measure.bench.operations import CREATE, Given
from scripts.measure.bench.requests import Target, send
from scripts.measure.bench.site import Site

FUNCTIONS = (CREATE.function, "count_ticket")
"""All that runs: in the cloud each function has processors of its own, here they would share these few."""
CONCURRENCY = 8
GIVE_UP_S = 300.0
POLL_S = 0.1


@dataclass(frozen=True)
class Burst:
    """Tickets, the seconds from the first request to the last answer, and from there until all are counted."""

    tickets: int
    created_s: float
    lag_s: float


def measure(site: Site, tickets: int) -> Burst:
    """Creates tickets as fast as the emulator's function takes them. Raises Failure when some are not counted."""
    before = total(site.firestore)
    url = next(it.url for it in site.instance.deployed() if it.name == CREATE.function)
    asks = CREATE.asks(Given([], site.agent, random.Random(0)), tickets)
    sent = send(Target("create", url), asks, CONCURRENCY)
    if sent.failed:
        raise Failure(f"{sent.failed} of {tickets} tickets could not be created.")
    acknowledged = time.monotonic()
    while total(site.firestore) < before + tickets:
        if time.monotonic() - acknowledged > GIVE_UP_S:
            raise Failure(f"Only {total(site.firestore) - before} of {tickets} tickets were counted in {GIVE_UP_S} s.")
        time.sleep(POLL_S)
    return Burst(tickets, sent.elapsed_s, time.monotonic() - acknowledged)


def total(client: Client) -> int:
    """What the counters say, all shards together."""
    return sum(int((shard.to_dict() or {}).get("total", 0)) for shard in client.collection("counters").stream())
