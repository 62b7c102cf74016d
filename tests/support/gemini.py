"""A stand-in for the Gemini API on this machine: the one REST call that we make, answered as a test asks for."""

import json as jsonlib
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from werkzeug import Request, Response
from werkzeug.datastructures import Headers

from tests.support import sockets
from tests.support.standin import StandIn, as_json

CALL = re.compile(r"/v1(?:beta)?/models/([\w.-]+):generateContent")
DEFAULT_JSON = {"analysis": "A person reports a malfunction.", "category": "technical", "priority": "high"}
SLOW_HEADER = b"HTTP/1.1 200 OK\r\nX-Slow: "


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
    message: str = "made up by a test"
    """What the service says about a failure."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further ones, or others."""
    finish: str = "STOP"
    """Why the model stopped."""
    tokens: Mapping[str, int] = field(default_factory=dict)
    """What the answer costs, as `usageMetadata` names it."""
    delay_s: float = 0.0
    go_on: threading.Event | None = None
    """Ends the delay once it is set."""
    trickle: bytes | None = None
    """The start of an answer whose rest comes a byte at a time, so slowly that nobody waits for its end."""
    hang_up: bool = False
    """Close the connection without an answer."""

    def body(self, model: str) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.status >= 400:
            error = {"code": self.status, "message": self.message, "status": "SOMETHING"}
            return jsonlib.dumps({"error": error}).encode()
        text = self.text if self.text is not None else jsonlib.dumps(DEFAULT_JSON if self.json is None else self.json)
        candidate = {"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": self.finish, "index": 0}
        usage = {"usageMetadata": self.tokens} if self.tokens else {}
        return jsonlib.dumps({"candidates": [candidate], "modelVersion": model, **usage}).encode()


def raw_json(content: object) -> Reply:
    """An answer that is this and nothing else, whatever the API's documentation says."""
    return Reply(raw=jsonlib.dumps(content).encode())


@dataclass(frozen=True)
class Received:
    """A request as it came in."""

    path: str
    headers: Headers
    body: Mapping[str, Any]

    @cached_property
    def words(self) -> str:
        """Everything that was sent, for looking a marker up."""
        return jsonlib.dumps(self.body, ensure_ascii=False)


class Gemini:
    """What tests see of the stand-in. Several may run against it at once as long as their markers differ."""

    def __init__(self) -> None:
        self.server = StandIn(self._answer)
        self.received: list[Received] = []
        self.deserted = threading.Event()
        """Set when the caller of a trickling answer has hung up."""
        self.closing = threading.Event()
        self._replies: list[tuple[str, list[Reply]]] = [("", [Reply()])]

    @property
    def url(self) -> str:
        return self.server.url

    def when(self, marker: str, *replies: Reply) -> Self:
        """From now on answers requests that contain the marker in this way; the newest rule that fits counts.

        Of several replies each serves once, and the last one from then on.
        """
        self._replies.insert(0, (marker, [*replies]))
        return self

    def answers(self, *replies: Reply) -> None:
        """As `when`, whatever is asked."""
        self.when("", *replies)

    def calls(self, marker: str) -> list[Received]:
        """The requests so far that contain the marker."""
        return [request for request in self.received if marker in request.words]

    def _reply_to(self, request: Received) -> Reply:
        self.received.append(request)
        replies = next(replies for marker, replies in self._replies if marker in request.words)
        return replies.pop(0) if len(replies) > 1 else replies[0]

    def _answer(self, request: Request) -> Response:
        call = CALL.fullmatch(request.path)
        if call is None:
            return as_json({"error": {"code": 404}}, 404)
        reply = self._reply_to(Received(request.path, request.headers, request.get_json()))
        (reply.go_on or self.closing).wait(reply.delay_s)
        if reply.trickle is not None:
            self._trickle(request, reply.trickle)
        if reply.hang_up or reply.trickle is not None:
            return sockets.hang_up(request)
        answer = Response(reply.body(call[1]), reply.status, content_type="application/json")
        answer.headers.update(reply.headers)
        return answer

    def _trickle(self, request: Request, start: bytes) -> None:
        try:
            sockets.trickle(sockets.connection_of(request), start, self.closing)
        except OSError:
            self.deserted.set()


@contextmanager
def serving() -> Iterator[Gemini]:
    """Serves until the block ends; replies that still wait are sent at once then."""
    gemini = Gemini()
    with gemini.server:
        try:
            yield gemini
        finally:
            gemini.closing.set()
