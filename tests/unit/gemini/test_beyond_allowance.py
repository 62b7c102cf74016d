"""What happens to a question that is asked more often than GEMINI_PER_MINUTE."""

import time

import pytest

from common.base.allowance import Allowance
from common.classifier import local, service
from common.gemini import guarded
from common.gemini.breaker import Breaker
from tests.support.gemini import Gemini
from tests.support.gemini_calls import MODEL, TEXT


def test_beyond_it_the_local_classifier_serves_and_gemini_is_not_asked(
    model: Gemini, api_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "allowance", Allowance(time.monotonic))
    monkeypatch.setattr(guarded, "breaker", Breaker(time.monotonic, guarded._log))
    first, second = (service.classify(TEXT, api_key=api_key, model=MODEL, per_minute=1) for _ in range(2))
    assert first.suggestion.source == "gemini"
    assert second.suggestion == local.suggest(TEXT)
    assert second.warning == "Gemini has been asked as often as it may be. This suggestion was made without it."
    # A ticket that nobody waits for is refined later.
    assert (second.failure, second.later, len(model.received)) == ("allowance used up", True, 1)
