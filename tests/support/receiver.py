"""Receivers of webhooks on this machine, which answer as a test asks for and remember what they were sent."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from standardwebhooks.webhooks import Webhook
from werkzeug import Request, Response

from tests.support.sockets import hang_up
from tests.support.standin import StandIn


@dataclass(frozen=True)
class Reply:
    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay_s: float = 0.0
    go_on: threading.Event | None = None
    """Ends the delay once it is set."""
    hang_up: bool = False
    """Close the connection without an answer."""


@dataclass(frozen=True)
class Received:
    """A request as it came in; `at` is this machine's clock without its jumps, in seconds."""

    headers: Mapping[str, str]
    body: bytes
    at: float

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def payload(self) -> Any:
        return json.loads(self.body)

    def verified(self, secret: str) -> Any:
        """The payload, once the reference library has found the signature good; raises where it has not."""
        return Webhook(secret).verify(self.body, {**self.headers})


class Receiver:
    """Serves any number of receivers, one for each path, on a port that stays the same while it is down."""

    def __init__(self) -> None:
        self.server = StandIn(self._answer)
        self.most_at_once = Counter[str]()
        """By path, the requests that were being answered at the same time."""
        self.closing = threading.Event()
        self._replies: dict[str, list[Reply]] = {}
        self._received: dict[str, list[Received]] = {}
        self._present = Counter[str]()
        self._lock = threading.Lock()

    def url(self, path: str) -> str:
        return f"{self.server.url}{path}"

    def when(self, path: str, *replies: Reply) -> Self:
        """From now on answers requests to the path in this way: each reply serves once, the last one from then on."""
        with self._lock:
            self._replies[path] = [*replies]
        return self

    def received(self, path: str) -> list[Received]:
        with self._lock:
            return [*self._received.get(path, [])]

    @contextmanager
    def down(self) -> Iterator[None]:
        """Nobody listens on the port during the block."""
        self.server.stop()
        try:
            yield
        finally:
            self.server.start()

    def _arrive(self, path: str, request: Received) -> Reply:
        with self._lock:
            self._received.setdefault(path, []).append(request)
            self._present[path] += 1
            self.most_at_once[path] = max(self.most_at_once[path], self._present[path])
            replies = self._replies.get(path, [Reply()])
            return replies.pop(0) if len(replies) > 1 else replies[0]

    def _answer(self, request: Request) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        reply = self._arrive(request.path, Received(headers, request.get_data(), time.monotonic()))
        (reply.go_on or self.closing).wait(reply.delay_s)
        with self._lock:
            self._present[request.path] -= 1
        return hang_up(request) if reply.hang_up else Response(reply.body, reply.status, {**reply.headers})


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()
    with receiver.server:
        try:
            yield receiver
        finally:
            receiver.closing.set()
