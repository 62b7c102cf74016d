"""API keys in `api_keys/{id}`, by their hashes; `api_key_names/{name}` has the id of the active key of that name."""

import hmac
import re
import secrets
from base64 import b32encode
from datetime import UTC, datetime, timedelta
from functools import partial

from google.api_core.exceptions import AlreadyExists
from google.cloud.firestore import DocumentReference, WriteBatch

from common.base import ids
from common.base.errors import Conflict, NotFound, refused
from common.base.firestore import (
    Snapshot,
    contended,
    document,
    firestore,
    new_batch,
    of_document,
    patience,
    readable,
    unchanged_since,
)
from common.base.schema import FieldError
from common.callers.inputs import NewApiKey
from common.callers.model import ApiKey, ApiKeyList, CreatedApiKey
from common.callers.webhook_secrets import webhook_secrets

PREFIX = "desk_"
"""By which people and secret scanners recognise a key."""
SECRET_BYTES = 32
USE_STORED_EVERY = timedelta(hours=1)
# 32 bytes are 52 characters of RFC 4648's base32.
_KEY = re.compile(rf"{PREFIX}([0-9a-z]{{26}})_([a-z2-7]{{52}})")


def create(new: NewApiKey, by: str) -> CreatedApiKey:
    """A new key. Raises BadRequest for the name of a webhook, and Conflict for that of an active key."""
    if new.name in {name for name, _ in webhook_secrets()}:
        raise refused("name", "is that of a webhook", "The name is taken.")
    now = datetime.now(UTC)
    key = ApiKey(
        id=ids.new_id(now),  # newest first, as with tickets
        name=new.name,
        scopes=new.scopes,
        created_at=now,
        created_by=by,
        last_used_at=None,
        revoked_at=None,
    )
    secret = f"{PREFIX}{key.id}_{b32encode(secrets.token_bytes(SECRET_BYTES)).decode().rstrip('=').lower()}"
    batch = new_batch()
    batch.create(_document(key.id), {**key.model_dump(exclude={"id"}), "hash": ids.digest(secret)})
    batch.create(document("api_key_names", key.name), {"key": key.id})
    try:
        batch.commit(**patience())
    except AlreadyExists:
        # Only this very commit, repeated after its answer was lost, can have made this random id.
        if not _document(key.id).get(**patience()).exists:
            fault = FieldError(field="name", message="is that of an active API key")
            raise Conflict("The name is taken.", errors=[fault]) from None
    return CreatedApiKey.model_validate({**key.model_dump(), "key": secret})


def all_keys() -> ApiKeyList:
    """Admins make them, so there are few."""
    found = firestore().collection("api_keys").order_by("__name__").get(**patience())
    return ApiKeyList(results=readable(_parsed, found, "API key"))


def revoke(key_id: str) -> ApiKey:
    """The key, which works no more; revoking it again changes nothing. Raises NotFound."""

    def attempt() -> ApiKey:
        snapshot = _document(key_id).get(**patience()) if ids.is_id(key_id) else None
        key = _read(snapshot)
        if snapshot is None or key is None:
            raise NotFound
        if key.revoked_at is not None:
            return key
        revoked = key.model_copy(update={"revoked_at": datetime.now(UTC)})
        unchanged, batch = unchanged_since(snapshot.update_time), new_batch()
        batch.update(snapshot.reference, {"revoked_at": revoked.revoked_at}, option=unchanged)
        batch.delete(document("api_key_names", key.name))
        batch.commit(**patience())
        return revoked

    return contended(attempt)


def find(token: str) -> ApiKey | None:
    """The active key that the token is; unknown, wrong and revoked all look the same.

    One read, made for every request: a revoked key stops working at once.
    """
    match = _KEY.fullmatch(token)
    if match is None:
        return None
    snapshot = _document(match[1]).get(**patience())
    stored = snapshot.to_dict() or {}
    # Unsalted and fast suffices for 256 random bits: there is no dictionary to try.
    if not hmac.compare_digest(ids.digest(token).encode(), str(stored.get("hash")).encode()):
        return None
    key = _read(snapshot)
    return None if key is None or key.revoked_at is not None else key


def use_is_recent(key: ApiKey, now: datetime) -> bool:
    """Whether the last use that is stored is recent enough."""
    return key.last_used_at is not None and now - key.last_used_at < USE_STORED_EVERY


def store_use(batch: WriteBatch, key: ApiKey, now: datetime) -> None:
    batch.update(_document(key.id), {"last_used_at": now})


def _document(key_id: str) -> DocumentReference:
    return document("api_keys", key_id)


def _read(snapshot: Snapshot | None) -> ApiKey | None:
    """None where there is none, and where an operator broke it by hand."""
    found = [snapshot] if snapshot is not None and snapshot.exists else []
    return next(iter(readable(_parsed, found, "API key")), None)


_parsed = partial(of_document, ApiKey)
