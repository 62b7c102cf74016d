"""Receivers of webhooks on this machine, which answer as a test asks for and remember what they were sent."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, cast

from standardwebhooks.webhooks import Webhook


@dataclass(frozen=True)
class Reply:
    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay_s: float = 0.0
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
        self._replies: dict[str, list[Reply]] = {}
        self._received: dict[str, list[Received]] = {}
        self._present = Counter[str]()
        self.most_at_once = Counter[str]()
        """By path, the requests that were being answered at the same time."""
        self.lock = threading.Lock()
        self._server = _Server(self, 0)
        self.port = int(self._server.server_address[1])

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def when(self, path: str, *replies: Reply) -> Self:
        """From now on answers requests to the path in this way: each reply serves once, and the last one for good."""
        with self.lock:
            self._replies[path] = [*replies]
        return self

    def received(self, path: str) -> list[Received]:
        with self.lock:
            return [*self._received.get(path, [])]

    def arrive(self, path: str, request: Received) -> Reply:
        with self.lock:
            self._received.setdefault(path, []).append(request)
            self._present[path] += 1
            self.most_at_once[path] = max(self.most_at_once[path], self._present[path])
            replies = self._replies.get(path, [Reply()])
            return replies.pop(0) if len(replies) > 1 else replies[0]

    def leave(self, path: str) -> None:
        with self.lock:
            self._present[path] -= 1

    @contextmanager
    def down(self) -> Iterator[None]:
        """Nobody listens on the port during the block."""
        self.close()
        try:
            yield
        finally:
            self._server = _Server(self, self.port)

    def close(self) -> None:
        self._server.end()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, receiver: Receiver, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.receiver = receiver
        self.closing = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()
        self._thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that gave up is what some tests want; nothing to print."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = cast(_Server, self.server)
        headers = {name.lower(): value for name, value in self.headers.items()}
        content = self.rfile.read(int(headers.get("content-length", 0)))
        reply = server.receiver.arrive(self.path, Received(headers, content, time.monotonic()))
        server.closing.wait(reply.delay_s)
        server.receiver.leave(self.path)
        if reply.hang_up:
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def do_GET(self) -> None:
        """What a followed redirect would arrive as."""
        self.do_POST()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Quiet: pytest's output is the place for what went wrong."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()
    try:
        yield receiver
    finally:
        receiver.close()
