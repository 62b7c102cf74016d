"""What n-grams and the encoder's numbers say of category and priority, averaged."""

import json
import lzma
from collections.abc import Mapping, Sequence
from io import BytesIO
from math import exp, log, sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

from common.classifier import ngrams
from common.encoder import encoder
from common.tickets.fields import Category, Priority

CATEGORIES = (Category.BILLING, Category.TECHNICAL, Category.ACCOUNT, Category.GENERAL)
PRIORITIES = (Priority.LOW, Priority.MEDIUM, Priority.HIGH, Priority.CRITICAL)
"""In the order of urgency, as that of the weights is."""
EDGE = len(CATEGORIES) - 1
COLUMNS = EDGE + len(PRIORITIES) - 1
"""Of weights: one for each class but the first of either field, whose score is 0. Those of the category come first."""
HIDDEN = 96
"""Sums of the encoder's numbers, those below 0 taken as 0, from which the priority is judged."""
SHAPES = {
    "ngrams": (COLUMNS, ngrams.BUCKETS),
    "category": (EDGE, encoder.SIZE),
    "hidden": (HIDDEN, encoder.SIZE),
    "priority": (COLUMNS - EDGE, HIDDEN),
}
"""Columns and rows of each head, in the order of the file."""
SIZE = sum(columns * rows for columns, rows in SHAPES.values())
"""Bytes of all weights, before they are compressed."""
WEIGHTS = Path(__file__).with_name("heads.bin")
"""Written by `make train`, which scores with this file too."""


class UnreadableWeights(Exception):
    """The weights file is missing or is not what `make train` has written."""


class Head(NamedTuple):
    columns: Sequence[memoryview]
    """Signed bytes, one for each row: a bucket, a number of the encoder or a hidden sum."""
    units: Sequence[float]
    """What a weight of 1 is worth, for each column."""
    bias: Sequence[float]


class Weights(NamedTuple):
    ngrams: Head
    category: Head
    hidden: Head
    priority: Head
    shares: tuple[float, float]
    """The encoder's part in the average, for category and for priority."""
    limits: Mapping[str, Mapping[str, tuple[float, float]]]
    """By parts that take part and by language: probabilities of the category from which `high` and `medium` hold."""


class Opinion(NamedTuple):
    """Logarithms of probabilities, in the order of CATEGORIES and of PRIORITIES."""

    category: Sequence[float]
    priority: Sequence[float]


def load() -> Weights:
    """The weights of the file. Raises UnreadableWeights."""
    try:
        return unpack(WEIGHTS.read_bytes())
    except OSError as error:
        raise UnreadableWeights(f"{WEIGHTS.name}: {error.strerror}") from error


def unpack(packed: bytes) -> Weights:
    """The weights that `make train` has packed. Raises UnreadableWeights when they are not whole."""
    try:
        settings, weights = lzma.decompress(packed).split(b"\x00", 1)
        found, blocks = json.loads(settings), BytesIO(weights)
        if len(weights) != SIZE:
            raise ValueError("a weight is missing")
        heads = {name: _head(blocks, *shape, found[name]) for name, shape in SHAPES.items()}
        return Weights(**heads, shares=tuple(found["shares"]), limits=found["limits"])
    except (lzma.LZMAError, ValueError, KeyError, TypeError) as error:
        raise UnreadableWeights(f"not a weights file: {type(error).__name__}") from error


def _head(blocks: BytesIO, columns: int, rows: int, settings: dict[str, list[float]]) -> Head:
    if {len(settings["units"]), len(settings["bias"])} != {columns}:
        raise ValueError("a unit or a bias is missing")
    signed = [memoryview(blocks.read(rows)).cast("b") for _ in range(columns)]
    return Head(signed, settings["units"], settings["bias"])


def opinion(text: str, weights: Weights, vector: Sequence[float] | None, *, known: bool = True) -> Opinion:
    """What the n-grams say of a text, averaged with what the encoder's numbers for it say, if there are any.

    `known` is whether n-grams of the text's language were learnt: of another, only the encoder says anything.
    """
    shares = (0.0, 0.0) if vector is None else weights.shares if known else (1.0, 1.0)
    of_ngrams = _of_ngrams(text, weights.ngrams)
    of_encoder = of_ngrams if vector is None else _of_encoder(vector, weights)
    fields = []
    for part, share in zip((slice(EDGE), slice(EDGE, None)), shares, strict=True):
        sides = (_log_probabilities([0.0, *side[part]]) for side in (of_ngrams, of_encoder))
        fields.append(_log_probabilities([(1 - share) * a + share * b for a, b in zip(*sides, strict=True)]))
    return Opinion(*fields)


def _of_ngrams(text: str, head: Head) -> list[float]:
    words, groups = ngrams.buckets(ngrams.tokens(text))
    # Each kind counts as a vector of length 1, so that a long text speaks no louder than a short one.
    of_word, of_group = 1 / sqrt(max(1, len(words))), 1 / sqrt(max(1, len(groups)))
    return [
        bias + unit * (of_word * sum(map(column.__getitem__, words)) + of_group * sum(map(column.__getitem__, groups)))
        for column, unit, bias in zip(*head, strict=True)
    ]


def _of_encoder(vector: Sequence[float], weights: Weights) -> list[float]:
    hidden = [max(0.0, it) for it in _sums(vector, weights.hidden)]
    return [*_sums(vector, weights.category), *_sums(hidden, weights.priority)]


def _sums(numbers: Sequence[float], head: Head) -> list[float]:
    return [bias + unit * sum(map(mul, column, numbers)) for column, unit, bias in zip(*head, strict=True)]


def _log_probabilities(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    total = highest + log(sum(exp(score - highest) for score in scores))
    return [score - total for score in scores]
