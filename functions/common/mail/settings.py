"""The settings of mail, checked when they are needed."""

import re

from common.base.config import MAIL_FROM, MAIL_SECRET, MAIL_SITE_URL, Misconfigured

SECRET_MIN = 32
"""Characters of `MAIL_SECRET`."""


def is_on() -> bool:
    return bool(MAIL_SITE_URL.value.strip() and MAIL_FROM.value.strip())


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
