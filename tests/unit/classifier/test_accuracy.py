"""How right the shipped weights are on our own texts, which they were fitted to: the golden set has others."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from common.classifier import local
from common.classifier.heads import PRIORITIES
from common.tickets.fields import Priority
from common.tickets.model import Confidence, Suggestion
from scripts.base.paths import ROOT

pytestmark = pytest.mark.usefixtures("with_encoder")

OURS = ROOT / "scripts" / "train" / "classifier"
URGENT = PRIORITIES.index(Priority.HIGH)
EVERY = 12
"""Of our texts, so many that the test takes ten seconds."""


class Floor(NamedTuple):
    file: Path
    category: float
    priority: float
    urgent: float
    far: float
    """At most so many are two steps wrong."""


FLOORS = [
    Floor(OURS / "written.csv", 0.95, 0.99, 0.99, 0),
    Floor(OURS / "texts.csv", 0.95, 0.99, 0.99, 0),
]


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.file.stem)
def test_suggestions_are_right_as_often_as_they_were(floor: Floor) -> None:
    with floor.file.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)][::EVERY]
    said = [(row, local.suggest(row["text"])) for row in rows]
    assert share(said, lambda row, it: it.category == row["category"]) >= floor.category
    assert share(said, lambda row, it: steps(row, it) == 0) >= floor.priority
    assert (
        share(said, lambda row, it: (place(row) >= URGENT) == (PRIORITIES.index(it.priority) >= URGENT)) >= floor.urgent
    )
    assert share(said, lambda row, it: steps(row, it) > 1) <= floor.far
    sure = [(row, it) for row, it in said if it.confidence is Confidence.HIGH]
    assert share(sure, lambda row, it: it.category == row["category"]) >= 0.95
    assert {it.model for _, it in said} == {"rules+ngrams+encoder"}


type Said = list[tuple[dict[str, str], Suggestion]]


def share(said: Said, holds: Callable[[dict[str, str], Suggestion], bool]) -> float:
    return sum(holds(row, suggestion) for row, suggestion in said) / len(said)


def place(row: dict[str, str]) -> int:
    return PRIORITIES.index(Priority(row["priority"]))


def steps(row: dict[str, str], suggestion: Suggestion) -> int:
    return abs(place(row) - PRIORITIES.index(suggestion.priority))


@pytest.mark.parametrize(
    ("text", "category", "priority"),
    [
        ("I cannot log in to my account", "account", "high"),
        ("Production is down and users cannot log in. This is urgent!", "technical", "critical"),
        ("the whole site is down, customers cannot pay", "technical", "critical"),
        ("URGENT!!! I just wanted to say that I love the new colours of your page", "general", "low"),
        ("Whenever you have a minute: since this morning none of our customers can pay", None, "critical"),
        ("DRINGEND!!! Die neuen Farben gefallen mir sehr, das wollte ich nur loswerden", "general", "low"),
        ("Seit heute früh kann kein einziger Kunde mehr bei uns bezahlen", None, "critical"),
        ("Je ne peux plus me connecter à mon compte", "account", "high"),
        ("No puedo entrar en mi cuenta", "account", "high"),
        ("لا أستطيع الدخول إلى حسابي", "account", "high"),
    ],
)
def test_urgency_is_understood_without_its_words_and_not_believed_for_them(
    text: str, category: str | None, priority: str
) -> None:
    suggestion = local.suggest(text)
    assert suggestion.priority == priority
    assert category in (None, suggestion.category)
