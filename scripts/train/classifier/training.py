"""Fits the heads, with libraries that only `make train` installs, and packs them for the functions."""

import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from common.classifier import heads, ngrams
from common.encoder import encoder
from scripts.train.classifier.corpus import CASES, OURS, PHRASES, TRAINED, Text

SHRINK = 0.7
"""A source's category counts as its number of texts to the power of 1 - SHRINK, lest a large one drown the rest."""
OUR_WEIGHT, PHRASES_WEIGHT = 20.0, 60.0
"""How much a category of our own texts counts beside the same category of one source. More is better for our texts and
worse for the issues on GitHub, which no weights are fitted to: found by leaving out texts and sources."""
CATEGORY_PENALTIES, PRIORITY_PENALTY = {"ngrams": 0.7, "vectors": 3.0}, 1.5
"""Inverse ones: a larger one lets weights grow."""
NETWORKS, UNITS, ROUNDS = 3, heads.HIDDEN // 3, 10
"""The hidden sums are those of several small networks, which differ by chance and are more often right together."""
LENGTH = sqrt(encoder.SIZE)
"""What vectors are given to the networks, which learn from numbers about as large as 1."""
STEPS = {"ngrams": 15, "category": 127, "hidden": 15, "priority": 127}
"""To either side of 0, from which a weight is chosen. Coarse ones leave room for twice as many buckets, which are worth
more."""
SHARES = (0.5, 0.5)
"""The encoder's part in the average, for category and for priority."""

type Array = NDArray[Any]


class Features(NamedTuple):
    """One row per text."""

    ngrams: sparse.csr_matrix
    vectors: Array


def featurise(texts: Sequence[Text], cache: Path) -> Features:
    return Features(_of_ngrams(texts), _vectors(texts, cache))


def _of_ngrams(texts: Sequence[Text]) -> sparse.csr_matrix:
    indices, values, starts = list[int](), list[float](), [0]
    for text in texts:
        for kind in ngrams.buckets(ngrams.tokens(text.text)):
            indices += kind
            values += [len(kind) ** -0.5] * len(kind)
        starts.append(len(indices))
    shape = (len(texts), ngrams.BUCKETS)
    return sparse.csr_matrix((np.array(values, np.float32), np.array(indices, np.int32), starts), shape=shape)


def _vectors(texts: Sequence[Text], cache: Path) -> Array:
    """The encoder's numbers; those of earlier runs are read from the cache."""
    keys = [hashlib.sha256(encoder.excerpt(text.text).encode()).hexdigest() for text in texts]
    known: dict[str, Array] = {}
    if cache.exists():
        with np.load(cache) as stored:
            known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    encoder.load()
    for key, text in zip(keys, texts, strict=True):
        if key not in known:
            vector = encoder.embed(text.text)
            assert vector is not None, "the encoder is needed here"
            known[key] = vector
    cache.parent.mkdir(parents=True, exist_ok=True)
    np.savez(cache, keys=np.array([*known]), vectors=np.array([*known.values()]))
    return np.array([known[key] for key in keys])


def fit(features: Features, texts: Sequence[Text], rows: Array, limits: Mapping[str, Any]) -> bytes:
    """The packed heads of some of the texts."""
    labelled = rows[[texts[row].priority is not None for row in rows]]
    categories = np.array([texts[row].category for row in rows])
    priorities = np.array([texts[row].priority for row in labelled])
    sizes, scales = np.bincount(priorities), _rarity(features.ngrams[rows])
    scaled, weight = features.ngrams @ sparse.diags_array(scales), _weight([texts[row] for row in rows])
    of_category = _regression(scaled[rows], categories, weight, CATEGORY_PENALTIES["ngrams"])
    of_priority = _regression(scaled[labelled], priorities, (sizes.mean() / sizes)[priorities] ** 0.5, PRIORITY_PENALTY)
    hidden, judged = _networks(features.vectors[labelled], priorities)
    found = {
        "ngrams": np.vstack([of_category, of_priority]) * np.append(scales, 1),
        "category": _regression(features.vectors[rows], categories, weight, CATEGORY_PENALTIES["vectors"]),
        "hidden": hidden,
        "priority": judged,
    }
    return _packed(found, {"shares": SHARES, "limits": limits})


