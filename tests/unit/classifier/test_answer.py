"""Reading the model's answer: whatever it wrote, either valid values come out or a named error."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.classifier.answer import Answer, read
from common.classifier.prompt import ANALYSIS_MAX
from common.gemini.failures import UnreadableAnswer
from common.tickets.fields import Category, Priority

OBJECT = '{"analysis": "A refund is due.", "category": "billing", "priority": "low"}'
EXPECTED = Answer(Category.BILLING, Priority.LOW, "A refund is due.")


@pytest.mark.parametrize(
    "text",
    [
        OBJECT,
        f"\n  {OBJECT}\n",
        f"```json\n{OBJECT}\n```",
        f"Here is {{my}} answer: {OBJECT} Have a nice day {{}}",
        f'{{"thought": "none"}}\n{OBJECT}',
        f"[{OBJECT}]",
        f"{OBJECT}{OBJECT.replace('billing', 'account')}",
        OBJECT.replace("billing", " Billing ").replace("low", "LOW"),
        OBJECT.replace("{", '{"extra": {"a": [1]}, '),
        f'{{"answer": {OBJECT}}}',
        f'{{"note": "mine", "answers": [{{"number": 1}}, {{"answer": {OBJECT}}}, {OBJECT.replace("low", "high")}]}}',
        OBJECT.replace("{", '{"digits": ' + "9" * 5000 + ", "),
    ],
)
def test_the_first_object_with_both_values_is_read_whatever_surrounds_it(text: str) -> None:
    assert read(text) == EXPECTED


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "empty"),
        ("", "empty"),
        (" \n", "empty"),
        ("billing, low", "no JSON object"),
        (OBJECT[:-1], "no JSON object"),
        (OBJECT[:40], "no JSON object"),
        ("[1, 2]", "no JSON object"),
        ('{"category": "billing"}', "no JSON object"),
        ("{" * 5000, "no JSON object"),
        ('{"a":' * 500, "no JSON object"),
        ('{"a":' * 100_000, "no JSON object"),
        (OBJECT.replace('"low"', "null"), "no JSON object"),
        (OBJECT.replace('"billing"', '["billing"]'), "no JSON object"),
        (OBJECT.replace('"billing"', "NaN"), "no JSON object"),
        (OBJECT.replace('"billing"', "9" * 5000), "no JSON object"),
        (" " * 20_000 + OBJECT, "no JSON object"),
    ],
)
def test_an_answer_without_valid_values_is_a_named_error(text: str | None, message: str) -> None:
    with pytest.raises(UnreadableAnswer, match=message):
        read(text)


def test_errors_do_not_repeat_what_stood_in_the_answer() -> None:
    with pytest.raises(UnreadableAnswer) as caught:
        read('{"category": "card 4111"}')
    assert "4111" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "category", "priority", "corrected"),
    [
        (OBJECT.replace("billing", "sales"), "general", "low", ("category",)),
        (OBJECT.replace("low", "P1"), "billing", "medium", ("priority",)),
        (OBJECT.replace("billing", "").replace("low", "low or medium"), "general", "medium", ("category", "priority")),
    ],
)
def test_unknown_values_are_corrected_and_named(
    text: str, category: str, priority: str, corrected: tuple[str, ...]
) -> None:
    answer = read(text)
    assert (answer.category, answer.priority, answer.corrected) == (category, priority, corrected)


def test_an_object_whose_values_exist_is_preferred_to_one_that_must_be_corrected() -> None:
    assert read(OBJECT.replace("billing", "billing | technical | ...") + OBJECT) == EXPECTED


@pytest.mark.parametrize(
    ("analysis", "line"),
    [
        ("  Two\n\tlines \u0000here\u202e ", "Two lines here"),
        ("", ""),
        (None, ""),
        (7, ""),
        ("x" * ANALYSIS_MAX, "x" * ANALYSIS_MAX),
        ("x" * (ANALYSIS_MAX + 1), "x" * (ANALYSIS_MAX - 1) + "…"),
    ],
)
def test_the_analysis_becomes_one_short_line(analysis: object, line: str) -> None:
    assert read(json.dumps({"analysis": analysis, "category": "billing", "priority": "low"})).analysis == line


def test_a_missing_analysis_is_empty() -> None:
    assert read('{"category": "billing", "priority": "low"}').analysis == ""


@given(st.text() | st.recursive(st.text() | st.none(), st.lists).map(json.dumps))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableAnswer):
        read(text)


@given(st.sampled_from(Category), st.sampled_from(Priority), st.text())
def test_every_valid_answer_is_read(category: Category, priority: Priority, analysis: str) -> None:
    text = json.dumps({"analysis": analysis, "category": category, "priority": priority})
    assert read(text)[:2] == (category, priority)
    assert len(read(text).analysis) <= ANALYSIS_MAX
