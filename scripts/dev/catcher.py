"""The catcher of `make dev` and the tests: an SMTP server that keeps what it is given, and shows it to people and
programs."""

import email
import html
import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from functools import cached_property
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

HOST = "127.0.0.1"
SIZE_MAX = 40 * 2**20
KEPT = 10_000
"""Mails; of more, the oldest go."""
SECURITY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Caught e-mails</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body{{font:1rem/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}}
pre{{white-space:pre-wrap;font:inherit}}summary{{padding:.5rem 0;cursor:pointer}}
iframe{{width:100%;height:24rem;border:1px solid #999;background:#fff}}</style>
<h1>Caught e-mails</h1><p>The newest first; reload for more. As JSON: <a href="/api/email">/api/email</a></p>{mails}"""
FRAME = """<iframe sandbox title="The same as HTML" srcdoc="{}"></iframe>"""
NONE = "<p>None yet: open a ticket with an e-mail address, or reply to one.</p>"
ENTRY = """<details><summary><b>{subject}</b><br>{sender} to {recipients}, {at:%d %b %H:%M:%S} UTC</summary>
<pre dir="auto">{text}</pre>{frame}
<p><a href="/api/email/{number}/source">The whole mail</a></p></details>"""


@dataclass(frozen=True)
class Caught:
    """A mail as the server was given it."""

    id: str
    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    """Of the envelope, as the sender is."""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @cached_property
    def message(self) -> EmailMessage:
        parsed: EmailMessage = email.message_from_bytes(self.raw, policy=default)
        return parsed

    def content(self, kind: str) -> str:
        """The words of the mail, `kind` being plain or html; empty where it has none of them."""
        part = self.message.get_body((kind,))
        return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""

    def as_json(self) -> dict[str, Any]:
        """The mail as maildev answers it."""
        message = self.message
        return {
            "id": self.id,
            "from": _addresses(message, "from"),
            "to": _addresses(message, "to"),
            "subject": str(message["subject"] or ""),
            "headers": {name.lower(): str(value) for name, value in message.items()},
            "text": self.content("plain"),
            "html": self.content("html"),
        }


def _addresses(message: EmailMessage, header: str) -> list[dict[str, str]]:
    found = getaddresses([str(it) for it in message.get_all(header, [])])
    return [{"address": address, "name": name} for name, address in found]


class Catcher:
    """Catches from `start` to `stop`; `mails` are in the order in which they came."""

    def __init__(self, smtp_port: int, web_port: int) -> None:
        self.mails: list[Caught] = []
        self._count = 0
        self._smtp = Controller(self, hostname=HOST, port=smtp_port, data_size_limit=SIZE_MAX, enable_SMTPUTF8=True)
        self._web_port = web_port
        self._web: BaseWSGIServer | None = None

    def start(self) -> Self:
        self._smtp.start()
        answer = Request.application(self._answer)
        self._web = make_server(HOST, self._web_port, answer, threaded=True, request_handler=_Quiet)
        threading.Thread(target=self._web.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        self._smtp.stop(no_assert=True)
        if self._web is not None:
            self._web.shutdown()
            self._web.server_close()
            self._web = None

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's
        content = envelope.content
        assert isinstance(content, bytes)
        self._count += 1
        caught = Caught(str(self._count), content, envelope.mail_from or "", tuple(envelope.rcpt_tos))
        self.mails.append(caught)
        del self.mails[:-KEPT]
        return "250 Caught"

    def _answer(self, request: Request) -> Response:
        mails = list(self.mails)
        if request.path == "/":
            return Response(_page(mails), mimetype="text/html", headers=SECURITY)
        if request.path == "/api/email":
            return Response(json.dumps([it.as_json() for it in mails]), mimetype="application/json")
        found = next((it for it in mails if request.path == f"/api/email/{it.id}/source"), None)
        if found is None:
            return Response("There is nothing here.\n", 404)
        return Response(found.raw, mimetype="text/plain", headers=SECURITY)


class _Quiet(WSGIRequestHandler):
    """Does not log requests: the console of `make dev` says what a person has to know."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  # werkzeug's
        pass


def _page(mails: list[Caught]) -> str:
    entries = [
        ENTRY.format(
            subject=html.escape(str(it.message["subject"] or "(no subject)")),
            sender=html.escape(it.sender or "<>"),
            recipients=html.escape(", ".join(it.recipients)),
            at=it.at,
            text=html.escape(it.content("plain")),
            frame=FRAME.format(html.escape(content)) if (content := it.content("html")) else "",
            number=it.id,
        )
        for it in reversed(mails)
    ]
    return PAGE.format(mails="".join(entries) or NONE)
