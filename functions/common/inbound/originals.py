"""The raw mails that a ticket and its messages came as."""

from common.base import bucket
from common.base.errors import NotFound
from common.base.firestore import document, patience
from common.base.headers import SANDBOXED
from common.base.ids import is_id
from common.conversation.store import is_name
from common.http.operation import Answer
from common.inbound import inbox
from common.tickets import store


def of_ticket(ticket_id: str) -> bytes:
    """Raises NotFound where no mail opened it, or its original is no longer kept, and Unavailable."""
    return inbox.original((store.find(ticket_id, ("original",)).to_dict() or {}).get("original"))


def of_message(ticket_id: str, name: str) -> bytes:
    """Raises NotFound where it did not come by mail, or its original is no longer kept, and Unavailable."""
    return inbox.original(_original_of(ticket_id, name))


def discard(ticket_id: str, name: str) -> None:
    """Deletes the raw mail that a message came as, if it did. Raises NotFound and Unavailable."""
    original = _original_of(ticket_id, name)
    if isinstance(original, str):
        bucket.delete(inbox.path_of(original))


def _original_of(ticket_id: str, name: str) -> object:
    if not is_id(ticket_id) or not is_name(name):
        raise NotFound
    stored = document(f"conversations/{ticket_id}/messages", name).get(["original"], **patience()).to_dict()
    return (stored or {}).get("original")


def download(raw: bytes, name: str) -> Answer[bytes]:
    """A file to be saved, not shown."""
    return Answer(raw, {**SANDBOXED, "Content-Disposition": f'attachment; filename="{name}.eml"'})
