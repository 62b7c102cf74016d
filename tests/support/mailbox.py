"""The e-mails that a ticket caused, as the catcher got them, and what the outbox says of them."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from google.cloud.firestore import DocumentSnapshot

from common.mail.notice import Kind
from scripts.dev.catcher import Caught
from tests.support.system import System
from tests.support.tickets import word
from tests.support.waiting import wait_until

SENT_S = 60.0


class Mailbox:
    def __init__(self, system: System) -> None:
        self.system = system

    def settled(self, ticket_id: str, count: int) -> list[Caught]:
        """All e-mails about the ticket, in the order in which they came, once nothing waits any more."""
        wait_until(lambda: len(self.about(ticket_id)) >= count and not self.waiting(ticket_id), SENT_S)
        found = self.about(ticket_id)
        assert len(found) == count, [it.message["Message-ID"] for it in found]
        return found

    def about(self, ticket_id: str) -> list[Caught]:
        return [it for it in list(self.system.instance.mails) if f".{ticket_id}." in str(it.message["Message-ID"])]

    def waiting(self, ticket_id: str) -> list[str]:
        """The notices of the ticket that are not done with."""
        return [name for name, it in self.notices(ticket_id).items() if it["state"] == "queued"]

    def notices(self, ticket_id: str) -> dict[str, dict[str, Any]]:
        """By id."""
        place = self.system.firestore.collection("mail_outbox")
        names = place.order_by("__name__").start_at({"__name__": place.document(f"{ticket_id}-")})
        found = names.end_at({"__name__": place.document(f"{ticket_id}-~")}).get()
        return {it.id: it.to_dict() or {} for it in found}

    def state(self, notice: str) -> str:
        """Of `mail_outbox/{notice}`, once it is done with."""
        return str(wait_until(lambda: self._done(notice), SENT_S))

    def _done(self, notice: str) -> str | None:
        state = (self.document(f"mail_outbox/{notice}").to_dict() or {}).get("state")
        return None if state == "queued" else state

    def document(self, path: str) -> DocumentSnapshot[Any]:
        snapshot: DocumentSnapshot[Any] = self.system.firestore.document(path).get()
        return snapshot


def requester(name: str | None = None, domain: str = "people.example") -> dict[str, Any]:
    """The field of a create request, with an address of its own unless `name` is given."""
    return {"requester": {"name": "Ada", "email": f"{name or word()}@{domain}"}}


def kinds(mails: list[Caught]) -> list[Kind]:
    """What the e-mails are about, by their Message-IDs."""
    return [Kind(str(it.message["Message-ID"])[1:].partition(".")[0].partition("-")[0]) for it in mails]


@contextmanager
def answering(system: System, answers: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Has our mail server answer so to an address, one answer after another; then it takes mail as ever."""
    left = {address: [*those] for address, those in answers.items()}

    async def handle_rcpt(_server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]) -> str:
        answer = left[address].pop(0) if left.get(address) else "250 OK"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    with hooked(system, "handle_RCPT", handle_rcpt):
        yield


@contextmanager
def hooked(system: System, name: str, handle: Callable[..., Awaitable[str]]) -> Iterator[None]:
    """Has the system's catcher handle a command so, in connections that begin in the block."""
    catcher = system.instance.catcher
    before = getattr(catcher, name, None)
    setattr(catcher, name, handle)
    try:
        yield
    finally:
        if before is None:
            delattr(catcher, name)
        else:
            setattr(catcher, name, before)
