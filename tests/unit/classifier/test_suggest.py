"""The deadline of a suggestion when Firestore, where suggestions are kept, does not answer."""

import time

import pytest

from common.classifier import suggest
from common.gemini import guarded
from common.gemini.breaker import Breaker
from tests.support import gemini_calls
from tests.support.gemini import Gemini

LIMIT_S = 1


@pytest.mark.alone
@pytest.mark.usefixtures("silent_firestore")
def test_looking_for_a_kept_suggestion_leaves_gemini_its_time(
    model: Gemini, api_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "breaker", Breaker(time.monotonic, guarded._log))
    monkeypatch.setenv("GEMINI_API_KEY", api_key)
    monkeypatch.setenv("GEMINI_TIMEOUT_S", str(LIMIT_S))
    gemini_calls.suggest(api_key)  # loads the library, which may take longer than the whole deadline
    for number in range(6):
        started = time.monotonic()
        answer = suggest.classify(f"{gemini_calls.TEXT} {number}")
        assert time.monotonic() - started < LIMIT_S + 1
        assert answer.source == "gemini"
