"""Tracking tokens: 256 bits that open one ticket's status page, and are stored nowhere.

Of the token that its creator was answered, the hash is stored. Beside it, e-mails have one that can be made again for
each of them."""

import hmac
import secrets
from collections.abc import Mapping
from typing import Any

from common.base import ids


def new_token() -> str:
    """A random token, 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def link_token(secret: str, ticket_id: str, generation: int) -> str:
    """The token that e-mails about a ticket have, 43 URL-safe characters; `secret` is `MAIL_SECRET`."""
    return ids.keyed(secret.encode(), f"link\0{ticket_id}\0{generation}")


def new_generation() -> int:
    """Of a link that replaces another; random, so that no backup brings an older one back."""
    return secrets.randbits(62)


def generation_of(stored: Mapping[str, Any]) -> int:
    """Of the link of a stored ticket; 0 where it was never replaced nor revoked."""
    generation = stored.get("link_generation")
    return generation if isinstance(generation, int) else 0


def hash_of(token: str) -> str:
    """What is stored; SHA-256 suffices for a random token, there is no dictionary to try."""
    return ids.digest(token)


def opens(token: str, stored_hash: object) -> bool:
    return isinstance(stored_hash, str) and hmac.compare_digest(hash_of(token).encode(), stored_hash.encode())


def opens_link(token: str, secret: str, ticket_id: str, generation: int) -> bool:
    """Whether it is the one that e-mails have; without a secret nothing is."""
    return bool(secret) and hmac.compare_digest(token.encode(), link_token(secret, ticket_id, generation).encode())
