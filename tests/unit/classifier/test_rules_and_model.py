"""The rules and the model together: who decides, how sure it is, and what is told about it."""

import pytest

from common.classifier import linear, local
from common.classifier.linear import Opinion
from common.classifier.signals import extract
from common.tickets.model import Confidence


@pytest.mark.parametrize(
    ("text", "signals", "reason"),
    [
        (
            "Please refund the payment immediately",
            ["immediately", "payment", "refund"],
            '"refund" and "payment" point to billing, and "immediately" makes it high.',
        ),
        (
            "Where is my parcel?",
            ["parcel"],
            (
                'The wording ("parcel") resembles that of general tickets, '
                "and it reads as a question or a request without urgency."
            ),
        ),
        (
            "asdf qwer zxcv",
            [],
            (
                "Nothing clearly names a subject, the wording as a whole is nearest to that of general tickets, "
                "and nothing tells how urgent it is."
            ),
        ),
    ],
)
def test_the_reason_says_whether_words_or_the_wording_decided(text: str, signals: list[str], reason: str) -> None:
    suggestion = local.suggest(text)
    assert suggestion.signals == signals
    assert suggestion.reason == reason


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("invoice", '"invoice" points to billing, the wording as a whole does too,'),
        ("invoice, refund", '"invoice" and "refund" point to billing,'),
        ("works without error", "The wording"),
    ],
)
def test_the_reason_says_the_part_of_the_model(text: str, subject: str) -> None:
    assert local.suggest(text).reason.startswith(subject)


def test_the_reason_does_not_claim_a_model_that_thought_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear, "score", lambda *_, **__: Opinion((0.0, 0.3, 0, 0), 1, ("word",), False))
    assert local.suggest("invoice").reason.startswith('"invoice" points to billing, and nothing')


def test_the_reason_names_the_words_of_rules_and_model_side_by_side_but_none_twice() -> None:
    suggestion = local.suggest("The app crashes whenever I open a spreadsheet")
    assert suggestion.reason.startswith('"crash" points to technical, the wording (')
    assert "crash" in suggestion.signals
    assert "crashes" not in suggestion.signals
    assert len({*suggestion.signals}) == len(suggestion.signals) > 1


def opinion(billing: float = 0, technical: float = 0, *, coverage: float = 1, has_code: bool = False) -> Opinion:
    return Opinion((billing, technical, 0, 0), coverage, (), has_code)


@pytest.mark.parametrize(
    ("thought", "text", "decision"),
    [
        (opinion(technical=9), "invoice, refund", ("billing", "low")),
        (opinion(technical=9), "invoice, invoices", ("technical", "high")),
        (opinion(technical=9), "invoice, refund, login", ("technical", "high")),
        (opinion(technical=0.4), "invoice", ("billing", "low")),
        (opinion(billing=0.5), "invoice", ("billing", "medium")),
        (opinion(billing=2), "invoice, refund", ("billing", "high")),
        (opinion(billing=2), "invoice, refund, payment", ("billing", "high")),
        (opinion(billing=1.9), "invoice, refund, payment", ("billing", "medium")),
    ],
)
def test_two_words_of_one_category_alone_decide_and_others_add_to_the_model(
    thought: Opinion, text: str, decision: tuple[str, str]
) -> None:
    assert local.decide(thought, extract(text)) == decision


@pytest.mark.parametrize(
    ("thought", "confidence"),
    [
        (opinion(billing=3), Confidence.HIGH),
        (opinion(billing=2.99), Confidence.MEDIUM),
        (opinion(billing=1), Confidence.MEDIUM),
        (opinion(billing=0.99), Confidence.LOW),
        (opinion(billing=3, coverage=0.6), Confidence.HIGH),
        (opinion(billing=3, coverage=0.59), Confidence.MEDIUM),
        (opinion(billing=3, coverage=0.4), Confidence.MEDIUM),
        (opinion(billing=9, coverage=0.39), Confidence.LOW),
        (opinion(technical=9, has_code=True), Confidence.MEDIUM),
        (opinion(billing=9, has_code=True), Confidence.HIGH),
    ],
)
def test_confidence_follows_the_lead_the_known_words_and_the_code(thought: Opinion, confidence: Confidence) -> None:
    assert local.decide(thought, extract("")).confidence is confidence


def test_clear_words_of_the_rules_stand_for_a_language_that_the_model_does_not_know() -> None:
    assert local.decide(opinion(billing=3, coverage=0), extract("invoice, refund")).confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    "text",
    [
        "Ik kan niet inloggen op mijn account omdat het wachtwoord niet werkt",
        "Il programma si blocca ogni volta che apro un documento",
        "Aplikacja ciągle się zawiesza po aktualizacji",
        "Uygulama açılmıyor ve sürekli hata veriyor",
        "Приложение не запускается после обновления",
        "ログインできません。パスワードを忘れました",
        "我的订单还没有到",
        "لا أستطيع تسجيل الدخول إلى حسابي",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "lorem ipsum dolor sit amet consectetur adipiscing elit",
        "",
    ],
)
def test_an_unknown_language_is_low_confidence(text: str) -> None:
    assert local.suggest(text).confidence is Confidence.LOW


@pytest.mark.parametrize("text", ["the the the", "1234567890 12345", "I was on it, and you were not"])
def test_a_text_about_nothing_is_low_confidence(text: str) -> None:
    assert local.suggest(text).confidence is Confidence.LOW


def test_the_weights_are_not_read_before_the_first_text() -> None:
    local.loaded.cache_clear()
    extract("A text that only the rules see")
    assert local.loaded.cache_info().currsize == 0
    local.suggest("A text")
    assert local.loaded.cache_info().currsize == 1
