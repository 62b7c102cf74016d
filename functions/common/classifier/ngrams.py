"""Words, neighbouring pairs of words and groups of letters of a text, each as the number of a bucket."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

from common.encoder.encoder import excerpt

BUCKETS = 66_000
"""Features share buckets by chance, which needs no list of names in the weights file: as many as fit into 200 kB."""
WORD_MAX = 24
"""Letters of a word that are read, so that no endless word costs time."""
SHORTEST, LONGEST = 3, 5
"""Lengths of the groups of letters, with "_" for a word's edges."""

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"))
_ADDRESS = re.compile(r"<\w+>|\bhttps?://\S+|\bwww\.\S+|\S+@\S+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[?!$€£]")
_CODE = re.compile(r"[a-z][A-Z]|\w\(\)|::|\w_\w|`|\w/\w+/\w|\w\.\w+\(|[a-z]\.[a-z]+\b")


def tokens(text: str) -> list[str]:
    """Words in lower case, "0" for any number, a few signs, and a mark where code stands; addresses are left out."""
    read = _ADDRESS.sub(" ", excerpt(text))
    folded = unicodedata.normalize("NFKC", read.translate(_APOSTROPHES)).casefold()
    found = ["0" if token.isdigit() else token[:WORD_MAX] for token in _TOKEN.findall(folded)]
    return [*found, "#code"] if _CODE.search(read) else found


def buckets(found: list[str]) -> tuple[list[int], list[int]]:
    """The distinct buckets of words and pairs, and those of groups of letters."""
    words = dict.fromkeys(found)
    pairs = (f"{left} {right}" for left, right in pairwise(found))
    return _numbers([*words, *pairs]), _numbers(f"~{group}" for word in words for group in _groups(word))


def _groups(word: str) -> Iterator[str]:
    edged = f"_{word}_"
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


def _numbers(features: Iterable[str]) -> list[int]:
    return [*dict.fromkeys(crc32(feature.encode("utf-8", "replace")) % BUCKETS for feature in features)]