def _packed(found: Mapping[str, Array], settings: dict[str, Any]) -> bytes:
    """The heads as the functions read them, each a row of weights and at its end the bias for each column."""
    blocks = []
    for name in heads.SHAPES:
        rounded, units = _rounded(found[name][:, :-1], STEPS[name])
        settings[name] = {"units": units, "bias": [round(float(it), 4) for it in found[name][:, -1]]}
        blocks.append(rounded.tobytes())
    return lzma.compress(b"\x00".join((json.dumps(settings).encode(), b"".join(blocks))), preset=9)


def _rarity(matrix: sparse.csr_matrix) -> Array:
    """Inverse document frequencies: the fewer texts have a bucket, the more it may weigh."""
    rarity: Array = np.log((matrix.shape[0] + 1) / (np.bincount(matrix.indices, minlength=matrix.shape[1]) + 1))
    return rarity


def _weight(texts: Sequence[Text]) -> Array:
    """Of each text: categories count alike, and within one, the sources do more than their sizes say."""
    one = dict.fromkeys((*OURS, CASES), "ours")
    cells = [(one.get(text.source, text.source), text.category) for text in texts]
    sizes = Counter(cells)
    factors = dict.fromkeys(TRAINED, 1.0) | {PHRASES: PHRASES_WEIGHT, "ours": OUR_WEIGHT}
    weight = np.array([sizes[cell] ** -SHRINK * factors[cell[0]] for cell in cells])
    categories = np.array([category for _, category in cells])
    weight /= np.bincount(categories, weight)[categories]
    weight *= len(cells) / weight.sum()
    return weight


def _regression(matrix: Any, labels: Array, weight: Array, penalty: float) -> Array:
    """A row of weights and at its end the bias for each class, less those of the first."""
    fitted = LogisticRegression(C=penalty, max_iter=100, tol=1e-3)
    fitted.fit(matrix, labels, sample_weight=weight)
    rows = np.hstack([fitted.coef_, fitted.intercept_[:, None]])
    less: Array = rows[1:] - rows[0]
    return less


def _networks(vectors: Array, labels: Array) -> tuple[Array, Array]:
    """The hidden columns of all networks, and those that average what they say, as rows like a regression's."""
    hidden, judged = list[Array](), list[Array]()
    for seed in range(NETWORKS):
        network = MLPClassifier((UNITS,), alpha=0.3, batch_size=64, learning_rate_init=2e-3, random_state=seed)
        for _ in range(ROUNDS):
            network.partial_fit(vectors * LENGTH, labels, classes=np.arange(len(heads.PRIORITIES)))
        (first, last), (bias, last_bias) = network.coefs_, network.intercepts_
        hidden.append(np.hstack([first.T * LENGTH, bias[:, None]]))
        judged.append(np.vstack([last, last_bias]).T / NETWORKS)
    rows = np.hstack([*(it[:, :-1] for it in judged), sum(it[:, -1:] for it in judged)])
    return np.vstack(hidden), rows[1:] - rows[0]


def _rounded(rows: Array, steps: int) -> tuple[Array, list[float]]:
    """One byte for each weight, and what 1 is worth in each row."""
    # The few heaviest weights are cut off: finer steps for all others are worth more.
    units = np.quantile(np.abs(rows), 0.9995, axis=1) / steps
    rounded = np.clip(np.rint(rows / units[:, None]), -steps, steps).astype(np.int8)
    return rounded, [float(f"{it:.6g}") for it in units]


def trainable(texts: Sequence[Text], keep: Sequence[bool] | None = None) -> Array:
    """The rows that may go into weights, of those to keep."""
    kept = keep or [True] * len(texts)
    return np.flatnonzero([text.fitted and is_kept for text, is_kept in zip(texts, kept, strict=True)])
