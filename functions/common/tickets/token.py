"""Tracking tokens: 256 bits that open one ticket's status page, of which only the hash is stored."""

import hmac
import secrets
from base64 import urlsafe_b64encode

from common.base import ids


def new_token() -> str:
    """A random token, 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def derive(salt: bytes, key: str, fingerprint: str) -> str:
    """The token of a ticket, 43 URL-safe characters.

    The random `salt` (at least 128 bits) makes it unguessable. Mixing in the idempotency key, which is not stored,
    gives a repeat of the request the same token, and the token is stored nowhere.
    """
    digest = hmac.digest(salt, f"{fingerprint}\0{key}".encode(), "sha256")
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    """What is stored; SHA-256 suffices for a random token, there is no dictionary to try."""
    return ids.digest(token)


def opens(token: str, stored_hash: object) -> bool:
    return isinstance(stored_hash, str) and hmac.compare_digest(hash_of(token).encode(), stored_hash.encode())
