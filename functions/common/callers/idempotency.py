"""Idempotency keys: a request that is repeated with its key takes effect once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from google.cloud.firestore import DocumentReference
from pydantic import BaseModel

from common.base import ids
from common.base.errors import KeyReused, refused
from common.base.firestore import document, patience
from common.base.headers import IDEMPOTENCY_KEY
from common.callers.auth import Caller, Kind
from common.callers.call import Call

REMEMBERED = timedelta(days=4)
"""Longer than any sender retries: the schedule of Standard Webhooks 1.0 ends after three days and a few hours."""

_HEADER = re.compile(IDEMPOTENCY_KEY.pattern or "")


@dataclass(frozen=True)
class Key:
    value: str
    scope: str
    """Keys of different callers never meet, except that the public is one caller."""
    fingerprint: str
    """Hash of the request as understood, so that formatting does not make it another one."""

    @property
    def document(self) -> DocumentReference:
        """Written in the same commit as what the request did, so that neither exists without the other."""
        return document("idempotency_keys", ids.digest(self.scope, self.value))

    def record(self, now: datetime, **content: Any) -> dict[str, Any]:
        """What is stored in the key's document: `content`, for as long as the request may be repeated."""
        return {**content, "fingerprint": self.fingerprint, "expires_at": now + REMEMBERED}

    def stored(self, name: str | None = None) -> Mapping[str, Any] | None:
        """What is stored in the key's document; None where there is none. One read.

        Raises KeyReused where another request stored it; one of another kind stored no `name`.
        """
        record = self.document.get(**patience()).to_dict()
        if record is None:
            return None
        if record.get("fingerprint") != self.fingerprint or (name is not None and name not in record):
            raise KeyReused("This key came with another request before.")
        return record

    def token(self, salt: bytes) -> str:
        """A secret that a repeat of the request gets, too, and that is stored nowhere; 43 URL-safe characters.

        The random `salt` (at least 128 bits) makes it unguessable, and the key, which is not stored, together with it.
        """
        return ids.keyed(salt, f"{self.fingerprint}\0{self.value}")


def key_of(call: Call, caller: Caller, body: BaseModel) -> Key | None:
    """The request's key, if it has one: a webhook's delivery id, else the header `Idempotency-Key`."""
    value = caller.delivery if caller.kind is Kind.WEBHOOK else _header(call)
    if value is None:
        return None
    fingerprint = ids.digest(call.id, body.model_dump_json(exclude_unset=True))
    return Key(value, f"{caller.kind}:{caller.name}", fingerprint)


def _header(call: Call) -> str | None:
    header = call.header(IDEMPOTENCY_KEY.name)
    if header is None:
        return None
    match = _HEADER.fullmatch(header)
    if match is None:
        message = "must be 1 to 255 visible ASCII characters, quoted or not"
        raise refused(IDEMPOTENCY_KEY.name, message, "The idempotency key is not valid.")
    return match[1] or match[2]
