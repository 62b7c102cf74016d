"""The published rules: category by counting, priority by extreme, urgent and broken words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.classifier import heuristic
from common.models import Source


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
        ("Der Drucker druckt nicht", "general"),
    ],
)
def test_the_category_with_most_words_wins_and_general_needs_none(text: str, category: str) -> None:
    assert heuristic.classify(text).category == category


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("payment error", "billing"),
        ("login error", "technical"),
        ("login payment", "billing"),
        ("error, login", "technical"),
    ],
)
def test_ties_are_decided_by_a_fixed_order(text: str, category: str) -> None:
    assert heuristic.classify(text).category == category


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
    assert heuristic.classify(text).priority == priority


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
def test_confidence_is_high_for_several_words_of_one_category_and_low_for_none(text: str, confidence: str) -> None:
    assert heuristic.classify(text).confidence == confidence


@pytest.mark.parametrize(
    ("text", "signals", "reason"),
    [
        (
            "URGENT: refund my payment, the server is slow, ASAP",
            ["ASAP", "payment", "refund", "urgent"],
            '"refund" and "payment" point to billing, and "urgent" and "ASAP" make it high.',
        ),
        (
            "The server shows an error",
            ["error", "server"],
            '"server" and "error" point to technical, and "error" makes it high.',
        ),
        (
            "How can I reset my password?",
            ["how", "password", "reset"],
            '"reset" and "password" point to account, and it reads as a question or a request without urgency.',
        ),
        (
            "A bill, an invoice and a receipt",
            ["bill", "invoice", "receipt"],
            '"bill", "invoice" and "receipt" point to billing, and nothing tells how urgent it is.',
        ),
        ("Hello", [], "No word names a subject, and nothing tells how urgent it is."),
    ],
)
def test_the_reason_is_one_sentence_of_the_words_that_counted(text: str, signals: list[str], reason: str) -> None:
    suggestion = heuristic.classify(text)
    assert suggestion.signals == signals
    assert suggestion.reason == reason


@given(st.text(max_size=300))
def test_any_text_gets_the_same_valid_local_suggestion_every_time(text: str) -> None:
    suggestion = heuristic.classify(text)
    assert suggestion == heuristic.classify(text)
    assert suggestion.source is Source.LOCAL
    assert suggestion.model is None
    assert suggestion.reason.endswith(".")
