"""The settings of mail, checked when they are needed."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from common.base.config import MAIL_FROM, MAIL_SECRET, MAIL_SITE_URL, SMTP_URL, Misconfigured

SECRET_MIN = 32
"""Characters of `MAIL_SECRET`."""


def is_on() -> bool:
    """Whether e-mails are sent; asked only by functions that have `MAIL_SECRET`. Raises what `secret` raises."""
    return bool(MAIL_SITE_URL.value.strip() and MAIL_FROM.value.strip() and secret())


def site() -> str:
    """Where the links in e-mails lead, without a slash at the end; raises `Misconfigured` for what is no origin.

    Plain http, over which anybody on the way could read a private link, is for this machine only.
    """
    address = MAIL_SITE_URL.value.strip().rstrip("/").lower()
    if not re.fullmatch(r"https://[\w.-]+(:\d+)?|http://(127\.0\.0\.1|localhost)(:\d+)?", address):
        raise Misconfigured("MAIL_SITE_URL is not an address like https://support.example.com")
    return address


def secret() -> str:
    """The key of what proves that a link, an address or a Message-ID is ours; empty where it is off.

    Raises `Misconfigured` for one that could be guessed.
    """
    key = MAIL_SECRET.value.strip()
    if key.lower() in {"", "off"}:
        return ""
    if len(key) < SECRET_MIN:
        raise Misconfigured(f"MAIL_SECRET has fewer than {SECRET_MIN} characters")
    return key


@dataclass(frozen=True)
class Server:
    """Where e-mails are handed over; `tls` from the first byte, else by STARTTLS, unless it is this machine."""

    host: str
    port: int
    tls: bool
    user: str | None
    password: str

    @property
    def local(self) -> bool:
        return self.host in {"localhost", "127.0.0.1", "::1"}


def server() -> Server:
    """Raises `Misconfigured`, without repeating what may hold a password, for what is no address of a server."""
    parts = urlsplit(SMTP_URL.value.strip())
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or port == 0 or parts.path.strip("/"):
        raise Misconfigured("SMTP_URL is not like smtp://user:password@host:587 or smtps://user:password@host")
    tls = parts.scheme == "smtps"
    user = unquote(parts.username) if parts.username else None
    return Server(parts.hostname, port or (465 if tls else 587), tls, user, unquote(parts.password or ""))
