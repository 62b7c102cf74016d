"""Files: `attachments/{id}` in Firestore, and their bytes in the private bucket, which never change.

The document is written first and the bytes after it, so that nothing is left over that no document names. A message
takes its files in the commit that writes it.
"""

import hmac
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from google.api_core.exceptions import AlreadyExists
from google.cloud.firestore import DELETE_FIELD, DocumentReference, FieldFilter, WriteBatch

from common.attachments.model import UNSENT, StoredAttachment, Waiting
from common.attachments.upload import Upload
from common.base import bucket, ids
from common.base.errors import BadRequest, NotFound
from common.base.firestore import document, existing, firestore, new_batch, patience, references, unchanged_since
from common.base.schema import FieldError
from common.callers.auth import Caller, Kind

UNKNOWN = "is unknown, was deleted after a day, or belongs to a message"


class HasId(Protocol):
    """A ticket, of which this room knows no more."""

    @property
    def id(self) -> str: ...


def reference_of(name: str) -> DocumentReference:
    return document("attachments", name)


def path_of(name: str) -> str:
    """Where the bucket has the bytes."""
    return f"attachments/{name}"


def hash_of(secret: str) -> str:
    """What is stored of a secret; SHA-256 suffices for a random one."""
    return ids.digest(secret)


def owner_of(caller: Caller) -> str:
    """Under which name a caller's files are stored; an integration has one, be it by a key or by a signature."""
    kinds = {Kind.PUBLIC: "", Kind.AGENT: f"agent:{caller.name}"}
    return kinds.get(caller.kind, f"integration:{caller.name}")


def of_mail(name: str) -> str:
    """Under which name the files of a mail are stored; `name` is that of the raw mail."""
    return f"mail:{name}"


def copies_of(ticket: HasId) -> list[DocumentReference]:
    """The files of the ticket and of its conversation; the bucket has their bytes."""
    return references(firestore().collection("attachments").where(filter=FieldFilter("ticket", "==", ticket.id)))


def discard(files: Iterable[DocumentReference]) -> None:
    """Deletes the bytes, and then what is stored of them. Raises Unavailable."""
    bucket.discard(files, path_of)


def of_upload(upload: Upload, owner: str, now: datetime, secret: str | None = None) -> StoredAttachment:
    """Raises UnsupportedMediaType where this kind of file is not taken."""
    return StoredAttachment(
        name=upload.name,
        size=len(upload.content),
        kind=upload.kind.media_type,
        sha256=upload.sha256,
        created_at=now,
        expires_at=now + UNSENT,
        owner=owner,
        secret=hash_of(secret) if secret else None,
    )


def keep(name: str, upload: Upload, owner: str, now: datetime) -> StoredAttachment:
    """Stores a file under a name that a repeat has, too. Raises UnsupportedMediaType and Unavailable."""
    stored = of_upload(upload, owner, now)
    batch = new_batch()
    batch.create(reference_of(name), stored.model_dump())
    try:
        batch.commit(**patience())
    except AlreadyExists:
        stored = find(name)
    store_bytes(name, stored, upload.content)
    return stored


def store_bytes(name: str, stored: StoredAttachment, content: bytes) -> None:
    """Raises Unavailable."""
    bucket.store_once(path_of(name), content, stored.kind)


def find(name: str) -> StoredAttachment:
    """Raises NotFound for an unknown or impossible name."""
    if not ids.is_id(name):
        raise NotFound
    return StoredAttachment.model_validate(existing(reference_of(name)).to_dict())


def content_of(name: str) -> bytes:
    """Raises NotFound and Unavailable."""
    return bucket.read(path_of(name))


def waiting(given: Sequence[str], owner: str) -> tuple[Waiting, ...]:
    """The files that were uploaded under these ids, in this order. One read each.

    Raises BadRequest for one that its owner, or the secret in the id, does not let this caller attach, and for one that
    is in a message, has expired or never was.
    """
    if not given:
        return ()
    names = [it.partition(".")[0] for it in given]
    found = {it.id: it for it in firestore().get_all([*map(reference_of, names)], **patience())}
    now, taken, faults = datetime.now(UTC), [], []
    for at, (name, one) in enumerate(zip(names, given, strict=True)):
        snapshot = found[name]
        stored = StoredAttachment.model_validate(snapshot.to_dict()) if snapshot.exists else None
        if stored is not None and _may_take(stored, one.partition(".")[2], owner, now):
            taken.append(Waiting(stored.shown(name), snapshot.update_time))
        else:
            faults.append(FieldError(field=f"attachments.{at}", message=UNKNOWN))
    if faults:
        raise BadRequest("An attachment is not valid; see errors.", errors=faults)
    return tuple(taken)


def take(
    batch: WriteBatch,
    files: Sequence[Waiting],
    ticket: str,
    message: str | None,
    *,
    shared: bool,
    expires_at: datetime | None = None,
) -> None:
    """Has the commit give the files to a message, unless another one took them meanwhile.

    `message` is None for the ticket's description; `expires_at` is when Firestore deletes what takes them.
    """
    taken = {"ticket": ticket, "message": message, "shared": shared, "expires_at": expires_at, "secret": DELETE_FIELD}
    for it in files:
        batch.update(reference_of(it.attachment.id), taken, option=unchanged_since(it.written_at))


def _may_take(stored: StoredAttachment, secret: str, owner: str, now: datetime) -> bool:
    if stored.ticket is not None or stored.expires_at is None or stored.expires_at <= now:
        return False
    if stored.secret is None:
        return stored.owner == owner
    return hmac.compare_digest(stored.secret.encode(), hash_of(secret).encode())
