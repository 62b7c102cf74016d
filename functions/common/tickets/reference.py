"""Ticket references: what people read out on the telephone. They identify a ticket and open nothing.

A reference is 11 random Crockford base32 symbols (55 bits) and a check symbol, written XXXX-XXXX-XXXX. The check is
the hybrid system MOD 33,32 of ISO/IEC 7064. It catches every wrong symbol and most swapped neighbours.
"""

import secrets
import unicodedata

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(_SYMBOLS)}
_MODULUS = len(_SYMBOLS)
_RANDOM_SYMBOLS = 11
_GROUP = 4
_COPIED_ALONG = ".,;:!?<>\"'`"
_FILLERS = ("Pd", "Ps", "Pe", "Pi", "Pf", "Cc", "Cf")
"""Categories: all dashes, brackets and quotation marks, and what is not seen where one copies."""
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_reference() -> str:
    """A new reference, upper case, in three groups of four joined by dashes."""
    symbols = "".join(secrets.choice(_SYMBOLS) for _ in range(_RANDOM_SYMBOLS))
    return _grouped(symbols + _check_symbol(symbols))


def parse(text: str) -> str | None:
    """The canonical form of a reference that a person typed, or None when it is not one or its check fails.

    Case, spaces, dashes and what is copied along with it do not matter; the letters o, i and l, which no reference
    contains, are read as the digits that they look like.
    """
    symbols = "".join(char for char in text if not _is_filler(char)).upper().translate(_LOOKALIKES)
    if len(symbols) != _RANDOM_SYMBOLS + 1 or not _VALUES.keys() >= set(symbols):
        return None
    return _grouped(symbols) if _check_symbol(symbols[:-1]) == symbols[-1] else None


def _is_filler(char: str) -> bool:
    return char.isspace() or char in _COPIED_ALONG or unicodedata.category(char) in _FILLERS


def _grouped(symbols: str) -> str:
    return "-".join(symbols[start : start + _GROUP] for start in range(0, len(symbols), _GROUP))


def _check_symbol(symbols: str) -> str:
    product = _MODULUS
    for symbol in symbols:
        total = (product + _VALUES[symbol]) % _MODULUS or _MODULUS
        product = total * 2 % (_MODULUS + 1)
    return _SYMBOLS[(1 - product) % _MODULUS]
