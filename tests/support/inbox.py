"""Incoming mail as its sender and an agent see it, and what became of each."""

import smtplib
from email.message import EmailMessage
from typing import Any
from urllib.parse import quote

import httpx

from common.inbound import inbox
from common.mail import names
from scripts.base import local_http
from scripts.emulators import bucket, config
from scripts.emulators.ports import HOST
from tests.support import handing
from tests.support.answers import success
from tests.support.people import Person
from tests.support.system import System
from tests.support.waiting import wait_until

CARRIED_OUT_S = 60.0


class Inbox:
    def __init__(self, system: System, api: httpx.Client, agent: Person) -> None:
        self.system, self.api, self.agent = system, api, agent

    def take(self, mail: EmailMessage | bytes, way: str = "inbound") -> dict[str, Any]:
        """Has the mail handed over and carried out; returns what is stored of it."""
        raw = mail if isinstance(mail, bytes) else bytes(mail)
        answer = handing.hand_over(self.api, raw, way)
        assert (answer.status_code, answer.content) == (200, b""), answer.text
        return self.carried_out(raw)

    def send(self, mail: EmailMessage) -> None:
        """By SMTP, to whom its fields name."""
        with smtplib.SMTP(HOST, self.system.instance.ports.incoming) as client:
            client.send_message(mail)

    def carried_out(self, raw: bytes) -> dict[str, Any]:
        place = self.system.firestore.document(f"mail_inbox/{inbox.name_of(raw)}")

        def done() -> dict[str, Any] | None:
            stored = place.get().to_dict() or {}
            return None if stored.get("state") in (None, "waiting") else stored

        found = wait_until(done, CARRIED_OUT_S)
        assert found is not None
        return found

    def ticket(self, mail: EmailMessage | bytes, way: str = "inbound") -> dict[str, Any]:
        """The ticket that has the mail, as an agent reads it."""
        return self.read(self.take(mail, way)["ticket"])

    def read(self, ticket: str) -> dict[str, Any]:
        found: dict[str, Any] = success(self.api.get(f"/api/tickets/{ticket}", headers=self.agent.headers))
        return found

    def messages(self, ticket: str) -> list[dict[str, Any]]:
        page = success(self.api.get(f"/api/tickets/{ticket}/messages", headers=self.agent.headers))
        found: list[dict[str, Any]] = page["results"]
        return found

    def original(self, ticket: str, message: str = "", **headers: str) -> httpx.Response:
        part = f"/messages/{message}" if message else ""
        return self.api.get(f"/api/tickets/{ticket}{part}/original", headers=headers or self.agent.headers)

    def is_kept(self, mail: EmailMessage) -> bool:
        """Whether the bucket has the raw mail."""
        name = quote(inbox.path_of(inbox.name_of(bytes(mail))), safe="")
        url = f"{self.system.instance.url('storage')}/storage/v1/b/{bucket.NAME}/o/{name}"
        return local_http.get(url).status_code == httpx.codes.OK


def reply_address(ticket: str) -> str:
    """Where answers about the ticket go."""
    return names.reply_address(config.SECRETS["MAIL_SECRET"], config.MAIL_FROM, ticket)


def message_id(ticket: str, what: str = "received") -> str:
    """Of a mail that the desk sends about the ticket."""
    return names.message_id(config.SECRETS["MAIL_SECRET"], config.MAIL_FROM, ticket, f"{ticket}-{what}")
