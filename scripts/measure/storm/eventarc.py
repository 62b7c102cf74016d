"""A stand-in for Eventarc: delivers every event until it has been taken, at least twice, late, and in any order."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
from google.cloud.firestore_v1.types import Document

from scripts.base.console import Failure
from scripts.emulators import events
from scripts.measure.storm.functions import COUNT, QUEUE

WORKERS = 4
HELD = 40
"""Deliveries that wait so that a later one can overtake them."""
TIMEOUT_S = 30.0
IDLE_S = 0.05
MAILS = "mail_outbox"
LISTENERS = {"tickets": (COUNT, "written"), MAILS: (QUEUE, "created")}
"""By collection, the function and the kind of its events."""


@dataclass(frozen=True)
class Event:
    id: str
    function: str
    kind: str
    path: str
    body: bytes


@dataclass
class Eventarc:
    """Delivers to the address that `url` returns of a function. Counts events, taken deliveries and failed ones."""

    url: Callable[[str], str]
    dice: random.Random
    published: int = 0
    taken: int = 0
    failed: int = 0
    _waiting: list[Event] = field(default_factory=list)
    _under_way: int = 0
    _held: int = HELD
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _over: threading.Event = field(default_factory=threading.Event)
    _workers: list[threading.Thread] = field(default_factory=list)

    def publish(self, before: Document | None, after: Document | None) -> None:
        """Adds the event of a ticket that was written, or of an e-mail that is owed from now on."""
        written = after if after is not None else before
        place = written.name.removeprefix(f"{events.DATABASE}/documents/").split("/") if written is not None else []
        if len(place) != 2 or place[0] not in LISTENERS or (place[0] == MAILS and before is not None):
            return
        function, kind = LISTENERS[place[0]]
        with self._lock:
            self.published += 1
            content = events.content(before, after)
            event = Event(f"storm-{self.published}", function, kind, "/".join(place), content)
            self._waiting += [event] * self.dice.choice((2, 2, 3))

    def start(self) -> None:
        self._workers = [threading.Thread(target=self._deliver_all, daemon=True) for _ in range(WORKERS)]
        for worker in self._workers:
            worker.start()

    def drain(self, timeout_s: float) -> None:
        """Returns when every event was taken as often as it is to be; raises Failure when none is for so long."""
        deadline, taken, self._held = time.monotonic() + timeout_s, self.taken, 0
        while self._waiting or self._under_way:
            if self.taken > taken:
                deadline, taken = time.monotonic() + timeout_s, self.taken
            if time.monotonic() > deadline:
                raise Failure(f"{len(self._waiting)} deliveries of events have failed for {timeout_s:.0f} s.")
            time.sleep(IDLE_S)

    def stop(self) -> None:
        self._over.set()
        for worker in self._workers:
            worker.join()

    def _deliver_all(self) -> None:
        with httpx.Client(timeout=TIMEOUT_S) as client:
            while not self._over.is_set():
                event = self._any()
                if event is None:
                    self._over.wait(IDLE_S)
                else:
                    self._settle(event, taken=self._deliver(client, event))

    def _any(self) -> Event | None:
        with self._lock:
            if len(self._waiting) <= self._held:
                return None
            self._under_way += 1
            return self._waiting.pop(self.dice.randrange(len(self._waiting)))

    def _deliver(self, client: httpx.Client, event: Event) -> bool:
        headers = events.headers(event.id, event.kind, event.path)
        try:
            return client.post(self.url(event.function), content=event.body, headers=headers).is_success
        except httpx.TransportError:
            return False

    def _settle(self, event: Event, *, taken: bool) -> None:
        with self._lock:
            self._under_way -= 1
            if taken:
                self.taken += 1
            else:
                self.failed += 1
                self._waiting.append(event)
