"""Gemini's key and deadline, whatever the parameters say."""

import pytest

from common.gemini import settings


@pytest.mark.parametrize("value", [None, "", "  ", "off", "OFF", " off\n"])
def test_gemini_is_off_without_a_key(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is not None:
        monkeypatch.setenv("GEMINI_API_KEY", value)
    assert settings.api_key() is None


def test_a_key_loses_the_white_space_that_a_file_leaves_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", " AIzaExample\n")
    assert settings.api_key() == "AIzaExample"


@pytest.mark.parametrize(("value", "seconds"), [(None, 10), ("3", 3), ("0", 1), ("-5", 1), ("15", 15), ("3600", 15)])
def test_geminis_deadline_stays_within_what_the_functions_can_keep(
    value: str | None, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GEMINI_TIMEOUT_S", raising=False)
    if value is not None:
        monkeypatch.setenv("GEMINI_TIMEOUT_S", value)
    assert settings.timeout_s() == seconds
