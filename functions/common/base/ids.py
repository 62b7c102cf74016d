"""Names of documents: inverted ULIDs, so that key order is newest first, and hashes of what must not be readable."""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

_SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {symbol: value for value, symbol in enumerate(_SYMBOLS)}
_LENGTH = 26
_RANDOM_BYTES = 10
_LAST_MS = 2**48 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Before which there are no ids."""
_MS = timedelta(milliseconds=1)
# 26 symbols hold 130 bits and an id has 128, so the first symbol carries three bits instead of five.
PATTERN = "[0-7][0-9a-hjkmnp-tv-z]{25}"


def new_id(now: datetime) -> str:
    """A new id for what is created at `now` (with a time zone, from 1970 on), cut to whole milliseconds.

    Ids of later milliseconds sort first; within one millisecond the order is random.
    """
    return time_ordered(now, secrets.token_bytes(_RANDOM_BYTES))


def time_ordered(at: datetime, rest: bytes) -> str:
    """The id of the instant `at`, cut to whole milliseconds, and of `rest`, ten bytes; later instants sort first."""
    inverted = _LAST_MS - (at - EPOCH) // _MS
    number = int.from_bytes(inverted.to_bytes(6) + rest)
    return "".join(_SYMBOLS[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def created_at(name: str) -> datetime:
    """The instant that the id carries, in UTC. Raises ValueError for what is no id and for instants after 9999."""
    if not is_id(name):
        raise ValueError("not an id")
    number = 0
    for symbol in name:
        number = number << 5 | _VALUES[symbol]
    try:
        return EPOCH + (_LAST_MS - (number >> 8 * _RANDOM_BYTES)) * _MS
    except OverflowError as error:
        raise ValueError("the id carries an instant after the year 9999") from error


def is_id(text: str) -> bool:
    """Whether the text has the form of an id; such a document need not exist."""
    return re.fullmatch(PATTERN, text) is not None


def digest(*parts: str) -> str:
    """SHA-256 of the parts, as 64 hexadecimal digits. Stored names are made of it, so it stays as it is."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def keyed(key: bytes, text: str) -> str:
    """HMAC-SHA-256, as 43 URL-safe characters. Tokens that people have are made of it, so it stays as it is."""
    return urlsafe_b64encode(hmac.digest(key, text.encode(), "sha256")).rstrip(b"=").decode()
