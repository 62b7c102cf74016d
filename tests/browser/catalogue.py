"""What the public pages say, read from their own messages."""

import json
import re
from functools import cache

from scripts.base.paths import ROOT

MESSAGES = ROOT / "hosting" / "src" / "shared" / "messages"
LANGUAGES = {"en": "en-GB", "de": "de-DE", "ar": "ar-EG"}
"""Every language with the locale of a browser that prefers it."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
WORDS = 2
"""Shorter pieces of English are names and words that other languages share."""


@cache
def messages(language: str) -> dict[str, str]:
    """Every message of the language by its key."""
    return {key: text for part in sorted((MESSAGES / language).iterdir()) for key, text in read(part.stem, language)}


def read(part: str, language: str) -> list[tuple[str, str]]:
    content: dict[str, str] = json.loads((MESSAGES / language / f"{part}.json").read_text("utf-8"))
    return list(content.items())


def say(language: str, key: str, **values: object) -> str:
    """The message as a page says it."""
    return PLACEHOLDER.sub(lambda match: str(values[match[1]]), messages(language)[key])


def english_in(text: str, language: str) -> list[str]:
    """The pieces of English messages that the text contains though it should be in the other language."""
    own = " ".join(messages(language).values())
    pieces = {piece.strip() for english in messages("en").values() for piece in PLACEHOLDER.split(english)[::2]}
    return [it for it in pieces if len(it.split()) >= WORDS and it in text and it not in own]
