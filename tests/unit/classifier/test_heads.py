"""The heads: what is read of a text, how the two opinions are averaged, and what a damaged file does."""

import json
import lzma
from functools import cache
from math import exp
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.classifier import heads, ngrams
from common.classifier.heads import HIDDEN, SHAPES, SIZE, UnreadableWeights, Weights
from common.encoder import encoder

HEADS = {name: {"units": [1.0] * columns, "bias": [0.0] * columns} for name, (columns, _) in SHAPES.items()}
SETTINGS = {"shares": [0.4, 0.6], "limits": {}, **HEADS}


def packed(weights: bytes = bytes(SIZE), **settings: Any) -> bytes:
    return lzma.compress(json.dumps({**SETTINGS, **settings}).encode() + b"\x00" + weights)


def test_words_numbers_signs_and_code_are_read_and_addresses_are_not() -> None:
    text = "L’été, 3,000 € for a@b.example? See https://x.example/y or <number>: getValue()"
    assert ngrams.tokens(text) == ["l'été", "0", "0", "€", "for", "see", "or", "getvalue", "#code"]


def test_a_text_has_buckets_for_words_and_pairs_and_others_for_groups_of_letters() -> None:
    words, groups = ngrams.buckets(["pay", "now", "pay"])
    assert len(words) == len({"pay", "now", "pay now", "now pay"})
    assert len(groups) == len(
        {"_pa", "pay", "ay_", "_pay", "pay_", "_pay_", "_no", "now", "ow_", "_now", "now_", "_now_"}
    )
    assert all(0 <= bucket < ngrams.BUCKETS for bucket in words + groups)


def test_the_beginning_and_the_end_of_a_long_text_are_read() -> None:
    found = ngrams.tokens("first " + "middle " * 500 + "last")
    assert {"first", "middle", "last"} <= {*found}
    assert len(found) < 200


def test_without_weights_everything_is_equally_likely() -> None:
    opinion = heads.opinion("text", heads.unpack(packed()), None)
    assert [exp(log) for log in (*opinion.category, *opinion.priority)] == pytest.approx([0.25] * 8)


def test_the_average_gives_the_encoder_its_share_of_the_logarithms() -> None:
    sure = {"units": [1.0] * 3, "bias": [5.0, 0, 0]}
    weights = heads.unpack(packed(category=sure, priority=sure))
    opinion = heads.opinion("text", weights, [0.0] * encoder.SIZE)
    assert opinion.category[1] - opinion.category[0] == pytest.approx(0.4 * 5)
    assert opinion.priority[1] - opinion.priority[0] == pytest.approx(0.6 * 5)


@pytest.mark.parametrize(("hidden", "raised"), [(-1.0, 0.0), (2.0, 2.0)])
def test_a_hidden_sum_counts_where_it_is_above_0(hidden: float, raised: float) -> None:
    bias = {"units": [1.0] * HIDDEN, "bias": [hidden] + [0.0] * (HIDDEN - 1)}
    of_first_sum = bytes(SIZE - 3 * HIDDEN) + b"\x01" + bytes(3 * HIDDEN - 1)
    weights = heads.unpack(packed(of_first_sum, hidden=bias))
    opinion = heads.opinion("text", weights, [0.0] * encoder.SIZE, known=False)
    assert opinion.priority[1] - opinion.priority[0] == pytest.approx(raised)


@given(st.text(max_size=300))
def test_any_text_gets_probabilities(text: str) -> None:
    for logs in heads.opinion(text, _shipped(), [0.04] * encoder.SIZE):
        assert sum(map(exp, logs)) == pytest.approx(1)


def test_the_weights_file_is_small_enough_to_deploy() -> None:
    assert heads.WEIGHTS.stat().st_size <= 200_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain text",
        lzma.compress(b"no parts"),
        lzma.compress(b"{\x00"),
        lzma.compress(b"{}\x00" + bytes(SIZE)),
        lzma.compress(b"[]\x00" + bytes(SIZE)),
        packed(bytes(SIZE - 1)),
        packed(ngrams={"units": [1.0], "bias": [0.0]}),
        packed(hidden={"units": 1.0}),
        packed()[:-9],
    ],
)
def test_a_damaged_weights_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableWeights):
        heads.unpack(content)


@cache
def _shipped() -> Weights:
    return heads.load()
