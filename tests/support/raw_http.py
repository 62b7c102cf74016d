"""HTTP requests written byte by byte: what a client library would refuse to send."""

import json
import socket
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlsplit

type Header = tuple[str, str]
"""Characters stand for bytes, as in Latin-1."""

TIMEOUT_S = 30.0


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class RawHttp:
    """Sends each request over a connection of its own; counts the statuses of the answers."""

    url: str
    answers: Counter[int] = field(default_factory=Counter)

    def __str__(self) -> str:
        return f"{self.answers.total()} requests, by status: {dict(sorted(self.answers.items()))}"

    def send(
        self, method: str, target: str, headers: Sequence[Header] = (), body: bytes = b"", length: int | None = None
    ) -> Answer:
        """`target` is the path with its query string; characters stand for bytes. `length` is what the body's is said
        to be."""
        server = urlsplit(self.url)
        said = len(body) if length is None else length
        lines = [f"{method} {target} HTTP/1.1", f"Host: {server.netloc}", f"Content-Length: {said}"]
        lines += [f"{name}: {value}" for name, value in headers]
        with socket.create_connection((server.hostname or "", server.port or 0), TIMEOUT_S) as connection:
            connection.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + body)
            if said > len(body):
                connection.shutdown(socket.SHUT_WR)
            response = HTTPResponse(connection, method=method)
            with response:
                response.begin()
                answer = Answer(response.status, response.headers.get("Content-Type", ""), response.read())
        self.answers[answer.status] += 1
        return answer


def is_proper(answer: Answer, method: str) -> None:
    """Asserts what holds for every answer of ours: no fault of the server's, and every failure is problem details."""
    assert answer.status < 500, answer
    if answer.status == 204 or (method == "HEAD" and answer.status < 500):
        assert not answer.body
    elif answer.status < 300:
        assert answer.content_type == "application/json"
        answer.json()
    else:
        is_problem(answer)


def is_problem(answer: Answer) -> None:
    assert answer.content_type == "application/problem+json", answer
    content = answer.json()
    assert content.keys() - {"errors"} == {"type", "title", "status", "detail"}
    assert (content["status"], content["title"]) == (answer.status, HTTPStatus(answer.status).phrase)
    assert all(fault.keys() == {"field", "message"} for fault in content.get("errors", []))
