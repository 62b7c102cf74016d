"""A stand-in for Cloud Tasks: takes each task once by its name and dispatches it until it is done, some twice."""

import json
import random
import threading
import time
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from werkzeug import Request, Response

from tests.support.standin import StandIn, as_json

WORKERS = 4
TWICE = 0.1
AGAIN_S = 0.5
"""After a failure."""
TIMEOUT_S = 60.0
IDLE_S = 0.02


@dataclass
class Tasks:
    """Dispatches to the address that `url` returns; its own is `host`."""

    url: Callable[[], str]
    dice: random.Random
    failed: int = 0
    done: int = 0
    _names: set[str] = field(default_factory=set)
    _due: list[tuple[float, bytes]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _over: threading.Event = field(default_factory=threading.Event)
    _workers: list[threading.Thread] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._standin = StandIn(self._taken)

    @property
    def host(self) -> str:
        return self._standin.url.removeprefix("http://").rstrip("/")

    def start(self) -> None:
        self._standin.start()
        self._workers = [threading.Thread(target=self._dispatch_all, daemon=True) for _ in range(WORKERS)]
        for worker in self._workers:
            worker.start()

    def stop(self) -> None:
        self._over.set()
        for worker in self._workers:
            worker.join()
        self._standin.stop()

    def _taken(self, request: Request) -> Response:
        """https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create"""
        task = request.get_json()["task"]
        at = datetime.fromisoformat(task["scheduleTime"]).timestamp()
        body = b64decode(task["httpRequest"]["body"])
        with self._lock:
            if task["name"] in self._names:
                return as_json({"error": {"code": 409, "status": "ALREADY_EXISTS", "message": "It is there."}}, 409)
            self._names.add(task["name"])
            self._due += [(at, body)] * (2 if self.dice.random() < TWICE else 1)
        return as_json({"task": {"name": f"/{task['name']}"}})

    def _dispatch_all(self) -> None:
        with httpx.Client(timeout=TIMEOUT_S) as client:
            while not self._over.is_set():
                if (body := self._next()) is None:
                    self._over.wait(IDLE_S)
                elif self._dispatched(client, body):
                    self.done += 1
                else:
                    self.failed += 1
                    with self._lock:
                        self._due.append((time.time() + AGAIN_S, body))

    def _next(self) -> bytes | None:
        with self._lock:
            due = [it for it in self._due if it[0] <= time.time()]
            if not due:
                return None
            chosen = self.dice.choice(due)
            self._due.remove(chosen)
            return chosen[1]

    def _dispatched(self, client: httpx.Client, body: bytes) -> bool:
        try:
            return client.post(self.url(), json=json.loads(body)).is_success
        except httpx.TransportError:
            return False
