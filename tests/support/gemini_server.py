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
    delay_s: float = 0.0
    hang_up: bool = False
    """Close the connection without an answer."""

    def body(self, model: str) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.status >= 400:
            error = {"code": self.status, "message": "made up by a test", "status": "UNAVAILABLE"}
            return jsonlib.dumps({"error": error}).encode()
        text = self.text if self.text is not None else jsonlib.dumps(DEFAULT_JSON if self.json is None else self.json)
        candidate = {"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": "STOP", "index": 0}
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
    _replies: list[tuple[str, Reply]] = field(default_factory=list)

    def when(self, marker: str, reply: Reply) -> Self:
        """From now on answers requests that contain the marker in this way; the newest rule that fits counts."""
        self._replies.insert(0, (marker, reply))
        return self

    def calls(self, marker: str) -> list[Received]:
        """The requests so far that contain the marker."""
        return [request for request in self.received if marker in request.words]

    def reply_to(self, request: Received) -> Reply:
        self.received.append(request)
        return next((reply for marker, reply in self._replies if marker in request.words), Reply())


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
            self._answer(404, Reply(status=404).body(""))
            return
        received = Received(call[1], self.headers.get("x-goog-api-key", ""), jsonlib.loads(content))
        reply = server.gemini.reply_to(received)
        server.closing.wait(reply.delay_s)
        if reply.hang_up:
            self.close_connection = True
            return
        self._answer(reply.status, reply.body(received.model))

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

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
