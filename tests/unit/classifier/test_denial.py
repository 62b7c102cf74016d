"""What a denial reaches over, and what a denied word still says."""

import pytest

from common.classifier import local
from common.classifier.signals import extract
from common.tickets.fields import Category


@pytest.mark.parametrize(
    "text",
    [
        "We need no further emergency exits",
        "there is no other emergency",
        "no such outage",
        "no known outage",
        "not a real emergency",
        "we never had an outage",
        "There was no outage or data loss",
        "neither urgent nor an emergency",
        "not in the least bit urgent",
        "isn't remotely urgent",
        "I don't think it's urgent",
        "I don't believe this is an emergency",
        "none of this is urgent",
        "nobody died",
        "no one died",
        "no need for it right now",
        "there were no errors or crashes",
        "it works without any further errors",
    ],
)
def test_denied_words_make_nothing_urgent_broken_or_extreme(text: str) -> None:
    found = extract(text)
    assert (found.urgent, found.extreme, found.defects) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I don't think the outage is over", "outage"),
        ("no errors, but urgent", "urgent"),
        ("not slow but urgent", "urgent"),
        ("No. I need it right now", "right now"),
        ("not only urgent", "urgent"),
        ("no error and urgent", "urgent"),
        ("urgent or not", "urgent"),
        ("There is no error this is urgent", "urgent"),
        ("not so very very very very very urgent", "urgent"),
    ],
)
def test_what_is_not_denied_stays_urgent(text: str, word: str) -> None:
    assert extract(text).urgent == [word]


@pytest.mark.parametrize("text", ["It works without error", "There is no outage", "no bug"])
def test_a_denied_trouble_names_no_category_and_is_not_shown(text: str) -> None:
    assert not any(extract(text).categories.values())
    suggestion = local.suggest(text)
    for word in ("error", "outage", "bug"):
        assert word not in f"{suggestion.signals} {suggestion.reason}".casefold()


def test_what_else_a_text_with_a_denied_trouble_says_still_tells_the_category() -> None:
    suggestion = local.suggest("there is no error message but the page stays white")
    assert suggestion.category is Category.TECHNICAL
    assert "error" not in suggestion.signals
    assert extract("no error message but the app crashes").categories[Category.TECHNICAL] == ["crash"]


def test_what_somebody_lacks_tells_the_category() -> None:
    assert extract("There was no receipt").categories[Category.BILLING] == ["receipt"]
    assert extract("no wifi").categories[Category.TECHNICAL] == ["wifi"]


def test_a_word_that_is_denied_once_and_meant_once_counts() -> None:
    found = extract("There was no error yesterday. Today there is an error")
    assert found.defects == found.categories[Category.TECHNICAL] == ["error"]
