"""The raw mails that a ticket and its messages came as."""

from common.base.errors import NotFound
from common.base.firestore import document, patience
from common.base.ids import is_id
from common.conversation.store import is_name
from common.http.operation import Answer
from common.inbound import inbox
from common.tickets import store

SECURITY = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""Nothing in it runs or loads anything, should a browser show it all the same; firebase.json says so again."""


def of_ticket(ticket_id: str) -> bytes:
    """Raises NotFound where no mail opened it, or its original is no longer kept, and Unavailable."""
    return inbox.original((store.find(ticket_id, ("original",)).to_dict() or {}).get("original"))


def of_message(ticket_id: str, name: str) -> bytes:
    """Raises NotFound where it did not come by mail, or its original is no longer kept, and Unavailable."""
    if not is_id(ticket_id) or not is_name(name):
        raise NotFound
    stored = document(f"conversations/{ticket_id}/messages", name).get(["original"], **patience()).to_dict()
    return inbox.original((stored or {}).get("original"))


def download(raw: bytes, name: str) -> Answer[bytes]:
    """A file to be saved, not shown."""
    return Answer(raw, {**SECURITY, "Content-Disposition": f'attachment; filename="{name}.eml"'})
