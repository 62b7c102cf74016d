"""Handing over one e-mail, to servers of this machine that speak real SMTP."""

import socket
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import certifi
import pytest

from common.mail import settings, smtp
from common.mail.smtp import Outcome, Result
from tests.support.certificates import Pair, issued
from tests.support.mail_server import PASSWORD, USER, context, serving, signs_in
from tests.support.sockets import listening, trickle

HOST, ADDRESS, CC = "127.0.0.1", "ada@people.example", ["b@people.example", "c@people.example"]
FROM = "help+token@example.com"
MAIL = b"To: ada@people.example\r\nSubject: Hello\r\n\r\n.a line with a dot\r\n"
TLS_HOST = "mail.example"


def sent(port: int, mail: bytes = MAIL, to: str = ADDRESS, *, host: str = HOST, tls: bool = False) -> Result:
    server = settings.Server(host, port, tls, USER.decode() if host == TLS_HOST else None, PASSWORD.decode())
    return smtp.send(server, mail, FROM, to, CC)


def test_an_e_mail_is_handed_over_as_it_is() -> None:
    with serving() as server:
        assert sent(server.port) == Result(Outcome.SENT, 250)
        (taken,) = server.taken
    assert taken.content == MAIL
    assert (taken.mail_from, taken.rcpt_tos) == (FROM, [ADDRESS, *CC])


@pytest.mark.parametrize("where", ["MAIL", ADDRESS, "DATA"])
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("552 5.2.2 full", Result(Outcome.FAILED, 552, "the mailbox is full")),
        ("450 4.2.0 greylisted", Result(Outcome.LATER, 450, "the receiver's server puts it off")),
        ("451 local problem", Result(Outcome.LATER, 451, "the receiver's server puts it off")),
    ],
)
def test_a_refusal_is_for_ever_or_for_now(where: str, answer: str, expected: Result) -> None:
    with serving({where: answer}) as server:
        assert sent(server.port) == expected


def test_the_requester_decides_and_a_participant_who_is_refused_does_not() -> None:
    with serving({ADDRESS: "550 5.1.1 unknown"}) as server:
        assert sent(server.port) == Result(Outcome.FAILED, 550, "the address does not exist")
        assert server.taken == []
    with serving({CC[0]: "550 5.1.1 unknown"}) as server:
        assert sent(server.port) == Result(Outcome.SENT, 250, others=f"{CC[0]}: the address does not exist")
        assert server.taken[0].rcpt_tos == [ADDRESS, CC[1]]


@pytest.mark.parametrize("where", ["MAIL", "RCPT", "DATA"])
def test_a_connection_that_breaks_off_may_work_later(where: str) -> None:
    with serving({where: None}) as server:
        assert sent(server.port) == Result(Outcome.LATER, reason="our mail server could not be reached", ours=True)


def test_so_may_a_server_that_is_not_there_and_one_that_does_not_want_us() -> None:
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    assert sent(port).outcome is Outcome.LATER
    with listening(lambda connection: connection.sendall(b"554 go away\r\n")) as (refusing, _):
        assert sent(refusing) == Result(Outcome.LATER, 554, "our mail server refused the connection", ours=True)


@pytest.mark.parametrize("start", [b"220-", b"220 hello\r\n250-"], ids=["greeting", "answer"])
def test_a_server_that_trickles_is_left_in_time(start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "WHOLE_S", 0.5)
    until, began = threading.Event(), time.monotonic()
    with listening(lambda connection: trickle(connection, start, until)) as (port, _):
        assert sent(port).outcome is Outcome.LATER
        assert time.monotonic() - began < 10
        until.set()


def test_an_address_with_letters_of_any_script_needs_a_server_that_takes_it() -> None:
    mail = "To: jürgen@people.example\r\n\r\nHello\r\n".encode()
    with serving(enable_SMTPUTF8=True) as server:
        assert sent(server.port, mail, "jürgen@people.example").outcome is Outcome.SENT
        assert server.taken[0].rcpt_tos[0] == "jürgen@people.example"
        assert "SMTPUTF8" in server.taken[0].mail_options
    with serving(enable_SMTPUTF8=False) as server:
        refused = sent(server.port, mail, "jürgen@people.example")
    assert refused == Result(Outcome.FAILED, reason="our mail server cannot send to an address with such letters")


@pytest.fixture(scope="module")
def pair() -> Pair:
    return issued([TLS_HOST])


@pytest.fixture
def trusted(pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate counts, and its host is this machine."""
    file = tmp_path / "ca.pem"
    file.write_bytes(pair.certificate)
    monkeypatch.setattr(certifi, "where", lambda: str(file))
    here(monkeypatch)


def here(monkeypatch: pytest.MonkeyPatch) -> None:
    lookup = socket.getaddrinfo

    def answering(host: str, *args: object, **options: object) -> object:
        return lookup(HOST if host == TLS_HOST else host, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answering)


SIGNED_IN: dict[str, Any] = {"authenticator": signs_in, "auth_required": True}


@pytest.mark.usefixtures("trusted")
def test_a_server_elsewhere_gets_our_password_by_starttls(pair: Pair) -> None:
    with serving(tls_context=context(pair), require_starttls=True, **SIGNED_IN) as server:
        assert sent(server.port, host=TLS_HOST).outcome is Outcome.SENT


@pytest.mark.usefixtures("trusted")
def test_a_probe_signs_in_and_sends_nothing(pair: Pair) -> None:
    with serving(tls_context=context(pair), require_starttls=True, **SIGNED_IN) as server:
        where = settings.Server(TLS_HOST, server.port, False, USER.decode(), PASSWORD.decode())
        assert smtp.probe(where).outcome is Outcome.SENT
        assert smtp.probe(replace(where, password="wrong")).reason == "our mail server refused our password"
        assert server.taken == []


@pytest.mark.usefixtures("trusted")
def test_or_in_tls_from_the_first_byte(pair: Pair) -> None:
    with serving(tls=context(pair), auth_require_tls=False, authenticator=signs_in) as server:
        assert sent(server.port, host=TLS_HOST, tls=True).outcome is Outcome.SENT


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_may_be_right_later(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.unit.mail.test_smtp.PASSWORD", b"wrong")
    with serving(tls_context=context(pair), require_starttls=True, **SIGNED_IN) as server:
        assert sent(server.port, host=TLS_HOST) == Result(
            Outcome.LATER, 535, "our mail server refused our password", ours=True
        )


UNSAFE = Result(Outcome.LATER, reason="our mail server offers no safe connection", ours=True)


def test_nothing_is_sent_without_tls_or_to_a_certificate_that_does_not_verify(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    here(monkeypatch)
    with serving() as server:
        assert sent(server.port, host=TLS_HOST) == UNSAFE
    with serving(tls_context=context(pair)) as server:
        assert sent(server.port, host=TLS_HOST) == UNSAFE
        assert server.taken == []
