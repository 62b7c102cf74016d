"""A stand-in for the Gemini API on this machine: the one REST call that we make, answered as a test asks for."""

import json as jsonlib
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, cast

CALL = re.compile(r"/v1(?:beta)?/models/([\w.-]+):generateContent(?:\?.*)?")
TRICKLE_S = 0.2
DEFAULT_JSON = {"analysis": "A person reports a malfunction.", "category": "technical", "priority": "high"}


@dataclass(frozen=True)
class Reply:
    """How to answer. Of json, text and raw, the one that is given counts; none means DEFAULT_JSON."""

    json: object = None
    """What the model wrote, as a JSON document."""
    text: str | None = None
    """What the model wrote, letter by letter."""
    raw: bytes | None = None
    """The whole body of the HTTP answer."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    finish: str = "STOP"
    """Why the model stopped."""
    delay_s: float = 0.0
    trickling: bool = False
    """Send the answer a byte at a time, so slowly that nobody waits for its end."""
    hang_up: bool = False
    """Close the connection without an answer."""

    def body(self, model: str) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.status >= 400:
            error = {"code": self.status, "message": "made up by a test", "status": "UNAVAILABLE"}
            return jsonlib.dumps({"error": error}).encode()
        text = self.text if self.text is not None else jsonlib.dumps(DEFAULT_JSON if self.json is None else self.json)
        candidate = {"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": self.finish, "index": 0}
        return jsonlib.dumps({"candidates": [candidate], "modelVersion": model}).encode()


@dataclass(frozen=True)
class Received:
    """A request as it came in."""

    model: str
    api_key: str
    body: Mapping[str, Any]

    @property
    def words(self) -> str:
        """Everything that was sent, for looking a marker up."""
        return jsonlib.dumps(self.body, ensure_ascii=False)


@dataclass
class Gemini:
    """What tests see of the stand-in. Several may run against it at once as long as their markers differ."""

    url: str
    received: list[Received] = field(default_factory=list)
    _replies: list[tuple[str, list[Reply]]] = field(default_factory=list)

    def when(self, marker: str, *replies: Reply) -> Self:
        """From now on answers requests that contain the marker in this way; the newest rule that fits counts.

        Of several replies each serves once, and the last one for good.
        """
        self._replies.insert(0, (marker, [*replies]))
        return self

    def calls(self, marker: str) -> list[Received]:
        """The requests so far that contain the marker."""
        return [request for request in self.received if marker in request.words]

    def reply_to(self, request: Received) -> Reply:
        self.received.append(request)
        replies = next((replies for marker, replies in self._replies if marker in request.words), [Reply()])
        return replies.pop(0) if len(replies) > 1 else replies[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.gemini = Gemini(f"http://127.0.0.1:{self.server_address[1]}")
        self.closing = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that gave up on a slow reply is what some tests want; nothing to print."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = cast(_Server, self.server)
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        call = CALL.fullmatch(self.path)
        if call is None:
            self._answer(404, Reply(status=404).body(""), {})
            return
        received = Received(call[1], self.headers.get("x-goog-api-key", ""), jsonlib.loads(content))
        reply = server.gemini.reply_to(received)
        server.closing.wait(reply.delay_s)
        if reply.hang_up:
            self.close_connection = True
            return
        if reply.trickling:
            self._trickle()
        self._answer(reply.status, reply.body(received.model), reply.headers)

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _trickle(self) -> None:
        """The head of an answer, which the caller must read again and again without ever seeing its end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not cast(_Server, self.server).closing.wait(TRICKLE_S):
            self.wfile.write(b"x")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Quiet: pytest's output is the place for what went wrong."""


@contextmanager
def serving() -> Iterator[Gemini]:
    """Serves until the block ends; replies that still wait are sent at once then."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.gemini
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
