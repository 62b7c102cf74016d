"""Which terms a ticket is found by and which terms a query asks for. Pure: the map `terms` is stored elsewhere.

Both sides fold a text in the same way (Unicode compatibility, case, accents) and cut it into words. A ticket carries
each of its words with its prefixes, so "word starts with" becomes an equality on one key of a map.
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2s
from itertools import accumulate, chain
from typing import Any

from common.tickets import reference as references
from common.tickets.folding import UNSPACED, normalise, respelt
from common.tickets.model import Ticket

PREFIX_MAX = 20
"""Words are compared on this many characters."""
BEGINNINGS_MAX = 1000
"""Of the terms of one ticket; of whole words it has as many as there are in its text."""
QUERY_TERMS_MAX = 12
"""Terms of one query: every one is a filter that the database joins."""
BYTES_MAX = 18
"""Of a term with other letters than those of ASCII; a longer one becomes its hash."""
DOCUMENT_MAX = 200_000
"""Bytes of a ticket's document. A Firestore event carries a document twice, before and after a write, in 512 kB."""
REST = 10_000
"""Of them, for what is neither its text nor its terms."""
HASH_LENGTH = 5
"""Thirty bits."""
REFERENCE_PREFIX_MIN = 3
"""Shorter prefixes of a random reference would turn up in searches for ordinary words."""

_UNSPACED_MARKS = "\u3099\u309a" + "".join(
    chr(code)
    for first, last in ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xAA60, 0xAA7F))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code))[0] == "M"
)
_PIECE = re.compile(f"(?P<unspaced>[{UNSPACED}]+)|[^ {UNSPACED}]+")
_JOINT = re.compile("['-]")
# In front of an address that was copied from a link.
_MAILTO = re.compile("mailto:", re.IGNORECASE)
# At most PREFIX_MAX characters for two, however many marks are piled up.
_CHARACTER = re.compile(f".[{_UNSPACED_MARKS}]{{0,{PREFIX_MAX // 2 - 1}}}")
# With any of the dashes that word processors make of a typed hyphen.
_GROUPED = re.compile(r"\s*\w{4}[-\u2010-\u2015]\w{4}[-\u2010-\u2015]\w{4}\s*")
_WITH_DIGIT = re.compile(r"\s*(?=.*[0-9])(?:\w{12}|\w{4} \w{4} \w{4})\s*")

type Word = str | tuple[str, ...]
"""A word, or the characters (with their marks) of a run in a script written without spaces."""


def of_ticket(ticket: Ticket) -> dict[str, bool]:
    """The terms of a ticket, which is also found by its requester, its participants and each of its tags."""
    requester = ticket.requester
    named = (requester.name or "", requester.email or "") if requester else ()
    tags = dict.fromkeys(map(tag_term, ticket.tags), True)
    people = " ".join((*named, *ticket.participants))
    terms = {**tags, **terms_of(ticket.title, ticket.description, ticket.reference, people)}
    sizes, most = accumulate(size_of([it]) for it in terms), room(ticket)
    return {term: True for term, size in zip(terms, sizes, strict=True) if size <= most}


def tag_term(tag: str) -> str:
    """What a ticket with this tag is found by; no word begins so."""
    return f"#{_short(tag)}"


def room(ticket: Ticket) -> int:
    """The bytes that a ticket's terms may take."""
    texts = (ticket.title, ticket.description, (ticket.received and ticket.received.cut) or "")
    return DOCUMENT_MAX - REST - sum(len(text.encode()) for text in texts)


def terms_of(title: str, description: str, reference: str, people: str = "") -> dict[str, bool]:
    """The terms of a ticket, each True: every whole word, and BEGINNINGS_MAX beginnings. Accepts any text."""
    words = list(dict.fromkeys(chain.from_iterable(map(_written, (title, people, description)))))
    terms = dict.fromkeys(chain(_reference_terms(reference), chain.from_iterable(map(_whole, words))), True)
    most = len(terms) + BEGINNINGS_MAX
    # Single characters come before the beginnings of words: to their readers many of them are words.
    for beginning in chain.from_iterable(map(_parts, sorted(words, key=_is_word))):
        terms[beginning] = True
        if len(terms) == most:
            break
    return terms


