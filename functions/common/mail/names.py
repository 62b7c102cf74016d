"""The names by which a mail that comes back is recognised: addresses for replies, and Message-IDs; pure.

Each has an HMAC of what it names, so that no table is needed to know it again, and nobody can make up another one.
"""

import hmac
import re
from base64 import b32encode
from email.utils import parseaddr

from common.base.config import Misconfigured
from common.base.ids import PATTERN

MAC_BYTES = 10
_MAC = "[a-z2-7]{16}"
_ADDRESS = re.compile(rf".*\+({PATTERN})({_MAC})@.*")
_MESSAGE_ID = re.compile(rf"<?([a-z0-9-]{{1,40}})\.({PATTERN})\.({_MAC})@[^>]*>?")
LOCAL_MAX = 64
"""Octets before the @ (RFC 5321)."""
TAG_LENGTH = 1 + 26 + 16


def sender(mail_from: str) -> tuple[str, str]:
    """The display name, which may be empty, and the address of `MAIL_FROM`.

    Raises `Misconfigured` for what has no address, and for one that has no room for what `reply_address` adds.
    """
    name, address = parseaddr(mail_from)
    local = address.rpartition("@")[0]
    if not re.fullmatch(r"[\w.+-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+", address, re.ASCII):
        raise Misconfigured("MAIL_FROM is not like Support <support@example.com>")
    if len(local) > LOCAL_MAX - TAG_LENGTH:
        raise Misconfigured(f"MAIL_FROM has more than {LOCAL_MAX - TAG_LENGTH} characters before the @")
    return name, address


def reply_address(secret: str, mail_from: str, ticket_id: str) -> str:
    """Where replies about the ticket go: `support+<id and 80 bits of HMAC>@domain`, in lower case after the plus."""
    local, _, domain = sender(mail_from)[1].rpartition("@")
    return f"{local}+{ticket_id}{_mac(secret, 'address', ticket_id)}@{domain}"


def ticket_of_address(secret: str, address: str) -> str | None:
    """The id of the ticket to whose reply address a mail was sent, in whatever case; None where it is none of ours."""
    found = _ADDRESS.fullmatch(address.strip().lower())
    return found[1] if found and _is_ours(secret, found[2], "address", found[1]) else None


def message_id(secret: str, mail_from: str, ticket_id: str, notice_id: str) -> str:
    """The Message-ID of what a notice (`{ticket}-{what}`) sends; the same for every attempt."""
    domain = sender(mail_from)[1].rpartition("@")[2]
    what = notice_id.removeprefix(f"{ticket_id}-")
    return f"<{what}.{ticket_id}.{_mac(secret, 'message', ticket_id, what)}@{domain}>"


def ticket_of_message_id(secret: str, message_id: str) -> tuple[str, str] | None:
    """The ids of ticket and notice that a Message-ID names, in whatever case; None where it is none of ours.

    The domain does not count: it may have been another one when the mail was sent.
    """
    found = _MESSAGE_ID.fullmatch(message_id.strip().lower())
    if not found or not _is_ours(secret, found[3], "message", found[2], found[1]):
        return None
    return found[2], f"{found[2]}-{found[1]}"


def _mac(secret: str, *named: str) -> str:
    """16 characters of base32; `named` begins with the purpose, so that no name serves for another."""
    digest = hmac.digest(secret.encode(), "\0".join(("mail", *named)).encode(), "sha256")
    return b32encode(digest[:MAC_BYTES]).decode().lower()


def _is_ours(secret: str, mac: str, *named: str) -> bool:
    return bool(secret) and hmac.compare_digest(mac, _mac(secret, *named))
