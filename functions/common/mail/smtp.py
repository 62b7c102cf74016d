"""One e-mail handed over to our mail server, and what it says to it."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from socket import SHUT_RDWR
from threading import Timer

import certifi

from common.mail.settings import Server
from common.mime import reasons

TIMEOUT_S = 10.0
"""For each answer of the server, except for the last, before which it may check the mail."""
WHOLE_S = 40.0
"""For the whole conversation: a server that sends a byte now and then would outlast a limit for each answer."""


_ENHANCED = re.compile(r"[45]\.\d{1,3}\.\d{1,3}(?=\s|$)")
"""RFC 3463, where an answer begins with one."""


class Outcome(StrEnum):
    SENT = "sent"
    LATER = "later"
    FAILED = "failed"


@dataclass(frozen=True)
class Result:
    outcome: Outcome
    code: int = 0
    """Of the answer that decided, 0 where there was none."""
    reason: str | None = None
    """In plain words, where it was not sent."""
    others: str | None = None
    """Whom of the others the server refused, and why."""
    ours: bool = False
    """Whether our own server could not be used, which says nothing of the mail."""


class _Answered(Exception):
    """The server refused a command of the transaction."""

    def __init__(self, code: int, text: bytes | str) -> None:
        super().__init__(code)
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        enhanced = _ENHANCED.match(said)
        self.code, self.reason = code, reasons.reason(enhanced[0] if enhanced else str(code // 100), said)


def send(server: Server, mail: bytes, sender: str, to: str, others: Sequence[str] = ()) -> Result:
    """Hands the mail over for `to` and, if that is taken, for the others, whom the server may refuse.

    What refuses the mail or its receiver for ever makes it fail; all else may pass, a wrong password of ours too.
    """
    return _outcome(server, lambda connection: _transaction(connection, mail, sender, to, others))


def probe(server: Server) -> Result:
    """Whether the server is there and takes our password, in which case it is `SENT`; nothing is sent."""
    return _outcome(server, lambda connection: Result(Outcome.SENT, connection.noop()[0]))


def _outcome(server: Server, exchange: Callable[[smtplib.SMTP], Result]) -> Result:
    try:
        with _connected(server) as connection:
            return exchange(connection)
    except _Answered as answer:
        outcome = Outcome.FAILED if answer.code >= 500 else Outcome.LATER
        return Result(outcome, answer.code, answer.reason)
    except smtplib.SMTPAuthenticationError as failure:
        return Result(Outcome.LATER, failure.smtp_code, "our mail server refused our password", ours=True)
    except smtplib.SMTPResponseException as failure:
        return Result(Outcome.LATER, failure.smtp_code, "our mail server refused the connection", ours=True)
    except (ssl.SSLError, smtplib.SMTPNotSupportedError):
        return Result(Outcome.LATER, reason="our mail server offers no safe connection", ours=True)
    except (smtplib.SMTPException, OSError):
        return Result(Outcome.LATER, reason="our mail server could not be reached", ours=True)


def _transaction(connection: smtplib.SMTP, mail: bytes, sender: str, to: str, others: Sequence[str]) -> Result:
    international = not mail.partition(b"\r\n\r\n")[0].isascii()
    if international and not connection.has_extn("smtputf8"):
        return Result(Outcome.FAILED, reason="our mail server cannot send to an address with such letters")
    _accepted(connection.mail(sender, ["SMTPUTF8", "BODY=8BITMIME"] if international else []))
    _accepted(connection.rcpt(to))
    refused = [said for it in others if (said := _refused(it, *connection.rcpt(it)))]
    assert connection.sock is not None
    connection.sock.settimeout(WHOLE_S)
    try:
        code, _ = _accepted(connection.data(mail))
    except smtplib.SMTPDataError as failure:
        raise _Answered(failure.smtp_code, failure.smtp_error) from None
    return Result(Outcome.SENT, code, others="; ".join(refused) or None)


def _accepted(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    if answer[0] not in {250, 251}:
        raise _Answered(*answer)
    return answer


def _refused(address: str, code: int, text: bytes) -> str | None:
    return None if code in {250, 251} else f"{address}: {_Answered(code, text).reason}"


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """Signed in; with TLS, unless the server is this machine. Its end ends no transaction."""
    context = ssl.create_default_context(cafile=certifi.where())
    kind = partial(smtplib.SMTP_SSL, context=context) if server.tls else smtplib.SMTP
    connection = kind(timeout=TIMEOUT_S)
    # Whose certificate TLS asks for; the library knows it where it connects at once, before there is a limit.
    connection._host = server.host  # type: ignore[attr-defined]
    limit = Timer(WHOLE_S, _cut, [connection])
    limit.start()
    try:
        code, said = connection.connect(server.host, server.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        if not server.tls and not server.local:
            connection.starttls(context=context)
        if server.user is not None:
            connection.login(server.user, server.password)
        connection.ehlo_or_helo_if_needed()
        yield connection
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()
    finally:
        limit.cancel()
        connection.close()


def _cut(connection: smtplib.SMTP) -> None:
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(SHUT_RDWR)
