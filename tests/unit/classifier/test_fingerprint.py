"""The key of a kept suggestion: what makes two texts one, and what does not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.classifier import fingerprint
from common.classifier.fingerprint import suggestion_key

TEXT = "The printer is on fire"


@pytest.mark.parametrize(
    "same", ["the PRINTER is on fire", "  The  printer\n is\ton fire ", "The ｐｒｉｎｔｅｒ is on fire"]
)
def test_case_white_space_and_compatibility_forms_make_no_difference(same: str) -> None:
    assert suggestion_key(same, "model") == suggestion_key(TEXT, "model")


def test_another_text_or_model_has_another_key() -> None:
    keys = {suggestion_key(text, model) for text in (TEXT, TEXT + "!") for model in ("one", "two")}
    assert len(keys) == 4


def test_another_version_of_the_prompt_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = suggestion_key(TEXT, "model")
    monkeypatch.setattr(fingerprint, "VERSION", "another")
    assert suggestion_key(TEXT, "model") != before


@given(st.text(), st.text())
def test_any_text_has_a_key_of_64_hexadecimal_digits(text: str, model: str) -> None:
    assert re.fullmatch("[0-9a-f]{64}", suggestion_key(text, model))


@given(st.text(), st.text())
def test_text_and_model_cannot_be_shifted_into_each_other(text: str, model: str) -> None:
    assert suggestion_key(text + "x", model) != suggestion_key(text, "x" + model)
