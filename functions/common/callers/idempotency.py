"""Idempotency keys: a request that is repeated with its key takes effect once."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from google.cloud.firestore import DocumentReference
from pydantic import BaseModel

from common.base import ids
from common.base.errors import BadRequest
from common.base.firestore import document
from common.base.headers import IDEMPOTENCY_KEY
from common.base.schema import FieldError
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
        fault = FieldError(
            field=IDEMPOTENCY_KEY.name, message="must be 1 to 255 visible ASCII characters, quoted or not"
        )
        raise BadRequest("The idempotency key is not valid.", errors=[fault])
    return match[1] or match[2]


def expiry(now: datetime) -> datetime:
    return now + REMEMBERED