def whole_terms(text: str) -> list[str]:
    """The distinct whole words of a message, in their order: words as one looks for them, without their beginnings."""
    return list(dict.fromkeys(chain.from_iterable(map(_whole, _written(text)))))


def size_of(terms: Iterable[str]) -> int:
    """The bytes that terms take in the event of a write: as protobuf each has eight more than its letters."""
    return sum(len(it.encode()) + 8 for it in terms)


def stored(terms: Mapping[str, bool]) -> dict[str, Any]:
    """What is stored of a ticket's terms: a commit that adds some to them need not read them."""
    return {"terms": terms, "terms_size": size_of(terms)}


def query_terms(text: str) -> list[str]:
    """The distinct terms that a ticket must all have to be found; none for a text without letters and digits.

    A reference becomes its one term. Raises ValueError, worded for people, when more than QUERY_TERMS_MAX remain.
    """
    if _GROUPED.fullmatch(text) or _WITH_DIGIT.fullmatch(text):
        # Other texts that would parse are left alone: one in 32 words of twelve letters passes the check.
        written = references.parse(text)
        if written is not None:
            return [_compact(written)]
    words = list(dict.fromkeys(_words(_MAILTO.sub("", text))))
    terms = _without_implied([term for word in words for term in _whole(word)])
    if len(terms) > QUERY_TERMS_MAX:
        terms = _without_implied([term for word in words for term in _whole(word, step=2)])
    if len(terms) > QUERY_TERMS_MAX:
        raise ValueError(f"has too many words; search for at most {QUERY_TERMS_MAX}")
    return terms


def _words(text: str) -> Iterator[Word]:
    """The words that a query asks for: without their apostrophes, and cut at hyphens."""
    for piece in _pieces(normalise(text)):
        if isinstance(piece, str):
            yield from (it.replace("'", "")[:PREFIX_MAX] for it in piece.split("-"))
        else:
            yield piece


def _written(text: str) -> Iterator[Word]:
    """The words that a ticket is found by, in each spelling: of one with joints all parts, and each way without."""
    for piece in _pieces(f"{normalise(text)} {respelt(text)}"):
        if not isinstance(piece, str):
            yield piece
        elif "-" not in piece and "'" not in piece:
            yield piece[:PREFIX_MAX]
        else:
            bare, joined = piece.replace("'", ""), piece.replace("-", "")
            ways = (joined.replace("'", ""), *joined.split("'"), *bare.split("-"), *_JOINT.split(piece))
            yield from (it[:PREFIX_MAX] for it in ways)


def _pieces(folded: str) -> Iterator[Word]:
    """The words with their joints, in any length."""
    for piece in _PIECE.finditer(folded):
        yield tuple(_CHARACTER.findall(piece[0])) if piece["unspaced"] else piece[0]


def _whole(word: Word, step: int = 1) -> list[str]:
    """The word itself; of a run without spaces its pairs of neighbours, every `step`-th and the last."""
    if isinstance(word, str):
        return [_short(word)]
    starts = sorted({*range(0, len(word) - 1, step), max(0, len(word) - 2)})
    return [_short("".join(word[start : start + 2])) for start in starts]


def _parts(word: Word) -> list[str]:
    """The beginnings of a word, itself included; of a run without spaces its single characters."""
    parts = accumulate(word) if isinstance(word, str) else word
    return [_short(it) for it in parts]


def _short(term: str) -> str:
    """The term, or its hash where many such terms would make a document long.

    Such are terms of many bytes, and those with one of the rare characters that take four.
    """
    if term.isascii() or (len(term.encode()) <= BYTES_MAX and max(term) <= "\uffff"):
        return term
    return b64encode(blake2s(term.encode(), digest_size=4).digest()).decode()[:HASH_LENGTH]


def _is_word(word: Word) -> bool:
    return isinstance(word, str)


def _reference_terms(reference: str) -> Iterator[str]:
    compact = _compact(reference)
    yield from (compact[:length] for length in range(REFERENCE_PREFIX_MIN, len(compact) + 1))
    yield from reference.lower().split("-")


def _compact(reference: str) -> str:
    return reference.replace("-", "").lower()


def _without_implied(terms: list[str]) -> list[str]:
    """The distinct terms less those that a longer one implies by starting with them, in the order given."""
    distinct = dict.fromkeys(terms)
    return [term for term in distinct if not any(other != term and other.startswith(term) for other in distinct)]
