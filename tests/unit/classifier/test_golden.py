"""The golden set: texts that were written and labelled before the classifier had seen them, against regressions.

The numbers are what was measured when the weights were shipped. Whoever makes them better raises them.
"""

import csv
from collections import Counter
from typing import NamedTuple

import pytest

from common.classifier import local
from common.classifier.language import LANGUAGES
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence, Suggestion
from scripts.base.paths import ROOT


class Floor(NamedTuple):
    categories: int
    """Right, of 150."""
    sure: int
    """Of high confidence."""
    wrong_although_sure: int


FLOORS = {"rules+ngrams": Floor(147, 108, 0), "rules+ngrams+encoder": Floor(148, 115, 0)}
RIGHT_PRIORITIES = 90


class Golden(NamedTuple):
    text: str
    category: Category
    priority: Priority
    language: str
    suggestion: Suggestion


@pytest.fixture(scope="module", params=FLOORS)
def floor(request: pytest.FixtureRequest) -> Floor:
    """What the parts that take part reach."""
    if request.param == "rules+ngrams+encoder":
        request.getfixturevalue("with_encoder")
    return FLOORS[request.param]


@pytest.fixture(scope="module")
def golden(floor: Floor) -> list[Golden]:
    with (ROOT / "tests" / "golden" / "classifier.csv").open(encoding="utf-8", newline="") as file:
        return [
            Golden(
                row["text"],
                Category(row["category"]),
                Priority(row["priority"]),
                row["language"],
                local.suggest(row["text"]),
            )
            for row in csv.DictReader(file)
        ]


def test_the_set_is_varied(golden: list[Golden]) -> None:
    assert len(golden) == len({row.text for row in golden}) == 150
    assert min(Counter(row.category for row in golden)[category] for category in Category) >= 30
    assert {row.priority for row in golden} == {*Priority}
    assert {row.language for row in golden} > {"en", "de", "es", "fr"}


def test_categories_are_right_as_often_as_they_were(golden: list[Golden], floor: Floor) -> None:
    wrong = [row.text for row in golden if row.suggestion.category is not row.category]
    assert len(golden) - len(wrong) >= floor.categories, wrong


def test_the_rules_give_the_english_texts_the_priorities_that_they_were_labelled_by(golden: list[Golden]) -> None:
    english = [row for row in golden if row.language == "en"]
    wrong = [row.text for row in english if local.rules_only(row.text).priority is not row.priority]
    assert len(english) - len(wrong) >= RIGHT_PRIORITIES, wrong


def test_high_confidence_is_wrong_no_oftener_than_it_was(golden: list[Golden], floor: Floor) -> None:
    sure = [row for row in golden if row.suggestion.confidence is Confidence.HIGH]
    wrong = [row.text for row in sure if row.suggestion.category is not row.category]
    assert len(sure) >= floor.sure
    assert len(wrong) <= floor.wrong_although_sure, wrong


def test_unknown_languages_are_never_sure(golden: list[Golden]) -> None:
    unknown = [row for row in golden if row.language not in LANGUAGES]
    assert unknown
    assert Confidence.HIGH not in {row.suggestion.confidence for row in unknown}
