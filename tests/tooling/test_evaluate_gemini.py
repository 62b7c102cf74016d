"""The evaluation of Gemini, against a stand-in on this machine."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest

from common.encoder import encoder
from common.gemini import client
from common.gemini.failures import GeminiUnavailable
from scripts.base.console import Failure
from scripts.measure import evaluate, evaluate_gemini
from scripts.measure.evaluate_gemini import Answer, Answered
from tests.support.gemini import Gemini, Reply, serving

BILLING = {"analysis": "A refund is wanted.", "category": "billing", "priority": "medium"}


@pytest.fixture(autouse=True)
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would stay loaded for the tests of this process that expect the n-grams alone."""
    monkeypatch.setattr(encoder, "load", lambda: None)


def test_gemini_is_measured_where_it_answers_and_its_failures_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, key = tmp_path / "labelled.csv", f"key-{token_hex(8)}"
    path.write_text(
        "text,category,priority\nRefund this,billing,medium\nThe fan is loud,technical,low\nNobody hears,general,\n"
    )
    monkeypatch.setattr(evaluate, "FOLDER", tmp_path / "evaluation")
    monkeypatch.setattr(sys, "argv", ["evaluate", str(path)])
    with serving() as stand_in:
        monkeypatch.setenv("GEMINI_API_KEY", key)
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", stand_in.url)
        stand_in.when("Refund", Reply(json=BILLING)).when("Nobody", Reply(status=400))
        evaluate.main()
        client.clients.pop(key).close()
    said = capsys.readouterr().out
    assert "an estimate, not a bill: roughly $0.00" in said
    assert evaluate_gemini.PRICES in said
    assert "3 of 3 asked, 1 of them without an answer" in said
    assert "without an answer: 1 of 3 texts" in said
    assert "1  HTTP 400" in said
    assert (tmp_path / "evaluation" / "gemini-failures.csv").read_text(
        "utf-8"
    ) == "text,failure\nNobody hears,HTTP 400\n"
    total = said.split("\ngemini (shares")[1].splitlines()[1]
    assert total.split()[:4] == ["all", "2", "category", "1.000"]
    assert "priority 0.500" in total
    assert key not in said
    assert "The fan is loud" in (tmp_path / "evaluation" / "gemini-disagreements.csv").read_text("utf-8")


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gemini]:
    with serving() as stand_in:
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", stand_in.url)
        monkeypatch.setattr(evaluate_gemini, "FIRST_PAUSE_S", 0.01)
        yield stand_in


def answers(*texts: str) -> list[Answer]:
    key = f"key-{token_hex(8)}"
    try:
        return [*evaluate_gemini.Gemini(key, "gemini-3.5-flash-lite").answers(texts)]
    finally:
        client.clients.pop(key).close()


def test_more_failures_in_a_row_than_open_the_breaker_cost_no_row_its_answer(stand_in: Gemini) -> None:
    stand_in.when("text", *[Reply(status=429)] * 12, Reply(json=BILLING))
    assert all(isinstance(answer, Answered) for answer in answers(*[f"text {number}" for number in range(20)]))
    assert len(stand_in.received) == 32


def test_it_waits_as_long_as_the_service_asks_and_does_not_count_the_wait(stand_in: Gemini) -> None:
    stand_in.when("text", Reply(status=429, headers={"Retry-After": "1"}), Reply(json=BILLING))
    started = time.monotonic()
    [answer] = answers("text")
    assert time.monotonic() - started >= 1
    assert isinstance(answer, Answered)
    assert answer.seconds < 1


@pytest.mark.parametrize(
    ("reply", "tries"),
    [
        (Reply(status=503), evaluate_gemini.TRIES),
        (Reply(status=429, headers={"Retry-After": "3600"}), 1),
        (Reply(text="I would say billing."), 1),
        (Reply(status=400), 1),
    ],
)
def test_a_row_is_given_up_after_some_tries_and_at_once_where_more_are_of_no_use(
    reply: Reply, tries: int, stand_in: Gemini
) -> None:
    stand_in.when("text", reply)
    [answer] = answers("text")
    assert isinstance(answer, GeminiUnavailable)
    assert len(stand_in.received) == tries


def test_a_wrong_key_is_noticed_soon(stand_in: Gemini) -> None:
    stand_in.when("text", Reply(status=403))
    with pytest.raises(Failure, match="refused our credentials"):
        answers(*[f"text {number}" for number in range(100)])
    assert len(stand_in.received) < 20


@pytest.mark.parametrize("off", ["off", " OFF ", ""])
def test_a_key_that_is_off_is_none(
    off: str, stand_in: Gemini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text("text,category,priority\nRefund this,billing,medium\n")
    monkeypatch.setattr(evaluate, "FOLDER", tmp_path / "evaluation")
    monkeypatch.setattr(sys, "argv", ["evaluate", str(path)])
    monkeypatch.setenv("GEMINI_API_KEY", off)
    evaluate.main()
    assert "Gemini was not asked" in capsys.readouterr().out
    assert stand_in.received == []
