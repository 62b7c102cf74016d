"""Where incoming mails are from: each way's proof, and the raw mail that it hands over.

Each raises NotFound where its secret is not set, Unauthorized for a signature that is bad or too old, and TooLarge.
"""

import base64
import hashlib
import hmac
import re
import time
from dataclasses import dataclass

from common.base import config
from common.base.config import Misconfigured
from common.base.errors import BadRequest, NotFound, TooLarge, Unauthorized
from common.base.parameters import Secret
from common.callers.auth import WEBHOOK_HEADERS
from common.callers.call import Call
from common.callers.webhook_secrets import signing_key
from common.inbound import forms

MAIL_MAX = 25 * 2**20
"""Bytes of a raw mail."""
FORM_MAX = 32 * 2**20
"""Bytes of a form with one: what Cloud Run lets a request have."""
FRESH_S = 300
MAILGUN_FRESH_S = 12 * 3600
"""Mailgun repeats a mail for eight hours, and does not say that it signs it anew: users report the first timestamp. In
five minutes' time an outage would lose mails. Its token brings one mail, however often it comes."""
MAILGUN_FIELDS, SENDGRID_FIELDS = ("timestamp", "token", "signature", "body-mime"), ("email",)
"""Of the forms."""
SENDGRID_HEADERS = ("X-Twilio-Email-Event-Webhook-Timestamp", "X-Twilio-Email-Event-Webhook-Signature")


@dataclass(frozen=True)
class Handed:
    """A raw mail that was handed over; `token` is what proves no more than one mail, where the proof covers none."""

    raw: bytes
    token: str | None = None


def standard(call: Call) -> Handed:
    """The body itself, signed as Standard Webhooks 1.0 has it; their library takes nothing but text in UTF-8."""
    keys = [_key(it) for it in _secret(config.MAIL_INBOUND_SECRETS).split()]
    name, at, signatures = (call.header(it) or "" for it in WEBHOOK_HEADERS)
    _require_fresh(at)
    body = call.raw_body()
    given = [it.removeprefix("v1,") for it in signatures.split() if it.startswith("v1,")]
    for key in keys:
        signed = hmac.new(key, f"{name}.{at}.".encode(), "sha256")
        signed.update(body)
        wanted = base64.b64encode(signed.digest()).decode()
        if any(_same(it, wanted) for it in given):
            return Handed(_bounded(body))
    raise Unauthorized("The signature does not verify.")


def mailgun(call: Call) -> Handed:
    """The field `body-mime` of a form; Mailgun signs nothing but two other fields of it."""
    key = _secret(config.MAILGUN_SIGNING_KEY)
    form = forms.fields(call.request, call.raw_body(), MAILGUN_FIELDS)
    at, token, signature = (form.get(it, b"").decode("utf-8", "replace") for it in MAILGUN_FIELDS[:3])
    _require_fresh(at, MAILGUN_FRESH_S)
    if not _same(signature, hmac.new(key.encode(), f"{at}{token}".encode(), "sha256").hexdigest()):
        raise Unauthorized("The signature does not verify.")
    return Handed(_raw(form, "body-mime"), token)


def sendgrid(call: Call) -> Handed:
    """The field `email` of a form whose whole body is signed."""
    from cryptography.exceptions import InvalidSignature  # with its library, which no other way needs
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    secret = _secret(config.SENDGRID_PUBLIC_KEY)
    try:
        key = load_der_public_key(base64.b64decode(secret, validate=True))
    except ValueError:
        raise Misconfigured("SENDGRID_PUBLIC_KEY is no public key in base64") from None
    if not isinstance(key, EllipticCurvePublicKey):
        raise Misconfigured("SENDGRID_PUBLIC_KEY is of another kind than SendGrid's")
    at, signature = (call.header(it) or "" for it in SENDGRID_HEADERS)
    _require_fresh(at)
    body = call.raw_body()
    try:
        key.verify(base64.b64decode(signature, validate=True), _digest(at, body), ECDSA(Prehashed(SHA256())))
    except (InvalidSignature, ValueError):
        raise Unauthorized("The signature does not verify.") from None
    return Handed(_raw(forms.fields(call.request, body, SENDGRID_FIELDS), "email"))


def _digest(at: str, body: bytes) -> bytes:
    digest = hashlib.sha256(at.encode())
    digest.update(body)
    return digest.digest()


def _secret(declared: Secret) -> str:
    value = declared.value.strip()
    if value in ("", "off"):
        raise NotFound
    return value


def _key(secret: str) -> bytes:
    key = signing_key(secret) if secret.startswith("whsec_") else None
    if key is None:
        raise Misconfigured("MAIL_INBOUND_SECRETS has an entry that is not whsec_ and the base64 of 24 bytes or more")
    return key


def _require_fresh(at: str, limit_s: int = FRESH_S) -> None:
    if not re.fullmatch("[0-9]{1,15}", at) or abs(time.time() - int(at)) > limit_s:
        raise Unauthorized("The signature is too old, or of a time to come.")


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _raw(form: dict[str, bytes], field: str) -> bytes:
    if field not in form:
        raise BadRequest(f"The form has no field {field}: have the provider send the raw mail.")
    return _bounded(form[field])


def _bounded(raw: bytes) -> bytes:
    if len(raw) > MAIL_MAX:
        raise TooLarge(f"A mail may have at most {MAIL_MAX} bytes.")
    return raw
