"""API keys in `api_keys/{id}`, by their hashes; `api_key_names/{name}` has the id of the active key of that name."""

import hashlib
import hmac
import re
import secrets
import time
from base64 import b32encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from google.api_core.exceptions import AlreadyExists, FailedPrecondition
from google.cloud.firestore import CollectionReference, DocumentReference, WriteBatch
from pydantic import ValidationError

from common.base import ids, logs
from common.base.errors import BadRequest, Conflict, NotFound, Unavailable
from common.base.firestore import Snapshot, firestore, patience
from common.base.schema import FieldError
from common.callers.inputs import NewApiKey
from common.callers.model import ApiKey, ApiKeyList, CreatedApiKey
from common.callers.webhook_secrets import webhook_secrets

PREFIX = "desk_"
"""By which people and secret scanners recognise a key."""
SECRET_BYTES = 32
USE_STORED_EVERY = timedelta(hours=1)
REVOKE_S = 5.0
# 32 bytes are 52 characters of RFC 4648's base32.
_KEY = re.compile(rf"{PREFIX}([0-9a-z]{{26}})_([a-z2-7]{{52}})")


def create(new: NewApiKey, by: str) -> CreatedApiKey:
    """A new key. Raises BadRequest for the name of a webhook, and Conflict for that of an active key."""
    if new.name in {name for name, _ in webhook_secrets()}:
        raise BadRequest("The name is taken.", errors=[FieldError(field="name", message="is that of a webhook")])
    now = datetime.now(UTC)
    key = ApiKey(
        id=ids.new_ticket_id(now),  # newest first, as with tickets
        name=new.name,
        scopes=new.scopes,
        created_at=now,
        created_by=by,
        last_used_at=None,
        revoked_at=None,
    )
    secret = f"{PREFIX}{key.id}_{b32encode(secrets.token_bytes(SECRET_BYTES)).decode().rstrip('=').lower()}"
    batch = firestore().batch()
    batch.create(_document(key.id), {**key.model_dump(exclude={"id"}), "hash": _hash_of(secret)})
    batch.create(_name(key.name), {"key": key.id})
    try:
        batch.commit(**patience())
    except AlreadyExists:
        # Only this very commit, repeated after its answer was lost, can have made this random id.
        if not _document(key.id).get(**patience()).exists:
            fault = FieldError(field="name", message="is that of an active API key")
            raise Conflict("The name is taken.", errors=[fault]) from None
    return CreatedApiKey.model_validate({**key.model_dump(), "key": secret})


def all_keys() -> ApiKeyList:
    """They are made by hand, so there are few; a document that somebody broke spoils itself, not the list."""
    found = [_read(it.id, it.to_dict() or {}) for it in _keys().order_by("__name__").get(**patience())]
    return ApiKeyList(results=[key for key in found if key is not None])


def revoke(key_id: str) -> ApiKey:
    """The key, which works no more; revoking it again changes nothing. Raises NotFound."""
    deadline = time.monotonic() + REVOKE_S
    while time.monotonic() < deadline:
        snapshot = _find(key_id)
        key = _read(snapshot.id, snapshot.to_dict() or {})
        if key is None:
            raise NotFound
        if key.revoked_at is not None:
            return key
        revoked = key.model_copy(update={"revoked_at": datetime.now(UTC)})
        batch = firestore().batch()
        unchanged = firestore().write_option(last_update_time=snapshot.update_time)
        batch.update(snapshot.reference, {"revoked_at": revoked.revoked_at}, option=unchanged)
        batch.delete(_name(key.name))
        try:
            batch.commit(**patience())
        except FailedPrecondition:
            continue  # its use was stored in between, or another request has revoked it
        return revoked
    raise Unavailable


def find(token: str) -> ApiKey | None:
    """The active key that the token is; unknown, wrong and revoked all look the same.

    One read, made for every request: a revoked key stops working at once.
    """
    match = _KEY.fullmatch(token)
    if match is None:
        return None
    stored = _document(match[1]).get(**patience()).to_dict() or {}
    # Unsalted and fast suffices for 256 random bits: there is no dictionary to try.
    if not hmac.compare_digest(_hash_of(token).encode(), str(stored.get("hash")).encode()):
        return None
    key = _read(match[1], stored)
    return None if key is None or key.revoked_at is not None else key


def use_is_recent(key: ApiKey, now: datetime) -> bool:
    """Whether the last use that is stored is recent enough."""
    return key.last_used_at is not None and now - key.last_used_at < USE_STORED_EVERY


def store_use(batch: WriteBatch, key: ApiKey, now: datetime) -> None:
    batch.update(_document(key.id), {"last_used_at": now})


def _keys() -> CollectionReference:
    keys: CollectionReference = firestore().collection("api_keys")
    return keys


def _document(key_id: str) -> DocumentReference:
    document: DocumentReference = _keys().document(key_id)
    return document


def _name(name: str) -> DocumentReference:
    """Makes the names of active keys unique."""
    document: DocumentReference = firestore().collection("api_key_names").document(name)
    return document


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _find(key_id: str) -> Snapshot:
    snapshot = _document(key_id).get(**patience()) if ids.is_ticket_id(key_id) else None
    if snapshot is None or not snapshot.exists:
        raise NotFound
    return snapshot


def _read(key_id: str, stored: Mapping[str, Any]) -> ApiKey | None:
    try:
        return ApiKey.model_validate({**stored, "id": key_id})
    except ValidationError as failure:
        logs.error("stored API key is malformed", failure, key=key_id)
        return None
