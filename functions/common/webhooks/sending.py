"""One POST to a receiver that is not trusted: to a public address, within a time, with little of its answer read."""

import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack, aclosing, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import certifi
import httpx

from common.base import background
from common.base.causes import causes
from common.webhooks.targets import is_allowed

TIMEOUT_S = 20.0
"""From the connection to the end of what is read; Standard Webhooks 1.0 recommends 15 to 30."""
READ_MAX = 4096
"""Of the answer's body, in bytes; then the connection is closed."""


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
    """Sends the request; whatever goes wrong with it is in the reply, and a redirect is an answer like any other.

    The host is looked up once, and the connection goes to an address that was checked: a name that stands for something
    else a moment later (DNS rebinding) changes nothing. One deadline counts for the whole exchange, since a receiver
    that sends a byte now and then would outlast a limit for each reading.
    """
    began = time.monotonic()

    def elapsed_ms() -> int:
        return round((time.monotonic() - began) * 1000)

    try:
        addresses = resolved(url, loopback=loopback)
        began = time.monotonic()  # a name server has its own limits, which nothing here can shorten
        status, start, retry_after = background.run(_exchange(url, addresses, body, headers), timeout_s)
        return Reply(elapsed_ms(), status, start=start, retry_after=retry_after)
    except TimeoutError:
        return Reply(elapsed_ms(), error=f"No answer within {timeout_s:.0f} s.")
    except (OSError, UnicodeError, httpx.HTTPError, httpx.InvalidURL, Refused) as failure:
        return Reply(elapsed_ms(), error=_in_words(failure))


def resolved(url: str, *, loopback: bool) -> list[str]:
    """The host's addresses. Raises Refused if one of them is not allowed, OSError if there is none."""
    parts = urlsplit(url)
    infos = socket.getaddrinfo(parts.hostname, parts.port or parts.scheme, type=socket.SOCK_STREAM)
    found = [str(info[4][0]) for info in infos]
    if not all(is_allowed(address, loopback=loopback) for address in found):
        raise Refused
    return [*dict.fromkeys(found)]


async def _exchange(url: str, addresses: list[str], body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes, str]:
    """The answer of the first address that can be reached, as not every machine has IPv6."""
    failure: Exception = OSError("no address")
    # A transport alone follows no redirect, and asks neither the environment nor a proxy.
    async with AsyncExitStack() as opened, httpx.AsyncHTTPTransport(verify=_tls(), trust_env=False) as transport:

        async def trace(event: str, info: Mapping[str, Any]) -> None:
            # httpcore (1.0) leaves a connection open whose handshake is cancelled.
            if event == "connection.connect_tcp.complete":
                opened.push_async_callback(info["return_value"].aclose)

        for address in addresses:
            request = _request(httpx.URL(url), address, body, headers)
            request.extensions["trace"] = trace
            try:
                return await _answer(transport, request)
            except httpx.ConnectError as this:
                failure = this
    raise failure


def _request(url: httpx.URL, address: str, body: bytes, headers: Mapping[str, str]) -> httpx.Request:
    return httpx.Request(
        "POST",
        url.copy_with(host=address),
        content=body,
        headers={**headers, "Host": url.netloc.decode(), "Connection": "close"},
        extensions={"sni_hostname": url.raw_host.decode()},
    )


async def _answer(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> tuple[int, bytes, str]:
    answer, start = await transport.handle_async_request(request), b""
    async with aclosing(answer):
        with suppress(httpx.RemoteProtocolError):  # a body that breaks off takes no answer back
            async for part in answer.aiter_raw():
                start += part
                if len(start) >= READ_MAX:
                    break
    return answer.status_code, start[:READ_MAX], answer.headers.get("Retry-After", "")


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _in_words(failure: Exception) -> str:
    said = (_of_cause(cause) for cause in causes(failure))
    return next(filter(None, said), "The host could not be reached.")


def _of_cause(cause: BaseException) -> str | None:
    match cause:
        case Refused():
            return "The host has an address that is not on the public internet; nothing was sent."
        case socket.gaierror() | UnicodeError():
            return "The host name does not resolve."
        case ConnectionRefusedError():
            return "The connection was refused."
        case ssl.SSLCertVerificationError():
            return f"The certificate does not verify: {cause.verify_message}."
        case ssl.SSLError():
            return "TLS could not be agreed on."
        case httpx.RemoteProtocolError() if "disconnected" not in str(cause):
            return "The answer is not HTTP."
        case httpx.RemoteProtocolError() | httpx.ReadError() | httpx.WriteError():
            return "The connection was closed without an answer."
        case _:
            return None
