"""One request to every HTTP function, all at once, and what came of them."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support import web
from tests.support.tickets import word

TIMEOUT_S = 30.0
"""What counts as a hang, for the client that waits for it."""


@dataclass(frozen=True)
class Ask:
    method: str
    path: str
    """The function, and the path at its own address."""
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None


@dataclass(frozen=True)
class Outcome:
    answer: httpx.Response
    took_s: float


def every_ask(agent: Mapping[str, str], ticket: Mapping[str, Any], held: str, new: Mapping[str, Any]) -> dict[str, Ask]:
    """By operation. `ticket` is as its creator was answered, `held` the id of one in quarantine, `new` one to open."""
    number = ticket["id"]
    return {
        "create_ticket": Ask("POST", "create_ticket", {"Idempotency-Key": word()}, new),
        "list_tickets": Ask("GET", "list_tickets", agent),
        "get_ticket": Ask("GET", f"get_ticket/{number}", agent),
        "update_ticket": Ask("PATCH", f"update_ticket/{number}", agent, {"status": "closed"}),
        "ticket_stats": Ask("GET", "ticket_stats", agent),
        "classify_ticket": Ask("POST", "classify_ticket", json={"description": f"The page shows {word()}"}),
        "track_ticket": Ask("GET", f"track_ticket/{number}", {"X-Tracking-Token": ticket["tracking_token"]}),
        "ticket_history": Ask("GET", f"ticket/{number}/history", agent),
        "ticket_link": Ask("DELETE", f"ticket/{number}/link", agent),
        "release_ticket": Ask("POST", f"ticket/{held}/release", agent),
    }


def send(url: str, ask: Ask) -> Outcome:
    """What comes of the request to a function below `url`."""
    began = time.monotonic()
    answer = web.request(ask.method, f"{url}/{ask.path}", headers=dict(ask.headers), json=ask.json, timeout=TIMEOUT_S)
    return Outcome(answer, time.monotonic() - began)


def send_all(url: str, asks: Mapping[str, Ask]) -> dict[str, Outcome]:
    with ThreadPoolExecutor(len(asks)) as pool:
        tasks = {name: pool.submit(send, url, ask) for name, ask in asks.items()}
        return {name: task.result() for name, task in tasks.items()}
