"""The e-mails that a ticket caused, as the Trigger Email extension would find them."""

from typing import Any

from google.cloud.firestore import DocumentSnapshot

from tests.support.system import System
from tests.support.tickets import word
from tests.support.waiting import wait_until

SENT_S = 60.0

type Mail = dict[str, Any]


class Mailbox:
    def __init__(self, system: System) -> None:
        self.system = system

    def settled(self, ticket_id: str, count: int) -> list[Mail]:
        """All e-mails about the ticket, in the order in which they were written, once nothing waits any more."""
        wait_until(lambda: self._has(ticket_id, count), SENT_S)
        found = self.about("mail", ticket_id)
        assert len(found) == count, found
        return found

    def _has(self, ticket_id: str, count: int) -> bool:
        # The outbox first: what leaves it is among the e-mails at the same moment.
        return not self.about("mail_outbox", ticket_id) and len(self.about("mail", ticket_id)) >= count

    def wait_until_dealt_with(self, notice: str) -> None:
        """Waits until `mail_outbox/{notice}` is gone."""
        wait_until(lambda: not self.document(f"mail_outbox/{notice}").exists, SENT_S)

    def document(self, path: str) -> DocumentSnapshot[Any]:
        snapshot: DocumentSnapshot[Any] = self.system.firestore.document(path).get()
        return snapshot

    def about(self, collection: str, ticket_id: str) -> list[Mail]:
        place = self.system.firestore.collection(collection)
        names = place.order_by("__name__").start_at({"__name__": place.document(f"{ticket_id}-")})
        found = names.end_at({"__name__": place.document(f"{ticket_id}-~")}).get()
        return [it.to_dict() or {} for it in sorted(found, key=lambda it: it.create_time)]


def requester(name: str | None = None) -> dict[str, Any]:
    """The field of a create request, with an address of its own unless `name` is given."""
    return {"requester": {"name": "Ada", "email": f"{name or word()}@people.example"}}


def names(mails: list[Mail]) -> list[str]:
    """The names of the mails' templates."""
    return [mail["template"]["name"] for mail in mails]
