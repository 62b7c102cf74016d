"""Taking a file in exactly once."""

import secrets
from datetime import UTC, datetime

from google.api_core.exceptions import AlreadyExists

from common.attachments import store
from common.attachments.model import StoredAttachment, UploadedAttachment
from common.attachments.upload import Upload
from common.base import ids
from common.base.errors import Conflict, NotFound, Unavailable
from common.base.firestore import new_batch, patience
from common.callers.auth import Caller, Kind
from common.callers.idempotency import Key
from common.tickets.token import new_token


def upload(file: Upload, caller: Caller, key: Key | None) -> UploadedAttachment:
    """The stored file, or the one that `key` has stored before; only the public gets a secret in its id.

    Raises UnsupportedMediaType, KeyReused, Conflict where the file of the key was deleted, and Unavailable.
    """
    now, salt = datetime.now(UTC), secrets.token_bytes(32)
    name, secret = ids.new_id(now), _secret(caller, salt, key)
    stored = store.of_upload(file, store.owner_of(caller), now, secret)
    batch = new_batch()
    batch.create(store.reference_of(name), stored.model_dump())
    if key is not None:
        batch.create(key.document, key.record(now, attachment=name, salt=salt))
    try:
        batch.commit(**patience())
    except AlreadyExists:
        # Without a key only our own commit, repeated after its answer was lost, can have made this random id.
        if key is not None:
            name, stored, salt = _first(key)
            secret = _secret(caller, salt, key)
    if stored.ticket is None:  # else the bytes are there, or were removed since
        store.store_bytes(name, stored, file.content)
    return _answer(name, stored, secret)


def _secret(caller: Caller, salt: bytes, key: Key | None) -> str | None:
    if caller.kind is not Kind.PUBLIC:
        return None
    return key.token(salt) if key else new_token()


def _first(key: Key) -> tuple[str, StoredAttachment, bytes]:
    """The file that the key has stored, with the salt of its secret."""
    record = key.stored("attachment")
    if record is None:  # it has expired since the commit was refused
        raise Unavailable
    try:
        return record["attachment"], store.find(record["attachment"]), record["salt"]
    except NotFound:
        raise Conflict("The file that this idempotency key uploaded was deleted.") from None


def _answer(name: str, stored: StoredAttachment, secret: str | None) -> UploadedAttachment:
    given = f"{name}.{secret}" if secret else name
    return UploadedAttachment(**stored.shown(given).model_dump(), sha256=stored.sha256)
