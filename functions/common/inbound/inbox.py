"""The inbox: raw mails in the private bucket, and in `mail_inbox/{id}` what becomes of each.

A mail is accepted once both are there. Its id is a hash of its Message-ID, so that a repeat finds it there.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from google.api_core.exceptions import AlreadyExists
from google.cloud.firestore import DocumentReference, FieldFilter

from common.base import bucket, ids
from common.base.errors import NotFound, Unauthorized
from common.base.firestore import document, existing, firestore, new_batch, patience, references
from common.base.text import mailbox
from common.inbound.adapters import Handed
from common.inbound.model import KEPT, Incoming, State
from common.tickets.model import Ticket

MEDIA_TYPE = "message/rfc822"
HEAD_MAX = 256 * 1024
"""Bytes in which a mail's fields are looked for."""


def accept(handed: Handed) -> bool:
    """Whether the mail is new; once this returns, it is stored. Raises Unavailable, and Unauthorized where what proves
    one mail came with another one before."""
    name = name_of(handed.raw)
    used = document("mail_tokens", ids.digest(handed.token)) if handed.token else None
    _require_same(used, name)
    if _is_carried_out(name):
        return False  # its bytes may have been deleted since, and do not come back with a repeat
    bucket.store_once(path_of(name), handed.raw, MEDIA_TYPE)
    now = datetime.now(UTC)
    batch = new_batch()
    batch.create(
        reference_of(name), Incoming(size=len(handed.raw), received_at=now, expires_at=now + KEPT).model_dump()
    )
    if used is not None:
        batch.create(used, {"mail": name, "expires_at": now + KEPT})
    try:
        batch.commit(**patience())
    except AlreadyExists:
        _require_same(used, name)
        return False
    return True


def name_of(raw: bytes) -> str:
    """The id of the mail in the inbox."""
    from common.mime.parser import parse  # with its libraries, which no function starts with

    found = parse(raw[: _end_of_fields(raw)]).message_id
    return ids.digest("message-id", found) if found else hashlib.sha256(raw).hexdigest()


def path_of(name: str) -> str:
    """Where the bucket has the raw mail."""
    return f"mail/{name}"


def reference_of(name: str) -> DocumentReference:
    return document("mail_inbox", name)


def find(name: str) -> Incoming:
    """Raises NotFound, and ValidationError for one that cannot be read."""
    return Incoming.model_validate(existing(reference_of(name)).to_dict())


def settle(name: str, done: Incoming) -> None:
    """Stores what became of a mail."""
    reference_of(name).update(done.model_dump(), **patience())


def original(name: object) -> bytes:
    """The raw mail of that name. Raises NotFound where there is none, or none any more, and Unavailable."""
    if not isinstance(name, str):
        raise NotFound
    return bucket.read(path_of(name))


def copies_of(ticket: Ticket) -> list[DocumentReference]:
    """The mails that came to the ticket; the bucket has the raw ones."""
    return _of("ticket", ticket.id)


def of_sender(address: str) -> list[DocumentReference]:
    return _of("sender", hash_of(address))


def discard(mails: Iterable[DocumentReference]) -> None:
    """Deletes the raw mails, and then what is stored of them. Raises Unavailable."""
    bucket.discard(mails, path_of)


def hash_of(address: str) -> str:
    return ids.digest("sender", mailbox(address))


def _of(field: str, value: str) -> list[DocumentReference]:
    return references(firestore().collection("mail_inbox").where(filter=FieldFilter(field, "==", value)))


def _is_carried_out(name: str) -> bool:
    stored = reference_of(name).get(["state"], **patience()).to_dict()
    return stored is not None and stored.get("state") != State.WAITING


def _require_same(used: DocumentReference | None, name: str) -> None:
    """Whether what proves the mail came with it before, or never."""
    stored = used.get(**patience()).to_dict() if used is not None else None
    if stored is not None and stored.get("mail") != name:
        raise Unauthorized("This signature came with another mail before.")


def _end_of_fields(raw: bytes) -> int:
    ends = [at for at in (raw.find(end, 0, HEAD_MAX) for end in (b"\r\n\r\n", b"\n\n")) if at >= 0]
    return min(ends, default=HEAD_MAX) + 4
