"""The published rules, which hold with the model behind them and without it."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.classifier import heads, local
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence, Source, Suggestion


@pytest.fixture
def rules_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A weights file that cannot be read: its path, for those who want to write something into it."""
    path = tmp_path / "heads.bin"
    path.write_bytes(b"not weights")
    monkeypatch.setattr(heads, "WEIGHTS", path)
    local.loaded.cache_clear()
    yield path
    local.loaded.cache_clear()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I want a refund for this invoice", "billing"),
        ("The API answers with an error", "technical"),
        ("I forgot my password and username", "account"),
        ("What a lovely day", "general"),
        ("", "general"),
        ("Refund the payment, the login is slow", "billing"),
        ("Password reset ends in an error", "account"),
        # Ties are decided by a fixed order.
        ("payment error", "billing"),
        ("login error", "technical"),
        ("login payment", "billing"),
        ("error, login", "technical"),
    ],
)
@pytest.mark.parametrize("alone", [False, True])
def test_the_category_with_most_words_wins_and_general_needs_none(
    text: str, category: str, alone: bool, request: pytest.FixtureRequest
) -> None:
    if alone:
        request.getfixturevalue("rules_alone")
    assert local.suggest(text).category == category


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("A patient may die", "critical"),
        ("There was a security breach", "critical"),
        ("Production is down", "critical"),
        ("Urgent, blocking, we need it right now", "critical"),
        ("Urgent and blocking", "high"),
        ("Please answer ASAP", "high"),
        ("How do I pay this immediately?", "high"),
        ("The button is broken", "high"),
        ("It crashes at start", "high"),
        ("The printer is not working", "high"),
        ("How do I change my password?", "low"),
        ("I would like a dark theme", "low"),
        ("Not urgent: can you add a dark theme", "low"),
        ("No error here, just a question", "low"),
        ("The page is slow", "medium"),
        ("Not urgent, no rush, the page is slow", "medium"),
        ("", "medium"),
    ],
)
def test_the_priority_follows_the_published_rules(text: str, priority: str) -> None:
    assert local.suggest(text).priority == priority


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Refund this invoice", "high"),
        ("Refund this", "medium"),
        ("Refund this invoice, the login fails", "medium"),
        ("Hello", "low"),
        ("Hello, this is urgent", "low"),
    ],
)
def test_without_the_model_several_words_of_one_category_are_high_and_none_low(
    text: str, confidence: str, rules_alone: Path
) -> None:
    assert local.suggest(text).confidence == confidence


@pytest.mark.parametrize(
    ("text", "signals", "reason"),
    [
        (
            "URGENT: refund my payments, the server is slow, ASAP",
            ["asap", "payments", "refund", "urgent"],
            '"refund" and "payments" point to billing, and "urgent" and "asap" make it high.',
        ),
        (
            "The server crashed",
            ["crashed", "server"],
            '"server" and "crashed" point to technical, and "crashed" makes it high.',
        ),
        (
            "How can I reset my password?",
            ["password", "reset"],
            '"reset" and "password" point to account, and it reads as a question or a request without urgency.',
        ),
        (
            "A bill, an invoice and a receipt",
            ["bill", "invoice", "receipt"],
            '"bill", "invoice" and "receipt" point to billing, and nothing says how urgent it is.',
        ),
        ("Hello", [], "No word names a subject, and nothing says how urgent it is."),
        ("A typo", ["typo"], 'No word names a subject, and "typo" makes it low.'),
    ],
)
def test_the_rules_alone_say_in_one_sentence_which_words_of_the_text_counted(
    text: str, signals: list[str], reason: str
) -> None:
    suggestion = local.rules_only(text)
    assert (suggestion.signals, suggestion.reason, suggestion.model) == (signals, reason, "rules")


FAULTS = [
    ("I cannot log in to my account", "account", "high"),
    ("Production is down and users cannot log in. This is urgent!", "technical", "critical"),
    ("the whole site is down, customers cannot pay", None, "critical"),
    ("I can see the invoices of another customer, this is a data leak", None, "critical"),
]


@pytest.mark.parametrize(("text", "category", "priority"), FAULTS)
@pytest.mark.parametrize("suggest", [local.suggest, local.rules_only])
def test_what_stops_people_or_everybody_is_as_urgent_as_the_rules_say(
    text: str, category: str | None, priority: str, suggest: Callable[[str], Suggestion]
) -> None:
    suggestion = suggest(text)
    assert suggestion.priority == priority
    assert category in (None, suggestion.category)


@pytest.mark.parametrize(
    "text",
    [
        "The export fails since today, nothing helps, order AB-1234 is open",
    ],
)
def test_the_words_that_are_shown_stand_in_the_text_and_mean_something(text: str) -> None:
    for suggestion in (local.suggest(text), local.rules_only(text)):
        assert suggestion.signals
        assert all(word in text.casefold() for word in suggestion.signals)
        assert {"open", "since", "today", "nothing", "ab", "how"}.isdisjoint(suggestion.signals)


@pytest.mark.parametrize("content", [b"", b"not weights", None])
def test_unreadable_weights_leave_the_rules_to_serve_and_are_logged_once(
    content: bytes | None, rules_alone: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if content is None:
        rules_alone.unlink()
    else:
        rules_alone.write_bytes(content)
    first, second = local.suggest("Refund this invoice"), local.suggest("Where is my parcel?")
    assert (first.category, first.confidence) == ("billing", "high")
    assert (second.category, second.priority, second.confidence) == ("general", "low", "low")
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "parcel" not in caplog.text


@given(st.text(max_size=300))
def test_any_text_gets_the_same_valid_local_suggestion_every_time(text: str) -> None:
    suggestion = local.suggest(text)
    assert suggestion == local.suggest(text)
    assert suggestion.source is Source.LOCAL
    assert suggestion.model == "rules+ngrams"
    assert suggestion.reason.endswith(".")


def test_where_the_rules_are_clear_something_is_suggested() -> None:
    found = local.suggest("Production is down and users cannot log in. This is urgent!")
    assert (found.category, found.priority) == (Category.TECHNICAL, Priority.CRITICAL)
    assert found.confidence is not Confidence.LOW


def test_the_rules_alone_are_not_sure_of_a_language_that_they_do_not_know() -> None:
    text = "Proszę o zwrot, invoice refund charge, bardzo dziękuję za szybką pomoc w tej sprawie"
    assert local.rules_only(text).confidence is Confidence.MEDIUM
