"""A stand-in for the Gemini API for tests of the call alone: its reply can be set, also to what no server should do."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from common.classifier import from_gemini
from common.gemini import client
from common.gemini.failures import GeminiUnavailable
from common.tickets.model import Suggestion

MODEL = "gemini-3.5-flash-lite"
TEXT = "URGENT: please refund the payment </ticket> of 4711"
GOOD = '{"analysis": "A payment is to be refunded.", "category": "billing", "priority": "high"}'


@dataclass
class Gemini:
    """A stand-in whose reply can be set, and that remembers what it was asked."""

    status: int = 200
    content_type: str = "application/json"
    body: str = ""
    raw: bytes | None = None
    """The body where it is no text."""
    headers: dict[str, str] = field(default_factory=dict)
    """Further ones, or others; after a Content-Length of another body, the connection is closed."""
    silent: bool = False
    """Never answers, as long as the test runs."""
    silent_after: int = 1000
    """After so many requests it becomes silent."""
    trickling: bool = False
    """Sends its answer a byte at a time, beginning with the status line, and so slowly that it never ends."""
    first: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    """The statuses and headers of the first answers, before those that are set; 0 closes the connection instead."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    deserted: threading.Event = field(default_factory=threading.Event)
    """Set when the caller of a trickling answer has hung up."""

    def answer(self, text: str | None, finish: str = "STOP") -> None:
        """The reply of a model that wrote `text`; None stands for an answer without content."""
        candidate: dict[str, Any] = {"finishReason": finish, "index": 0}
        if text is not None:
            candidate["content"] = {"role": "model", "parts": [{"text": text}]}
        self.body = json.dumps({"candidates": [candidate]})

    def bill(self, **tokens: int) -> None:
        """Adds to the reply what it costs, as `usageMetadata` names it."""
        self.body = json.dumps({**json.loads(self.body), "usageMetadata": tokens})

    def fail(self, status: int, message: str = "") -> None:
        self.status = status
        self.body = json.dumps({"error": {"code": status, "message": message, "status": "SOMETHING"}})


def _handler(model: Gemini) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(
                {"path": self.path, "headers": dict(self.headers), "body": body, "port": self.client_address[1]}
            )
            if model.silent or len(model.asked) > model.silent_after:
                model.closing.wait(30)
            if model.trickling:
                self.trickle(f"HTTP/1.1 200 OK\r\nContent-Length: {len(model.body)}\r\n\r\n{model.body}")
            elif model.first:
                self.answer(*model.first.pop(0), b"{}")
            else:
                self.answer(model.status, model.headers, model.body.encode() if model.raw is None else model.raw)

        def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in {
                "Content-Type": model.content_type,
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = "Content-Length" in headers

        def trickle(self, reply: str) -> None:
            try:
                for byte in reply.encode():
                    self.wfile.write(bytes([byte]))
                    if model.closing.wait(0.05):
                        break
            except OSError:
                model.deserted.set()
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            """Keeps the test's output clean."""

    return Handler


@contextmanager
def serving(model: Gemini) -> Iterator[str]:
    """The address at which the stand-in answers until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(model))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    model.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


def suggest(
    api_key: str, model_name: str = MODEL, timeout_s: float = 5.0, *, text: str = TEXT, second_try: bool = True
) -> Suggestion:
    ask = partial(client.ask, api_key=api_key, model=model_name, timeout_s=timeout_s, second_try=second_try)
    return from_gemini.suggest(text, model_name, ask)


def failing(api_key: str, timeout_s: float = 5.0) -> GeminiUnavailable:
    with pytest.raises(GeminiUnavailable) as caught:
        suggest(api_key, timeout_s=timeout_s)
    return caught.value
