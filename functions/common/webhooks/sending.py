"""One POST to a receiver that nobody vouches for: to a public address, within a time, and without believing its answer.

The host is looked up here, once, and the connection goes to an address that was checked: a name that stands for
something else a moment later (DNS rebinding) changes nothing. Redirects are answers like any other.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer
from urllib.parse import urlsplit

import certifi

from common.webhooks.targets import is_allowed

TIMEOUT_S = 20.0
"""From the connection to the end of what is read; Standard Webhooks 1.0 recommends 15 to 30."""
READ_MAX = 4096
"""Of the answer's body, in bytes; then the connection is closed."""
DEFAULT_PORTS = {"https": 443, "http": 80}


class Refused(Exception):
    """The host has an address that webhooks must not go to."""


@dataclass(frozen=True)
class Reply:
    """What became of the request: an answer, or in `error` the reason why there is none, in plain words."""

    latency_ms: int
    status: int | None = None
    error: str | None = None
    start: bytes = b""
    retry_after: str = ""
    """The header, as it came."""


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, loopback: bool = False, timeout_s: float = TIMEOUT_S
) -> Reply:
    """Sends the request; whatever goes wrong with it is in the reply."""
    began = time.monotonic()

    def elapsed_ms() -> int:
        return round((time.monotonic() - began) * 1000)

    try:
        addresses = resolved(url, loopback=loopback)
        began = time.monotonic()  # a name server has its own limits, which nothing here can shorten
        with _connection(url, addresses, began + timeout_s) as connection:
            status, start, retry_after = _exchange(connection, url, body, headers)
        if time.monotonic() - began >= timeout_s:
            raise TimeoutError
        return Reply(elapsed_ms(), status, start=start, retry_after=retry_after)
    except (OSError, UnicodeError, http.client.HTTPException, Refused) as failure:
        late = time.monotonic() - began >= timeout_s
        return Reply(elapsed_ms(), error=f"No answer within {timeout_s:.0f} s." if late else _in_words(failure))


def resolved(url: str, *, loopback: bool) -> list[tuple[str, int]]:
    """Addresses and port of the host. Raises Refused if one of them is not allowed, OSError if there is none."""
    parts = urlsplit(url)
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    found = [str(info[4][0]) for info in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)]
    if not all(is_allowed(address, loopback=loopback) for address in found):
        raise Refused
    return [(address, port) for address in dict.fromkeys(found)]


def _exchange(
    connection: http.client.HTTPConnection, url: str, body: bytes, headers: Mapping[str, str]
) -> tuple[int, bytes, str]:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("POST", target, body, {**headers, "Connection": "close"})
    with closing(connection.getresponse()) as answer:
        return answer.status, answer.read(READ_MAX), answer.headers.get("Retry-After", "")


@contextmanager
def _connection(url: str, addresses: list[tuple[str, int]], deadline: float) -> Iterator[http.client.HTTPConnection]:
    """A connection to one of the addresses that is cut at the deadline, whatever it is doing then.

    A limit for each reading, as sockets have it, would let a receiver that sends a byte now and then take for ever.
    """
    host = urlsplit(url).hostname or ""
    context = _tls() if urlsplit(url).scheme == "https" else None
    stream = _reached(addresses, deadline)
    if context is not None:
        stream = context.wrap_socket(stream, server_hostname=host, do_handshake_on_connect=False)
    with closing(stream):
        watchdog = Timer(max(0.0, deadline - time.monotonic()), _cut, [stream])
        watchdog.daemon = True
        watchdog.start()
        try:
            yield _over(stream, context, host, addresses[0][1])
        finally:
            watchdog.cancel()


def _over(stream: socket.socket, context: ssl.SSLContext | None, host: str, port: int) -> http.client.HTTPConnection:
    if isinstance(stream, ssl.SSLSocket):
        stream.do_handshake()
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, context=context)
    else:
        connection = http.client.HTTPConnection(host, port)
    connection.sock = stream
    connection.auto_open = 0  # never to an address that was not checked
    return connection


def _reached(addresses: list[tuple[str, int]], deadline: float) -> socket.socket:
    """A connection to the first address that can be reached, as not every machine has IPv6."""
    failure: OSError = TimeoutError()
    for address in addresses:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            break
        try:
            return socket.create_connection(address, timeout=remaining)
        except OSError as this:
            failure = this
    raise failure


def _cut(stream: socket.socket) -> None:
    with suppress(OSError):
        # The plain socket's, which wakes whoever reads; that of TLS would take the session away beneath them.
        socket.socket.shutdown(stream, socket.SHUT_RDWR)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _in_words(failure: Exception) -> str:
    match failure:
        case Refused():
            return "The host has an address that is not on the public internet; nothing was sent."
        case socket.gaierror() | UnicodeError():
            return "The host name does not resolve."
        case ConnectionRefusedError():
            return "The connection was refused."
        case ssl.SSLCertVerificationError():
            return f"The certificate does not verify: {failure.verify_message}."
        case ssl.SSLError():
            return "TLS could not be agreed on."
        case http.client.RemoteDisconnected() | ConnectionError():
            return "The connection was closed without an answer."
        case http.client.HTTPException():
            return "The answer is not HTTP."
        case _:
            return "The host could not be reached."
