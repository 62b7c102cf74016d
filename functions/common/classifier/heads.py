"""Logistic regressions on n-grams and on the encoder's numbers, averaged: what they say of category and priority."""

import json
import zlib
from collections.abc import Mapping, Sequence
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
COLUMNS = len(CATEGORIES) - 1 + len(PRIORITIES) - 1
"""Of weights: one for each class but the first of either field, whose score is 0."""
SIZE = COLUMNS * (ngrams.BUCKETS + encoder.SIZE)
"""Bytes of all weights, before they are compressed."""
WEIGHTS = Path(__file__).with_name("heads.bin")
"""Written by `make train`, which scores with this file too."""


class UnreadableWeights(Exception):
    """The weights file is missing or is not what `make train` has written."""


class Head(NamedTuple):
    columns: Sequence[memoryview]
    """Signed bytes, one for each bucket or each number of the encoder."""
    units: Sequence[float]
    """What a weight of 1 is worth, for each column."""
    bias: Sequence[float]


class Weights(NamedTuple):
    ngrams: Head
    encoder: Head
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
        settings, weights = zlib.decompress(packed).split(b"\x00", 1)
        found = json.loads(settings)
        edge = COLUMNS * ngrams.BUCKETS
        return Weights(
            _head(weights[:edge], ngrams.BUCKETS, found["ngrams"]),
            _head(weights[edge:], encoder.SIZE, found["encoder"]),
            tuple(found["shares"]),
            found["limits"],
        )
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise UnreadableWeights(f"not a weights file: {type(error).__name__}") from error


def _head(weights: bytes, rows: int, settings: dict[str, list[float]]) -> Head:
    if len(weights) != COLUMNS * rows or {len(settings["units"]), len(settings["bias"])} != {COLUMNS}:
        raise ValueError("a weight, a unit or a bias is missing")
    signed = memoryview(weights).cast("b")
    columns = [signed[rows * place : rows * (place + 1)] for place in range(COLUMNS)]
    return Head(columns, settings["units"], settings["bias"])


def opinion(text: str, weights: Weights, vector: Sequence[float] | None, *, known: bool = True) -> Opinion:
    """What the n-grams say of a text, averaged with what the encoder's numbers for it say, if there are any.

    `known` is whether n-grams of the text's language were learnt: of another, only the encoder says anything.
    """
    shares = (0.0, 0.0) if vector is None else weights.shares if known else (1.0, 1.0)
    of_ngrams = _of_ngrams(text, weights.ngrams)
    of_encoder = of_ngrams if vector is None else _of_encoder(vector, weights.encoder)
    edge = len(CATEGORIES) - 1
    fields = []
    for part, share in zip((slice(edge), slice(edge, None)), shares, strict=True):
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


def _of_encoder(vector: Sequence[float], head: Head) -> list[float]:
    return [bias + unit * sum(map(mul, column, vector)) for column, unit, bias in zip(*head, strict=True)]


def _log_probabilities(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    total = highest + log(sum(exp(score - highest) for score in scores))
    return [score - total for score in scores]
