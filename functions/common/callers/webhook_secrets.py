"""The secrets with which webhooks are signed, as `WEBHOOK_SECRETS` lists them."""

import base64
import re

from common.base.config import WEBHOOK_SECRETS, Misconfigured
from common.callers.model import INTEGRATION_NAME, OWN_CHANNELS

SIGNING_KEY_MIN = 24
"""In bytes; Standard Webhooks 1.0 asks for 24 to 64."""


def webhook_secrets() -> list[tuple[str, str]]:
    """(integration name, secret) pairs, in the order given; a name occurs twice while its secret is rotated.

    Raises `Misconfigured`, without repeating a secret, for an entry that is not `name=whsec_...` with a name of its own
    and a proper key.
    """
    entries = WEBHOOK_SECRETS.value.split()
    if entries in ([], ["off"]):
        return []
    pairs = []
    for position, entry in enumerate(entries, 1):
        match = re.fullmatch(rf"({INTEGRATION_NAME})=(whsec_\S+)", entry)
        if match is None:
            raise Misconfigured(f"entry {position} of WEBHOOK_SECRETS is not name=whsec_...")
        if match[1] in OWN_CHANNELS:
            raise Misconfigured(f"entry {position} of WEBHOOK_SECRETS is named as our own channels are")
        if signing_key(match[2]) is None:
            raise Misconfigured(f"entry {position} of WEBHOOK_SECRETS is not the base64 of 24 bytes or more")
        pairs.append((match[1], match[2]))
    return pairs


def signing_key(secret: str) -> bytes | None:
    """The key by Standard Webhooks 1.0, padded or not; None for what is none, which the library would take."""
    text = secret.removeprefix("whsec_").rstrip("=")
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        return None
    return key if len(key) >= SIGNING_KEY_MIN else None
