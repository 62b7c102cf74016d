"""Folds texts: spellings that people take for the same become the same. Pure; the desk's marks fold in the same way."""

import re
import unicodedata
from functools import lru_cache

# Thai and Lao, Myanmar, Khmer, kana and Bopomofo, Han.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fdf\u3005-\u3007"
    "\u3021-\u3029\u3031-\u303c\u3041-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
"""Scripts written without spaces, as members of a character class."""

# Marks that people leave out when they type: diacritics of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel
# signs, hamza, madda and the stretching of letters; also variation selectors, which change only a letter's look. Vowel
# signs of Indic scripts and the voicing marks of kana stay: to their readers they are letters.
_OPTIONAL = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
# Letters with a stroke or a joint that Unicode does not decompose, as people without that keyboard type them.
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "\u0131": "i",
        "ł": "l",
        "ŋ": "n",
        "ŧ": "t",
        "þ": "th",
    }
)
_SPELT = {"a\u0308": "ae", "o\u0308": "oe", "u\u0308": "ue", "ø": "oe", "a\u030a": "aa"}
"""Letters with marks, decomposed, for which people type two letters where they do not find them on the keyboard."""
_MARKED = re.compile("|".join(_SPELT))
_SECOND_LETTER = re.compile("(?<=[ao])e|(?<=u)(?<![aeq]u)e|(?<=a)a")
"""Of such two letters. After a, e and q a u belongs to what is before it, as in "neue" and "queue"."""
_ZERO_WIDTH_SPACE = "\u200b"
_ACUTE = "\u00b4"
"""Typed for an apostrophe; Unicode takes it for a space with an accent."""
# The apostrophe, what people type for it, and letters that look like it; with the marks of Hebrew abbreviations.
_APOSTROPHES = frozenset("'`\"\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u05f3\u05f4\u2018\u2019\u201b\u2032\ua78c")
_HYPHENS = frozenset("-\u2010")
_LOOSE = re.compile(f"(?<![^ '{UNSPACED}-])['-]|['-](?![^ '{UNSPACED}-])")
"""An apostrophe or a hyphen that joins nothing."""


def normalise(text: str) -> str:
    """The folded text: its words in order, separated by single spaces. Folding twice changes nothing.

    An apostrophe or a hyphen stays where it joins two letters or digits of a script with spaces.
    """
    folded = unicodedata.normalize("NFKD", text.replace(_ACUTE, "'")).translate(_Folding())
    return unicodedata.normalize("NFC", " ".join(_LOOSE.sub(" ", folded).split()))


def respelt(text: str) -> str:
    """The folded text of those words alone that people also spell otherwise, spelt so: Müller as Mueller, and back."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    marked = " ".join(word for word in decomposed.split() if _MARKED.search(word))
    plain = " ".join(word for word in decomposed.split() if _SECOND_LETTER.search(word) and not _MARKED.search(word))
    return f"{normalise(_MARKED.sub(lambda it: _SPELT[it[0]], marked))} {_SECOND_LETTER.sub('', normalise(plain))}"


class _Folding:
    """What `str.translate` asks for the replacement of a character."""

    def __getitem__(self, code: int) -> str:
        return _folded(chr(code))


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """What stands for a character: letters and digits, none for an optional mark, a joint, a space for a separator."""
    category = unicodedata.category(char)
    if _OPTIONAL.match(char) or (category == "Cf" and char != _ZERO_WIDTH_SPACE):
        return ""
    if char in _APOSTROPHES:
        return "'"
    if char in _HYPHENS:
        return "-"
    if category[0] not in "LNM":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return _OPTIONAL.sub("", unicodedata.normalize("NFKD", char.casefold())).translate(_LETTERS)
