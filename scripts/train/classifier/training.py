"""Fits the linear model, with libraries that only `make train` installs, and packs it for the functions."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from common.classifier import linear
from scripts.train.classifier.corpus import OWN, TRAINED, Text

OWN_WEIGHT = 12.0
"""How much a category of our own texts counts beside the same category of one source: found by leaving sources out."""
SHRINK = 0.7
"""A source's category counts as its number of texts to the power of 1 - SHRINK, lest a large one drown the rest."""
INVERSE_PENALTY = 3.0
RARE_PHRASE, RARE_GROUP = 3, 4
"""Features in fewer texts are not looked at."""
FEATURES = 14_000
"""How many are kept: more bring nothing on a source left out."""
COMMON_WORDS = 1_500
"""Kept whatever they weigh, because the share of known words tells whether the language is known."""

type Matrix = sparse.csr_matrix


class Features(NamedTuple):
    """One row per text, 1 where a feature stands in it."""

    phrases: Matrix
    groups: Matrix
    names: list[str]
    """Of the columns of phrases, then of groups."""


def featurise(texts: Sequence[Text]) -> Features:
    found = [linear.tokens(text.text) for text in texts]
    phrases, phrase_names = _binary([linear.phrases(words) for words in found], RARE_PHRASE)
    groups, group_names = _binary([{g for word in words for g in linear.groups(word)} for words in found], RARE_GROUP)
    return Features(phrases, groups, phrase_names + [linear.GROUP + name for name in group_names])


def _binary(bags: Sequence[Iterable[str]], rare: int) -> tuple[Matrix, list[str]]:
    counts: Counter[str] = Counter()
    for bag in bags:
        counts.update(bag)
    names = sorted(name for name, count in counts.items() if count >= rare)
    columns = {name: column for column, name in enumerate(names)}
    rows = [sorted(columns[name] for name in bag if name in columns) for bag in bags]
    indices = np.array([column for row in rows for column in row], dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)])
    return sparse.csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(bags), len(names))), names


def fit(features: Features, texts: Sequence[Text], rows: NDArray[np.int64]) -> bytes:
    """The packed model of some of the texts: all features first, then again with the telling ones alone."""
    phrases, groups = features.phrases[rows], features.groups[rows]
    counts = np.concatenate([np.asarray(part.sum(0)).ravel() for part in (phrases, groups)])
    weights, _ = _regression(_scaled(phrases, groups), texts, rows)
    telling = (weights.max(1) - weights.min(1)) * np.sqrt(counts)
    single = np.array([" " not in name and name[0] != linear.GROUP for name in features.names])
    telling[np.argsort(-counts * single, kind="stable")[:COMMON_WORDS]] = np.inf
    kept = np.sort(np.argsort(-telling, kind="stable")[:FEATURES])
    edge = phrases.shape[1]
    kept_phrases, kept_groups = kept[kept < edge], kept[kept >= edge] - edge
    weights, bias = _regression(_scaled(phrases[:, kept_phrases], groups[:, kept_groups]), texts, rows)
    return pack([features.names[column] for column in kept], weights, bias)


def _scaled(phrases: Matrix, groups: Matrix) -> Matrix:
    """Each half of a text's features as a vector of length 1, as the scorer does."""
    parts = []
    for part in (phrases, groups):
        lengths = np.sqrt(np.maximum(np.asarray(part.sum(1)).ravel(), 1))
        parts.append(sparse.diags(1 / lengths) @ part)
    return sparse.hstack(parts).tocsr()


def _regression(
    matrix: Matrix, texts: Sequence[Text], rows: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (features x categories) and bias of a multinomial logistic regression, categories balanced."""
    cells = [(texts[row].source, texts[row].category) for row in rows.tolist()]
    sizes = Counter(cells)
    weight = np.array([sizes[cell] ** -SHRINK * (OWN_WEIGHT if cell[0] == OWN else 1) for cell in cells])
    categories = np.array([category for _, category in cells])
    weight /= np.bincount(categories, weight)[categories]
    weight *= len(rows) / weight.sum()
    fitted = LogisticRegression(C=INVERSE_PENALTY, max_iter=300, tol=1e-4)
    fitted.fit(matrix, categories, sample_weight=weight)
    return fitted.coef_.T, fitted.intercept_


def pack(names: Sequence[str], weights: NDArray[np.float64], bias: NDArray[np.float64]) -> bytes:
    """The file that model.unpack reads; features sorted, weights rounded to one byte each."""
    order = sorted(range(len(names)), key=lambda column: names[column])
    centred = weights - weights.mean(1, keepdims=True)
    # The few heaviest weights are cut off: finer steps for all others are worth more.
    unit = float(np.quantile(np.abs(centred).max(1), 0.999)) / 127
    rounded = np.clip(np.rint(centred[order] / unit), -127, 127).astype(np.int8)
    head = json.dumps({"unit": round(unit, 6), "bias": [round(float(value), 4) for value in bias]})
    text = "\n".join(names[column] for column in order)
    return zlib.compress(b"\x00".join((head.encode(), text.encode(), rounded.T.tobytes())), 9)


def trainable(texts: Sequence[Text], without: Iterable[str] = ()) -> NDArray[np.int64]:
    """The rows that may go into weights, less those of some sources."""
    wanted = {*TRAINED, OWN} - {*without}
    return np.flatnonzero([text.source in wanted for text in texts])
