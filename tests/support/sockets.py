"""Servers that talk as no HTTP library lets them: they answer anything, trickle, hang up or say nothing."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from werkzeug import Request, Response

from scripts.emulators.ports import HOST

TRICKLE_S = 0.1

type Talk = Callable[[socket.socket], None]


def _is_whole(request: bytes) -> bool:
    head = re.search(rb"(?is)content-length: (\d+).*?\r\n\r\n", request)
    return head is not None and len(request) >= head.end() + int(head[1])


def request_of(connection: socket.socket) -> bytes:
    """The whole request: a socket that is closed with some of it unread takes the answer back."""
    got = b""
    while not _is_whole(got) and (more := connection.recv(65_536)):
        got += more
    return got


def answer(content: bytes) -> Talk:
    def talk(connection: socket.socket) -> None:
        request_of(connection)
        connection.sendall(content)

    return talk


def trickle(connection: socket.socket, start: bytes, until: threading.Event) -> None:
    """Sends a byte now and then, each well within what a limit for one reading would allow.

    Raises OSError once the caller has hung up.
    """
    connection.sendall(start)
    while not until.wait(TRICKLE_S):
        connection.sendall(b"x")


def connection_of(request: Request) -> socket.socket:
    connection: socket.socket = request.environ["werkzeug.socket"]
    return connection


def hang_up(request: Request) -> Response:
    """Closes the connection without an answer."""
    connection_of(request).shutdown(socket.SHUT_RDWR)
    return Response()


@contextmanager
def listening(talk: Talk, tls: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[socket.socket]]]:
    """The port of a server that talks so with one caller after the other, and the callers so far."""
    server = socket.create_server((HOST, 0))
    callers: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            callers.append(connection)
            # The caller may have hung up, which is what some tests want.
            with suppress(OSError), tls.wrap_socket(connection, server_side=True) if tls else connection as stream:
                talk(stream)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield int(server.getsockname()[1]), callers
    finally:
        for it in (server, *callers):
            with suppress(OSError):
                it.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes every connection and never says a word."""
    with socket.create_server((HOST, 0)) as server:
        yield f"{HOST}:{server.getsockname()[1]}"
