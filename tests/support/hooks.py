"""An endpoint as an admin registers it, with the receiver behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.answers import success
from tests.support.people import Person
from tests.support.receiver import Received, Receiver
from tests.support.tickets import create, word
from tests.support.waiting import wait_until

ARRIVED_S = 90.0
EVENTS = ["ticket.created", "ticket.updated", "ticket.resolved"]

type Row = dict[str, Any]


@dataclass(frozen=True)
class Hook:
    """What an admin does with one endpoint, and what its receiver got."""

    api: httpx.Client
    admin: Person
    receiver: Receiver
    path: str
    registered: Row

    @property
    def id(self) -> str:
        return str(self.registered["id"])

    def ask(self, method: str, below: str = "", **options: Any) -> httpx.Response:
        return self.api.request(method, f"/api/webhooks/{self.id}{below}", headers=self.admin.headers, **options)

    def read(self) -> Row:
        listed = success(self.api.get("/api/webhooks", headers=self.admin.headers))["results"]
        return next(it for it in listed if it["id"] == self.id)

    def log(self, ticket: Row) -> list[Row]:
        """The deliveries about the ticket, oldest first."""
        page = success(self.ask("GET", "/deliveries", params={"page_size": 100}))
        return [it for it in page["results"][::-1] if it["ticket_id"] == ticket["id"]]

    def received(self, ticket: Row) -> list[Received]:
        return [it for it in self.receiver.received(self.path) if it.payload["data"]["id"] == ticket["id"]]

    def arrived(self, ticket: Row, count: int) -> list[Received]:
        """What came about the ticket, once it is so many requests."""
        wait_until(lambda: len(self.received(ticket)) >= count, ARRIVED_S)
        return self.received(ticket)

    def settled(self, ticket: Row, state: str, count: int = 1) -> list[Row]:
        """The log of the ticket, once so many deliveries are in that state."""
        wait_until(lambda: sum(it["state"] == state for it in self.log(ticket)) >= count, ARRIVED_S)
        return self.log(ticket)


@contextmanager
def hook(api: httpx.Client, admin: Person, receiver: Receiver, **fields: Any) -> Iterator[Hook]:
    """A new endpoint for the block, with a path of its own; afterwards it hears of nobody's tickets any more.

    Nor does it hear of what was written before: the emulator delivers events late, and one after the other.
    """
    with _registered(api, admin, receiver) as before:
        before.arrived(create(api), 1)
    with _registered(api, admin, receiver, **fields) as made:
        yield made


@contextmanager
def _registered(api: httpx.Client, admin: Person, receiver: Receiver, **fields: Any) -> Iterator[Hook]:
    path = f"/{word()}"
    body = {"url": receiver.url(path), "events": EVENTS, **fields}
    registered = success(api.post("/api/webhooks", json=body, headers=admin.headers), 201)
    made = Hook(api, admin, receiver, path, registered)
    try:
        yield made
    finally:
        made.ask("DELETE")
