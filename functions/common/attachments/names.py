"""Names of files: readable, and harmless to whatever shows or saves them; pure."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

from common.base.text import Word

LOOKED_AT = 1000
"""Characters at the end of what is given: sorting accents takes a minute for a hundred thousand of them."""
NAME_MAX = 200
"""Bytes of UTF-8 before the extension: file systems take 255 in all."""
UNNAMED = "file"
_SEPARATOR = re.compile(r"[/\\]")
_FORBIDDEN = re.compile('[<>:"|?*]')
"""What Windows has in no name."""
_DEVICE = re.compile(r"(con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)
_NOT_PLAIN = re.compile(r'[<>:"|?*/\\]|%(?=[0-9A-Fa-f]{2})')
"""What a letter of another width becomes again, and what some browsers would decode."""
_WORD = Word(most=0)


def harmless(given: str, extensions: Sequence[str]) -> str:
    """The last part of a path without what cannot be seen or saved.

    It ends in one of the extensions, in small letters and without their dots, of which the first is added where it does
    not: a page that calls itself a picture is opened by nothing that would run it.
    """
    name = unicodedata.normalize("NFC", _WORD.clean(_SEPARATOR.split(_WORD.clean(given[-LOOKED_AT:]))[-1]))
    name = " ".join(_FORBIDDEN.sub("_", name).split()).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot or extension.lower() not in extensions:
        stem, extension = name, extensions[0]
    stem = stem.encode("utf-8", "ignore")[:NAME_MAX].decode("utf-8", "ignore").strip(" .")
    return f"{_DEVICE.sub(r'_\1', stem) if _DEVICE.match(stem) else stem or UNNAMED}.{extension}"


def disposition(name: str) -> str:
    """The header `Content-Disposition` of a file that is saved and not shown (RFC 6266)."""
    plain = _NOT_PLAIN.sub("_", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode())
    plain = f"{UNNAMED}{plain}" if plain.startswith(".") else plain
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
