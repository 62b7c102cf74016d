"""Mail servers that answer as a test asks for, over real SMTP, and remember what they took."""

import asyncio
import ssl
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from scripts.emulators.ports import HOST
from tests.support.certificates import Pair

USER, PASSWORD = b"desk", b"pass/word"


@dataclass
class Server:
    """`answers` has the answer to a command (MAIL, RCPT, DATA, NOOP) or an address instead of OK; None hangs up."""

    answers: Mapping[str, str | None] = field(default_factory=dict)
    taken: list[Envelope] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's, like the others
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self._answer(server, "MAIL")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self._answer(server, address if address in self.answers else "RCPT")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_NOOP(self, server: SMTP, _session: Session, _envelope: Envelope, _argument: str) -> str:  # noqa: N802
        return self._answer(server, "NOOP")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        return self._answer(server, "DATA")

    def _answer(self, server: SMTP, what: str) -> str:
        answer = self.answers.get(what, "250 OK")
        if answer is None:
            hang_up(server)
            return "421 gone"
        return answer


def hang_up(server: SMTP) -> None:
    """Ends the connection without an answer."""
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


class _Free(Controller):
    """On whatever port is free."""

    def __init__(self, handler: Any, **options: Any) -> None:
        super().__init__(handler, hostname=HOST, port=0, **options)

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def serving_with(handler: Any, **options: Any) -> Iterator[int]:
    """The port on which a server with that handler of aiosmtpd is there for the block."""
    controller = _Free(handler, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def serving(
    answers: Mapping[str, str | None] | None = None, tls: ssl.SSLContext | None = None, **options: Any
) -> Iterator[Server]:
    """A server for the block; with `tls` it speaks TLS from the first byte."""
    server = Server(answers or {})
    with serving_with(server, ssl_context=tls, **options) as server.port:
        yield server


def signs_in(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=right, handled=False)


def context(pair: Pair) -> ssl.SSLContext:
    """A server's, with that certificate."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pair.pem"
        file.write_bytes(pair.key + pair.certificate)
        made.load_cert_chain(file)
    return made
