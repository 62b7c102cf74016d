"""Text that people send: trimmed, with one kind of line break, and without what nobody can see or type."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Hangul fillers and the empty Braille cell: letters and symbols to Unicode, and nothing to see."""


def _unify_newlines(text: object) -> object:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(text, str) else text


def _strip(text: object) -> object:
    return text.strip() if isinstance(text, str) else text


def _printable(text: str, allowed: str = "") -> str:
    for char in text:
        if unicodedata.category(char) == "Cc" and char not in allowed:
            raise ValueError(f"contains a control character (U+{ord(char):04X})")
    if text and all(unicodedata.category(char)[0] in "CZ" or char in BLANK for char in text):
        raise ValueError("contains no visible character")
    return text


def _printable_lines(text: str) -> str:
    return _printable(text, allowed="\n\t")


Line = Annotated[str, BeforeValidator(_strip), AfterValidator(_printable)]
Text = Annotated[str, BeforeValidator(_unify_newlines), AfterValidator(_printable_lines)]
