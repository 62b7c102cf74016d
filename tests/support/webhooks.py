"""Signed deliveries as an integration sends them, by the text of Standard Webhooks 1.0 and not by our own code."""

import hashlib
import hmac
import json
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping

from tests.support.system import WEBHOOK_SECRET


def delivery_id() -> str:
    return f"msg_{secrets.token_hex(12)}"


def signed(
    content: bytes, *, delivery: str | None = None, secret: str = WEBHOOK_SECRET, age_s: float = 0
) -> dict[str, str]:
    """The headers of a delivery that was signed age_s seconds ago."""
    delivery, timestamp = delivery or delivery_id(), str(int(time.time() - age_s))
    key = b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{delivery}.{timestamp}.".encode() + content, hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "webhook-id": delivery,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{b64encode(digest).decode()}",
    }


def encoded(body: Mapping[str, object]) -> bytes:
    """The bytes that are signed and sent."""
    return json.dumps(body).encode()
