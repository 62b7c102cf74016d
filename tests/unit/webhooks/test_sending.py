"""One POST to a receiver that nobody vouches for, over real sockets of this machine."""

import socket
import ssl
import threading
from pathlib import Path

import certifi
import pytest

from common.webhooks import sending
from common.webhooks.sending import Reply, post
from tests.support.certificates import issued
from tests.support.sockets import Talk, answer, listening, request_of, trickle

HOST = "hooks.example"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
PROMPT_MS = 10_000
"""Far below what a receiver that never ends would take, with room for a busy machine."""


def trickling(start: bytes) -> Talk:
    def talk(connection: socket.socket) -> None:
        connection.recv(65_536)
        trickle(connection, start, threading.Event())

    return talk


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What host names stand for; each lookup of several takes the next answer."""
    known: dict[str, list[str]] = {HOST: ["127.0.0.1"]}
    lookup = socket.getaddrinfo

    def answering(host: str, port: int, *args: object, **options: object) -> object:
        if host in known:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]
        return lookup(host, port, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answering)
    return known


def sent(
    port: int, *, scheme: str = "http", host: str = "127.0.0.1", path: str = "/", timeout_s: float = sending.TIMEOUT_S
) -> Reply:
    url = f"{scheme}://{host}:{port}{path}"
    return post(url, b"{}", {"webhook-id": "x"}, loopback=True, timeout_s=timeout_s)


def test_the_request_is_what_it_should_be() -> None:
    got: list[bytes] = []

    def talk(connection: socket.socket) -> None:
        got.append(request_of(connection))
        connection.sendall(OK)

    with listening(talk) as (port, _):
        reply = sent(port, path="/a/b?c=d")
    assert (reply.status, reply.start, reply.error) == (200, b"ok", None)
    head = b"".join(got).decode().split("\r\n")
    assert head[0] == "POST /a/b?c=d HTTP/1.1"
    assert {f"Host: 127.0.0.1:{port}", "webhook-id: x", "Content-Length: 2", "Connection: close"} <= {*head}


def test_a_redirect_is_an_answer_like_any_other() -> None:
    with listening(answer(OK)) as (target, callers):
        location = f"Location: http://127.0.0.1:{target}/\r\n".encode()
        with listening(answer(b"HTTP/1.1 302 Found\r\n" + location + b"Content-Length: 0\r\n\r\n")) as (port, _):
            assert sent(port).status == 302
        assert callers == []


def test_no_more_is_read_than_is_wanted() -> None:
    with listening(answer(b"HTTP/1.1 200 OK\r\n\r\n" + b"y" * 1_000_000)) as (port, _):
        assert sent(port).start == b"y" * sending.READ_MAX


def test_what_a_receiver_asks_for_is_in_the_reply() -> None:
    with listening(answer(b"HTTP/1.1 503 No\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n")) as (port, _):
        assert sent(port).retry_after == "120"


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", b"HTTP/1.1 100 C\r\nX: "],
    ids=["status", "header", "body", "continue"],
)
def test_a_receiver_that_trickles_is_cut_off(start: bytes) -> None:
    with listening(trickling(start)) as (port, _):
        reply = sent(port, timeout_s=1.0)
    assert (reply.status, reply.error) == (None, "No answer within 1 s.")
    assert 900 <= reply.latency_ms < PROMPT_MS


def test_a_receiver_that_trickles_its_handshake_is_cut_off(names: dict[str, list[str]]) -> None:
    with listening(trickling(b"\x16\x03\x03\x40\x00")) as (port, _):
        reply = sent(port, scheme="https", host=HOST, timeout_s=1.0)
    assert (reply.status, reply.error) == (None, "No answer within 1 s.")
    assert reply.latency_ms < PROMPT_MS


@pytest.mark.parametrize(
    ("talk", "error"),
    [
        (answer(b""), "The connection was closed without an answer."),
        (answer(b"SSH-2.0-OpenSSH\r\n"), "The connection was closed without an answer."),
        (answer(b"220 mail.example ESMTP\r\n\r\n"), "The answer is not HTTP."),
        (answer(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n"), "The answer is not HTTP."),
    ],
    ids=["nothing", "a banner", "another protocol", "endless head"],
)
def test_what_is_no_answer_is_said_in_words(talk: Talk, error: str) -> None:
    with listening(talk) as (port, _):
        assert sent(port).error == error


def test_a_host_that_is_not_there_is_said_in_words(names: dict[str, list[str]]) -> None:
    with listening(answer(OK)) as (port, _):
        pass
    assert sent(port).error == "The connection was refused."
    names[HOST] = []
    assert sent(port, host=HOST).error == "The host could not be reached."


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["127.0.0.1", "169.254.169.254"], ["::ffff:10.0.0.1"]])
def test_a_name_with_an_address_that_is_not_public_is_not_sent_to(
    addresses: list[str], names: dict[str, list[str]]
) -> None:
    names[HOST] = addresses
    with listening(answer(OK)) as (port, callers):
        reply = sent(port, host=HOST)
    assert reply.error == "The host has an address that is not on the public internet; nothing was sent."
    assert callers == []


def test_without_the_switch_of_development_this_machine_is_not_sent_to(names: dict[str, list[str]]) -> None:
    with listening(answer(OK)) as (port, callers):
        reply = post(f"http://{HOST}:{port}/", b"{}", {})
    assert "nothing was sent" in str(reply.error)
    assert callers == []


def test_the_connection_goes_to_the_checked_address_though_the_name_moves_on(
    names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lookup, asked = socket.getaddrinfo, []

    def answering(host: str, *args: object, **options: object) -> object:
        asked.append(host)
        found = lookup(host, *args, **options)  # type: ignore[arg-type]
        names[HOST] = ["10.0.0.1"]  # the name server thinks otherwise now
        return found

    monkeypatch.setattr(socket, "getaddrinfo", answering)
    with listening(answer(OK)) as (port, callers):
        assert sent(port, host=HOST).status == 200
    assert (asked, len(callers)) == ([HOST], 1)


def test_where_one_address_cannot_be_reached_the_next_one_is_tried(names: dict[str, list[str]]) -> None:
    names[HOST] = ["127.0.0.2", "127.0.0.1"]  # the server listens at the second one only
    with listening(answer(OK)) as (port, _):
        assert sent(port, host=HOST).status == 200


def certified(folder: Path, name: str) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate for the name that signs itself; `folder`/ca.pem has it."""
    pair = issued([name])
    (folder / "ca.pem").write_bytes(pair.certificate)
    (folder / "key.pem").write_bytes(pair.key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return context


@pytest.mark.parametrize(
    ("name", "trusted", "error"),
    [
        (HOST, True, None),
        ("other.example", True, "The certificate does not verify: Hostname mismatch"),
        (HOST, False, "The certificate does not verify: self-signed certificate"),
    ],
)
def test_the_certificate_must_be_that_of_the_host_and_one_that_the_world_trusts(
    name: str,
    trusted: bool,
    error: str | None,
    tmp_path: Path,
    names: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context, asked = certified(tmp_path, name), list[str | None]()
    context.sni_callback = lambda _socket, host, _context: asked.append(host)
    if trusted:
        monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "ca.pem"))
    sending._tls.cache_clear()
    try:
        with listening(answer(OK), context) as (port, _):
            reply = sent(port, scheme="https", host=HOST)
    finally:
        sending._tls.cache_clear()
    assert asked == [HOST]
    assert reply.status == (None if error else 200)
    assert str(reply.error).startswith(str(error))
