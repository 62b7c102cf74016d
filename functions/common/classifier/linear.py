"""The local linear model: what words, word pairs and letter groups of a text say about its category."""

import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from common.classifier.languages.fillers import FILLERS
from common.tickets.fields import Category

CATEGORIES = (Category.BILLING, Category.TECHNICAL, Category.ACCOUNT, Category.GENERAL)
"""The order of scores and weights."""
READ_MAX = 1500
"""Characters that are read; the longest training texts have 1,200, and a subject stands at the beginning."""
WORD_MAX = 24
"""Letters of a word that are read, so that no endless word costs time."""
SHORTEST, LONGEST = 3, 5
"""Lengths of the letter groups, with "_" for a word's edges."""
TELLING_MAX = 3
GROUP = "~"
"""What a letter group's name begins with in the weights file."""
WORDS_KEPT = 4096
"""Of so many words a process remembers the letter groups, some 2 MB: looking them up anew is half of the work."""
WEIGHTS = Path(__file__).with_name("model.bin")
"""Written by `scripts/train/__main__.py`, which scores with this file too."""

_CODE = "#code"
_NUMBER = "0"
_LANE = 24
"""Bits for one category's sum: enough for 65,000 features."""
_LANES = tuple(_LANE * place for place in range(len(CATEGORIES)))
_LANE_MASK = (1 << _LANE) - 1
_OFFSET = 128
"""Added to every weight, so that no lane is negative and none borrows from the next."""
_UNSIGNED = bytes((value + _OFFSET) % 256 for value in range(256))
_ADDRESS_SIGNS = ("@", "<", "://", "www.")
"""One of them stands in whatever _MASKED finds; looking for them first is the faster way to find nothing."""
_MASKED = re.compile(r"<\w+>|\bhttps?://\S+|\bwww\.\S+|\S+@\S+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[?!$€£]")
_LIKE_CODE = re.compile(r"[a-z][A-Z]|\w\(\)|::|\w_\w|`|\w/\w+/\w|\w\.\w+\(|[a-z]\.[a-z]+\b")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc`\u00b4", "'"))


class UnreadableModel(Exception):
    """The weights file is missing or is not what the training command has written."""


class Opinion(NamedTuple):
    scores: tuple[float, ...]
    """In the order of CATEGORIES; a difference of 1 is a factor of e in likelihood."""
    coverage: float
    """Share of the words that the model knows, 0 to 1; small for a language that it has not learnt, and 0 for a text
    without a word that could tell anything."""
    words: tuple[str, ...]
    """Up to TELLING_MAX words or pairs that spoke most for the best category, the strongest first."""
    has_code: bool
    """Whether something in it looks like a program's text."""


class Model(NamedTuple):
    """The weights of a feature are one number with a lane for each category, so that one sum adds up all four."""

    phrases: Mapping[str, int]
    """Of words and word pairs."""
    letters_of: Callable[[str], Mapping[str, int]]
    """Those of a word's letter groups that are known."""
    unit: float
    """What a weight of 1 is worth."""
    bias: tuple[float, ...]


def load() -> Model:
    """The model of the weights file. Raises UnreadableModel."""
    try:
        return unpack(WEIGHTS.read_bytes())
    except OSError as error:
        raise UnreadableModel(f"{WEIGHTS.name}: {error.strerror}") from error


def unpack(packed: bytes) -> Model:
    """A model from what the training command has packed. Raises UnreadableModel when it is not whole."""
    try:
        head, names, weights = zlib.decompress(packed).split(b"\x00", 2)
        settings = json.loads(head)
        features = names.decode("utf-8").split("\n")
        unit, bias = float(settings["unit"]), tuple(map(float, settings["bias"]))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise UnreadableModel(f"not a weights file: {type(error).__name__}") from error
    if len(bias) != len(CATEGORIES) or len(weights) != len(CATEGORIES) * len(features):
        raise UnreadableModel("not a weights file: as many weights as features are needed for each category")
    laned = dict(zip(features, _laned(weights, len(features)), strict=True))
    known = {name.removeprefix(GROUP): lanes for name, lanes in laned.items() if name.startswith(GROUP)}

    @lru_cache(WORDS_KEPT)
    def letters_of(word: str) -> dict[str, int]:
        return {group: lanes for group in groups(word) if (lanes := known.get(group)) is not None}

    return Model({name: lanes for name, lanes in laned.items() if name[0] != GROUP}, letters_of, unit, bias)


def _laned(weights: bytes, features: int) -> list[int]:
    """One number per feature. The file has them category by category, which packs better."""
    size, step = len(CATEGORIES) * _LANE // 8, _LANE // 8
    spread = bytearray(size * features)
    for place in range(len(CATEGORIES)):
        spread[step * place :: size] = weights[features * place : features * (place + 1)].translate(_UNSIGNED)
    return [int.from_bytes(spread[start : start + size], "little") for start in range(0, len(spread), size)]


def tokens(text: str) -> list[str]:
    """Words in lower case, "0" for any number, a few signs, and a mark where code stands; addresses are left out."""
    read = text[:READ_MAX]
    if any(sign in read for sign in _ADDRESS_SIGNS):
        read = _MASKED.sub(" ", read)
    folded = unicodedata.normalize("NFKC", read.translate(_APOSTROPHES)).casefold()
    found = [_NUMBER if token.isdigit() else token[:WORD_MAX] for token in _TOKEN.findall(folded)]
    return [*found, _CODE] if _LIKE_CODE.search(read) else found


def phrases(found: Sequence[str]) -> list[str]:
    """The distinct words and neighbouring pairs, in order of appearance."""
    return [*dict.fromkeys(found), *dict.fromkeys(f"{left} {right}" for left, right in pairwise(found))]


def groups(word: str) -> list[str]:
    """The letter groups of a word."""
    edged = f"_{word}_"
    return [
        edged[start : start + size] for size in range(SHORTEST, LONGEST + 1) for start in range(len(edged) - size + 1)
    ]


def score(text: str, model: Model, *, without: frozenset[str] = frozenset()) -> Opinion:
    """What the model thinks of a text, reckoned in integers, so that every machine gives the same answer.

    A text without a known feature gets the bias alone and coverage 0. It is read as if the words in `without` did not
    stand there.
    """
    found = [token for token in tokens(text) if token not in without]
    words = dict.fromkeys(found)
    spoken = {phrase: lanes for phrase in phrases(found) if (lanes := model.phrases.get(phrase)) is not None}
    letters: dict[str, int] = {}
    for word in words:
        letters.update(model.letters_of(word))
    of_phrases, of_letters = _sums(spoken.values()), _sums(letters.values())
    # Each half counts as a vector of length 1, so that a long text speaks no louder than a short one.
    left, right = model.unit / sqrt(max(1, len(spoken))), model.unit / sqrt(max(1, len(letters)))
    scores = tuple(bias + left * a + right * b for bias, a, b in zip(model.bias, of_phrases, of_letters, strict=True))
    return Opinion(scores, _coverage(words, spoken), _telling(spoken, scores), _CODE in words)


def _coverage(words: Collection[str], known: Collection[str]) -> float:
    """0 too for a text of nothing but fillers, numbers and signs, which is about nothing."""
    if not any(word[0].isalpha() and word not in FILLERS for word in words):
        return 0.0
    return sum(word in known for word in words) / len(words)


def _sums(weights: Collection[int]) -> list[int]:
    """The sum for each category."""
    total, offset = sum(weights), _OFFSET * len(weights)
    return [(total >> lane & _LANE_MASK) - offset for lane in _LANES]


def _telling(spoken: Mapping[str, int], scores: Sequence[float]) -> tuple[str, ...]:
    """What spoke most for the best category against the next: no word twice, no sign, number or filler."""
    best, next_best, *_ = (_LANES[place] for place in sorted(range(len(scores)), key=lambda place: -scores[place]))
    leads = (
        (phrase, (lanes >> best & _LANE_MASK) - (lanes >> next_best & _LANE_MASK)) for phrase, lanes in spoken.items()
    )
    found: list[str] = []
    taken = set(FILLERS)
    for phrase, _ in sorted((each for each in leads if each[1] > 0), key=lambda each: (-each[1], each[0])):
        words = set(phrase.split())
        if all(word[0].isalpha() for word in words) and words - FILLERS and taken.isdisjoint(words - FILLERS):
            found.append(phrase)
            taken |= words
        if len(found) == TELLING_MAX:
            break
    return tuple(found)
