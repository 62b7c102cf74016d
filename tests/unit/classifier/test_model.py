"""The linear model: what it reads of a text, how it adds up, and what a weights file must be."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.classifier import linear
from common.classifier.linear import Model, UnreadableModel
from common.tickets.fields import Category
from scripts.base.paths import FUNCTIONS

HEAD = json.dumps({"unit": 0.5, "bias": [0, 0, 0, 1]}).encode()


def packed(head: bytes = HEAD, names: str = "card\nmy card\n~_ca", weights: bytes = bytes(12)) -> bytes:
    return zlib.compress(b"\x00".join((head, names.encode(), weights)))


@pytest.fixture(scope="module")
def real() -> Model:
    return linear.load()


def small(*weights: int) -> Model:
    """A model of the features card, my card and ~_ca; weights in the file's order, category by category."""
    return linear.unpack(packed(weights=bytes(weight % 256 for weight in weights)))


def test_the_weights_fit_into_what_may_be_deployed(real: Model) -> None:
    assert linear.WEIGHTS.stat().st_size <= 150_000
    assert linear.WEIGHTS.is_relative_to(FUNCTIONS)
    assert len(real.phrases) > 1_000


def test_the_sums_of_many_features_do_not_run_into_each_other() -> None:
    words = [f"{first}{second}" for first in "abcdefghijklmnopqrst" for second in "abcdefghijklmnopqrst"]
    weights = bytes([127] * 400 + [129] * 400 + [0] * 400 + [1] * 400)  # 129 is -127 in one byte
    loaded = linear.unpack(packed(json.dumps({"unit": 1, "bias": [0, 0, 0, 0]}).encode(), "\n".join(words), weights))
    scores = linear.score(" ".join(words), loaded).scores
    assert scores == (400 * 127 / 20, -400 * 127 / 20, 0, 400 / 20)


def test_remembering_words_changes_no_answer_and_has_an_end() -> None:
    loaded = linear.load()
    before, remembered = linear.score("payment card", loaded), loaded.letters_of("payment")
    assert loaded.letters_of("payment") is remembered
    for number in range(linear.WORDS_KEPT):
        loaded.letters_of(f"payment{number}")
    assert loaded.letters_of("payment") is not remembered
    assert linear.score("payment card", loaded) == before


def test_the_categories_are_those_of_the_models() -> None:
    assert {*linear.CATEGORIES} == {*Category}


def test_a_text_is_read_as_words_numbers_and_signs() -> None:
    assert linear.tokens("It’s 2,500 €, OK?") == ["it's", "0", "0", "€", "ok", "?"]


@pytest.mark.parametrize("address", ["https://a.example/x", "www.a.example", "me@a.example", "<email>"])
def test_addresses_are_not_read(address: str) -> None:
    assert linear.tokens(f"see {address} please") == ["see", "please"]


@pytest.mark.parametrize("code", ["call foo()", "a::b", "snake_case", "camelCase", "`x`", "src/app/main", "a.b("])
def test_code_is_noticed(code: str) -> None:
    assert linear.tokens(code)[-1] == "#code"
    assert linear.score(code, small(*[0] * 12)).has_code


def test_only_the_beginning_of_a_text_and_of_a_word_is_read() -> None:
    assert linear.tokens("a" * 5000) == ["a" * linear.WORD_MAX]
    assert "end" not in linear.tokens("word " * 400 + "end")


def test_letter_groups_know_the_edges_of_a_word() -> None:
    assert linear.groups("ab") == ["_ab", "ab_", "_ab_"]


def test_words_and_letter_groups_each_count_as_a_vector_of_length_one() -> None:
    # billing: card 4, my card 2, group 8; general: the bias alone.
    loaded = small(4, 2, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert linear.score("card", loaded).scores == (0.5 * 4 + 0.5 * 8, 0, 0, 1)
    assert linear.score("my card", loaded).scores == pytest.approx((0.5 * 6 / 2**0.5 + 0.5 * 8, 0, 0, 1))


def test_a_word_counts_once_however_often_it_stands_there() -> None:
    loaded = small(4, 2, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert linear.score("card card card", loaded).scores == linear.score("card", loaded).scores


def test_words_that_say_nothing_are_not_read() -> None:
    loaded = small(4, 2, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert linear.score("my card", loaded, without=frozenset({"card"})) == linear.score("my", loaded)


def test_coverage_is_the_share_of_known_words() -> None:
    assert linear.score("my card is gone", small(*[0] * 12)).coverage == 0.25
    assert linear.score("", small(*[0] * 12)).coverage == 0


@pytest.mark.parametrize("text", ["the the the", "1234567890 12345", "I am on it!!!", "es ist", "10 $"])
def test_a_text_without_a_telling_word_is_not_covered_though_its_words_are_known(text: str, real: Model) -> None:
    assert real.phrases.keys() & {*linear.tokens(text)}
    assert linear.score(text, real).coverage == 0
    assert linear.score(f"{text} invoice", real).coverage > 0


def test_the_words_that_speak_for_the_best_category_are_named_once_each() -> None:
    assert linear.score("my card", small(40, 90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).words == ("my card",)
    assert linear.score("my card", small(90, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).words == ("card",)
    assert linear.score("my card", small(-90, -90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).words == ()


def test_fillers_and_numbers_are_never_named(real: Model) -> None:
    for text in ("all of them are not there for you", "12 or 34, not 5!"):
        assert linear.score(text, real).words == ()


@given(st.text(max_size=2000))
def test_any_text_gets_the_same_finite_scores_every_time(text: str) -> None:
    loaded = linear.load()
    opinion = linear.score(text, loaded)
    assert opinion == linear.score(text, loaded)
    assert all(abs(score) < 1000 for score in opinion.scores)
    assert 0 <= opinion.coverage <= 1
    assert len(opinion.words) <= linear.TELLING_MAX


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain text",
        zlib.compress(b"no parts"),
        packed(head=b"{"),
        packed(head=b"{}"),
        packed(head=b'{"unit": "x", "bias": []}'),
        packed(head=b'{"unit": 1, "bias": [1, 2, 3]}'),
        packed(head=b"[]"),
        packed(weights=bytes(11)),
        packed()[:-9],
    ],
)
def test_a_damaged_weights_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableModel):
        linear.unpack(content)
