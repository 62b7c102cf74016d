"""Raw mails as providers hand them over, each with its proof."""

import base64
import hmac
import time
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from uuid import uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from scripts.dev.incoming import signature
from scripts.emulators import config

MAILGUN_KEY = "key-of-mailgun-in-the-tests"
INBOUND_SECRET = config.SECRETS["MAIL_INBOUND_SECRETS"]


@cache
def sendgrid_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def sendgrid_public_key() -> str:
    public = sendgrid_key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(public).decode()


def secrets() -> dict[str, str]:
    """With which the functions take what is handed over here."""
    return {
        "MAIL_INBOUND_SECRETS": INBOUND_SECRET,
        "MAILGUN_SIGNING_KEY": MAILGUN_KEY,
        "SENDGRID_PUBLIC_KEY": sendgrid_public_key(),
    }


def standard(raw: bytes, at: int | None = None) -> tuple[bytes, dict[str, str]]:
    """The body and the headers; `at` is when it counts as signed, in seconds since 1970."""
    return raw, {"Content-Type": "message/rfc822", **signature(INBOUND_SECRET, raw, at)}


def mailgun(
    raw: bytes, at: int | None = None, token: str = "", field: str = "body-mime"
) -> tuple[bytes, dict[str, str]]:
    stamp, token = str(at or int(time.time())), token or uuid4().hex
    proof = hmac.digest(MAILGUN_KEY.encode(), f"{stamp}{token}".encode(), "sha256").hex()
    fields = {"timestamp": stamp, "token": token, "signature": proof}
    return multipart({**{name: value.encode() for name, value in fields.items()}, field: raw})


def sendgrid(raw: bytes, at: int | None = None, field: str = "email") -> tuple[bytes, dict[str, str]]:
    body, headers = multipart({"to": b"support@desk.example", field: raw})
    stamp = str(at or int(time.time()))
    proof = sendgrid_key().sign(stamp.encode() + body, ec.ECDSA(SHA256()))
    return body, {
        **headers,
        "X-Twilio-Email-Event-Webhook-Timestamp": stamp,
        "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(proof).decode(),
    }


def multipart(fields: dict[str, bytes]) -> tuple[bytes, dict[str, str]]:
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
        for name, value in fields.items()
    ]
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), headers


type Way = Callable[..., tuple[bytes, dict[str, str]]]
WAYS: dict[str, Way] = {"inbound": standard, "mailgun": mailgun, "sendgrid": sendgrid}


def hand_over(api: httpx.Client, raw: bytes, way: str = "inbound") -> httpx.Response:
    content, headers = WAYS[way](raw)
    return api.post(f"/api/mail/{way}", content=content, headers=headers)


def mail(text: str = "Hello", **fields: str) -> EmailMessage:
    """A mail with a Message-ID of its own; fields are named with underscores."""
    message = EmailMessage()
    defaults = {
        "From": "Ada <ada@people.example>",
        "To": "support@desk.example",
        "Subject": "A question",
        "Message-ID": f"<{uuid4().hex}@people.example>",
    }
    named = {name.replace("_", "-").title().replace("Id", "ID"): value for name, value in fields.items()}
    for name, value in {**defaults, **named}.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message
