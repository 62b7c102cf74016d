"""One request to every HTTP function, all at once, and what came of them."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support.tickets import word

TIMEOUT_S = 30.0
"""What counts as a hang, for the client that waits for it."""


@dataclass(frozen=True)
class Ask:
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None


@dataclass(frozen=True)
class Outcome:
    answer: httpx.Response
    took_s: float


def every_ask(agent: Mapping[str, str], ticket: Mapping[str, Any], held: str, new: Mapping[str, Any]) -> dict[str, Ask]:
    """By function. `ticket` is as its creator was answered, `held` the id of one in quarantine, `new` one to open."""
    number = ticket["id"]
    return {
        "create_ticket": Ask("POST", "", {"Idempotency-Key": word()}, new),
        "list_tickets": Ask("GET", "", agent),
        "get_ticket": Ask("GET", f"/{number}", agent),
        "update_ticket": Ask("PATCH", f"/{number}", agent, {"status": "closed"}),
        "ticket_stats": Ask("GET", "", agent),
        "classify_ticket": Ask("POST", "", json={"description": f"The page shows {word()}"}),
        "track_ticket": Ask("GET", f"/{number}", {"X-Tracking-Token": ticket["tracking_token"]}),
        "ticket_history": Ask("GET", f"/{number}", agent),
        "ticket_link": Ask("DELETE", f"/{number}", agent),
        "release_ticket": Ask("POST", f"/{held}", agent),
    }


def send(url: str, name: str, ask: Ask) -> Outcome:
    """What comes of the request to the function `name` below `url`."""
    began = time.monotonic()
    answer = httpx.request(
        ask.method, f"{url}/{name}{ask.path}", headers=dict(ask.headers), json=ask.json, timeout=TIMEOUT_S
    )
    return Outcome(answer, time.monotonic() - began)


def send_all(url: str, asks: Mapping[str, Ask]) -> dict[str, Outcome]:
    with ThreadPoolExecutor(len(asks)) as pool:
        tasks = {name: pool.submit(send, url, name, ask) for name, ask in asks.items()}
        return {name: task.result() for name, task in tasks.items()}
