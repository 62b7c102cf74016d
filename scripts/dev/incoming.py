"""The SMTP server of `make dev` for what people write: it hands each mail to the functions, as a provider would."""

import asyncio
import base64
import hmac
import time
import uuid
from typing import Self

import httpx
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from scripts.base import local_http
from scripts.dev.catcher import HOST, SIZE_MAX

PATH = "/api/mail/inbound"
ANSWER_S = 60.0


class Incoming:
    """Takes mail for any address from `start` to `stop`, and hands it to `site`, signed with a `whsec_` secret."""

    def __init__(self, port: int, site: str, secret: str) -> None:
        self._site, self._secret = site, secret
        self._smtp = Controller(self, hostname=HOST, port=port, data_size_limit=SIZE_MAX, enable_SMTPUTF8=True)

    def start(self) -> Self:
        self._smtp.start()
        return self

    def stop(self) -> None:
        self._smtp.stop(no_assert=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's
        try:
            answer = await asyncio.to_thread(hand_over, self._site, self._secret, delivered(envelope))
        except httpx.TransportError:
            return "451 The desk does not answer"
        if answer.status_code == httpx.codes.OK:
            return "250 Accepted"
        temporary = answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR
        return f"{451 if temporary else 554} The desk answers {answer.status_code}"


def delivered(envelope: Envelope) -> bytes:
    """The mail with what its last server adds: where answers to failures go, and for whom it was."""
    content = envelope.content
    assert isinstance(content, bytes)
    recipients = "".join(f"Delivered-To: {it}\r\n" for it in envelope.rcpt_tos)
    return f"Return-Path: <{envelope.mail_from or ''}>\r\n{recipients}".encode() + content


def hand_over(site: str, secret: str, raw: bytes) -> httpx.Response:
    """What the site answers to a raw mail. Raises httpx.TransportError where it does not."""
    headers = {"Content-Type": "message/rfc822", **signature(secret, raw)}
    return local_http.post(f"{site}{PATH}", content=raw, headers=headers, timeout=ANSWER_S)


def signature(secret: str, raw: bytes, seconds: int | None = None) -> dict[str, str]:
    """The headers of Standard Webhooks, whose library signs nothing but text, which a mail need not be.

    `seconds` since 1970 are what it is dated, now by default.
    """
    name, at = f"msg_{uuid.uuid4().hex}", str(seconds or int(time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{name}.{at}.".encode() + raw, "sha256")
    return {
        "webhook-id": name,
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }
