"""Which terms a ticket is found by and which terms a query asks for. Pure: the map `terms` is stored elsewhere.

Both sides fold a text in the same way (Unicode compatibility, case, accents) and cut it into words. A ticket carries
each of its words with every prefix, so "word starts with" becomes an equality on one key of a map.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from common.tickets import reference as references

PREFIX_MAX = 20
"""Words are compared on this many characters."""
TERMS_MAX = 1000
"""Terms of one ticket."""
QUERY_TERMS_MAX = 12
"""Terms of one query: every one is a filter that the database joins."""
REFERENCE_PREFIX_MIN = 3
"""Shorter prefixes of a random reference would turn up in searches for ordinary words."""

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
_ZERO_WIDTH_SPACE = "\u200b"
# Thai and Lao, Myanmar, Khmer, kana and Bopomofo, Han.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fdf\u3005-\u3007"
    "\u3021-\u3029\u3031-\u303c\u3041-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_UNSPACED_MARKS = "\u3099\u309a" + "".join(
    chr(code)
    for first, last in ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xAA60, 0xAA7F))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code))[0] == "M"
)
_PIECE = re.compile(f"(?P<unspaced>[{_UNSPACED}]+)|[^ {_UNSPACED}]+")
# At most PREFIX_MAX characters for two, however many marks somebody piles up.
_CHARACTER = re.compile(f".[{_UNSPACED_MARKS}]{{0,{PREFIX_MAX // 2 - 1}}}")
# With any of the dashes that word processors make of a typed hyphen.
_GROUPED = re.compile(r"\s*\w{4}[-\u2010-\u2015]\w{4}[-\u2010-\u2015]\w{4}\s*")
_WITH_DIGIT = re.compile(r"\s*(?=.*[0-9])(?:\w{12}|\w{4} \w{4} \w{4})\s*")

type Word = str | tuple[str, ...]
"""A word, or the characters (with their marks) of a run in a script written without spaces."""


def terms_of(title: str, description: str, reference: str) -> dict[str, bool]:
    """The terms of a ticket, each True; at most TERMS_MAX, the most telling ones first. Accepts any text."""
    terms: dict[str, bool] = {}
    for term in _candidates(title, description, reference):
        terms[term] = True
        if len(terms) == TERMS_MAX:
            break
    return terms


def query_terms(text: str) -> list[str]:
    """The distinct terms that a ticket must all have to be found; none for a text without letters and digits.

    A reference becomes its one term. Raises ValueError, worded for people, when more than QUERY_TERMS_MAX remain.
    """
    if _GROUPED.fullmatch(text) or _WITH_DIGIT.fullmatch(text):
        # Other texts that would parse are left alone: one in 32 words of twelve letters passes the check.
        written = references.parse(text)
        if written is not None:
            return [_compact(written)]
    words = list(dict.fromkeys(_words(text)))
    terms = _telling([term for word in words for term in _whole(word)])
    if len(terms) > QUERY_TERMS_MAX:
        terms = _telling([term for word in words for term in _whole(word, step=2)])
    if len(terms) > QUERY_TERMS_MAX:
        raise ValueError(f"has too many words; search for at most {QUERY_TERMS_MAX}")
    return terms


def normalise(text: str) -> str:
    """The folded text: its words in order, separated by single spaces. Folding twice changes nothing."""
    folded = unicodedata.normalize("NFKD", text).translate(_Folding())
    return unicodedata.normalize("NFC", " ".join(folded.split()))


class _Folding:
    """What `str.translate` asks for the replacement of a character."""

    def __getitem__(self, code: int) -> str:
        return _folded(chr(code))


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """The letters and digits that stand for a character: none for an optional mark, a space for a separator."""
    category = unicodedata.category(char)
    if _OPTIONAL.match(char) or (category == "Cf" and char != _ZERO_WIDTH_SPACE):
        return ""
    if category[0] not in "LNM":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return _OPTIONAL.sub("", unicodedata.normalize("NFKD", char.casefold())).translate(_LETTERS)


def _words(text: str) -> Iterator[Word]:
    for piece in _PIECE.finditer(normalise(text)):
        if piece["unspaced"]:
            yield tuple(_CHARACTER.findall(piece[0]))
        else:
            yield piece[0][:PREFIX_MAX]


def _whole(word: Word, step: int = 1) -> list[str]:
    """The word itself; of a run without spaces its pairs of neighbours, every `step`-th and the last."""
    if isinstance(word, str):
        return [word]
    starts = sorted({*range(0, len(word) - 1, step), max(0, len(word) - 2)})
    return ["".join(word[start : start + 2]) for start in starts]


def _parts(word: Word) -> list[str]:
    """The prefixes of a word, itself included; of a run without spaces its single characters."""
    if isinstance(word, str):
        return [word[:length] for length in range(1, len(word) + 1)]
    return list(word)


def _candidates(title: str, description: str, reference: str) -> Iterator[str]:
    """Terms in order of preference; some come more than once."""
    yield from _reference_terms(reference)
    for word in _words(title):
        yield from _whole(word)
        yield from _parts(word)
    words = list(dict.fromkeys(_words(description)))
    for word in words:
        yield from _whole(word)
    for word in words:
        yield from _parts(word)


def _reference_terms(reference: str) -> Iterator[str]:
    compact = _compact(reference)
    yield from (compact[:length] for length in range(REFERENCE_PREFIX_MIN, len(compact) + 1))
    yield from reference.lower().split("-")


def _compact(reference: str) -> str:
    return reference.replace("-", "").lower()


def _telling(terms: list[str]) -> list[str]:
    """The distinct terms less those that a longer one implies by starting with them, in the order given."""
    distinct = dict.fromkeys(terms)
    return [term for term in distinct if not any(other != term and other.startswith(term) for other in distinct)]
