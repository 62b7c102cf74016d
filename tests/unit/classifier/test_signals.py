"""Signals: whole words in their forms, denials, and what the published words do not mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.classifier import lexicon
from common.classifier.signals import extract
from common.tickets.fields import Category

BILLING = "payment, invoice, refund, charge, bill, subscription, pricing, credit card, transaction, receipt"
TECHNICAL = "bug, error, crash, slow, API, not working, not starting, not loading, broken, timeout, 500, 404, server"
ACCOUNT = "login, password, reset, profile, permission, access, sign in, 2FA, locked out, verify, username"
PUBLISHED = {
    Category.BILLING: BILLING,
    Category.TECHNICAL: f"{TECHNICAL}, database",
    Category.ACCOUNT: ACCOUNT,
}
URGENCY = (
    "urgent, emergency, ASAP, immediately, life-threatening, someone can die, deadline, cannot wait, right now, "
    "blocking, down, outage, production down, data loss, security breach"
)


@pytest.mark.parametrize(
    ("category", "word"), [(category, word) for category, words in PUBLISHED.items() for word in words.split(", ")]
)
def test_every_published_category_word_is_found_and_only_in_its_category(category: Category, word: str) -> None:
    for text in (word, word.upper(), f"The {word.title()}, again", f"({word})"):
        found = extract(text).categories
        assert found[category] == [word]
        assert all(not names for other, names in found.items() if other is not category)


@pytest.mark.parametrize("word", URGENCY.split(", "))
def test_every_published_urgency_word_is_found(word: str) -> None:
    for text in (word, word.upper(), f"please: {word}!", word.replace("-", " ")):
        assert extract(text).urgent == [word]


@pytest.mark.parametrize(
    "word",
    ["die", "death", "life-threatening", "emergency", "outage", "production down", "data loss", "security breach"],
)
def test_every_published_extreme_word_is_found(word: str) -> None:
    assert extract(f"Help: {word}").extreme == [word]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It crashed", "crash"),
        ("two refunds", "refund"),
        ("it is not responding, timed out", "timeout"),
        ("It doesn’t work", "not working"),
        ("it stopped working", "not working"),
        ("it does not always work", "not working"),
        ("the page won't load", "not loading"),
        ("it does not always seem to work", "not working"),
        ("the motor never really starts", "not starting"),
        ("a time-out", "timeout"),
        ("HTTP 500.", "500"),
    ],
)
def test_technical_words_are_found_in_their_forms(text: str, word: str) -> None:
    assert word in extract(text).categories[Category.TECHNICAL] + extract(text).categories[Category.BILLING]


@pytest.mark.parametrize("text", ["I cannot log in", "logging-in fails", "sign-in", "two-factor code", "locked me out"])
def test_account_words_are_found_in_their_forms(text: str) -> None:
    assert len(extract(text).categories[Category.ACCOUNT]) == 1


@pytest.mark.parametrize(
    "text",
    ["debugging", "billboard", "the capital", "terrors", "recharges", "serverless", "ab500", "überbug", "1,500"],
)
def test_words_inside_other_words_are_not_found(text: str) -> None:
    assert not any(extract(text).categories.values())


@pytest.mark.parametrize(
    "text",
    [
        "it does not play, works",
        "it does not always even seem to work",
        "not always, it seems, properly working",
        "it doesn't want to seem to work",
        "not",
    ],
)
def test_a_verb_far_from_a_refusal_is_no_failure(text: str) -> None:
    assert extract(text).categories[Category.TECHNICAL] == []


@pytest.mark.parametrize("text", ["it costs $500", "500 euros", "EUR 404", "scroll down", "a drop-down", "slow down"])
def test_words_that_mean_something_else_there_do_not_count(text: str) -> None:
    found = extract(text)
    assert not {"500", "404"} & {*found.categories[Category.TECHNICAL]}
    assert not found.urgent


@pytest.mark.parametrize("text", ["We lost pounds: 500 again", "It says 500, dollars are gone", "I scroll, then: down"])
def test_only_the_very_next_words_change_a_meaning(text: str) -> None:
    assert extract(text).categories[Category.TECHNICAL] + extract(text).urgent in (["500"], ["down"])


@pytest.mark.parametrize(
    "text",
    [
        "not urgent",
        "This is not very urgent.",
        "it isn't urgent",
        "isn’t really that urgent",
        "non-urgent",
        "nothing urgent",
        "no emergency, no deadline",
        "There was no data loss at all",
        "without any outage",
        "We don't need it immediately",
        "it is no longer down",
        "no rush",
        "not all that very urgent",
        "by no means urgent",
        "not as urgent as the other one",
        "I would not call it urgent",
        "no need to treat this as urgent",
        "I don't consider this an emergency",
        "far from urgent",
        "anything but urgent",
        "it's not a matter of life and death",
    ],
)
def test_denied_urgency_is_none(text: str) -> None:
    assert extract(text).urgent == []
    assert extract(text).extreme == []


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("No, urgent!", ["urgent"]),
        ("It does not work. Urgent", ["urgent"]),
        ("this is not only urgent but blocking", ["urgent", "blocking"]),
        ("not at all that very, very urgent", ["urgent"]),
        ("cannot wait", ["cannot wait"]),
        ("If it is not fixed immediately we cannot sell", ["immediately"]),
        ("We can't wait: a.s.a.p.", ["cannot wait", "ASAP"]),
        ("not a deadline but an emergency", ["emergency"]),
    ],
)
def test_a_negator_denies_only_what_it_stands_before(text: str, urgent: list[str]) -> None:
    assert extract(text).urgent == urgent


def test_a_longer_phrase_counts_once_and_not_as_its_parts() -> None:
    assert extract("production is down").urgent == ["production down"]
    assert extract("someone could die").extreme == ["someone can die"]


def test_a_word_right_after_a_failing_verb_counts_too() -> None:
    assert extract("it doesn't work refund me").categories[Category.BILLING] == ["refund"]


def test_repeated_words_count_once() -> None:
    assert extract("urgent urgent URGENT").urgent == ["urgent"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("the export failed", "failure"),
        ("it hangs at startup", "hang"),
        ("the screen is frozen", "freeze"),
        ("out of memory", "out of memory"),
        ("the file does not open", "not opening"),
        ("unable to connect", "not connecting"),
        ("images are not displayed", "not displaying"),
    ],
)
def test_faults_are_defects_and_no_category(text: str, fault: str) -> None:
    assert extract(text).defects == [fault]
    assert not any(extract(text).categories.values())


@pytest.mark.parametrize("text", ["a typo", "wrong spelling", "unused code", "rename the field"])
def test_chores_are_found(text: str) -> None:
    assert len(extract(text).chores) == 1


@pytest.mark.parametrize("text", ["question marks", "a question mark"])
def test_a_question_mark_that_is_written_about_asks_nothing(text: str) -> None:
    assert extract(text).asking == []


def test_signals_are_shown_as_they_stand_in_the_text() -> None:
    found = extract("Two charges FAILED, and it doesn’t even start")
    assert found.words(["charge", "failure", "not starting"]) == ["charges", "failed", "doesn't even start"]


def test_every_name_of_the_rules_is_a_signal_that_can_be_found() -> None:
    assert lexicon.URGENT.keys() | lexicon.MORTAL.keys() >= lexicon.EXTREME
    technical = lexicon.CATEGORIES[Category.TECHNICAL].keys() | lexicon.FAILING.keys()
    assert technical >= lexicon.DEFECTS


@given(st.text(max_size=300))
def test_any_text_has_signals_or_none_and_always_the_same(text: str) -> None:
    assert extract(text) == extract(text)
