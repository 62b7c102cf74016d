"""Decides who classifies a text: Gemini when there is a key, the local rules otherwise and whenever Gemini fails."""

from dataclasses import dataclass

from common.classifier import gemini, heuristic
from common.models import Suggestion


@dataclass(frozen=True)
class Outcome:
    suggestion: Suggestion
    warning: str | None = None
    """For people: why Gemini, although configured, did not serve."""
    failure: str | None = None
    """For the log: what failed, without a secret or a word of the ticket."""


def classify(description: str, *, api_key: str | None, model: str, timeout_s: float = 10.0) -> Outcome:
    """A suggestion in every case. Without a key the local rules serve, which is no failure."""
    if not api_key:
        return Outcome(heuristic.classify(description))
    try:
        return Outcome(gemini.suggest(description, api_key=api_key, model=model, timeout_s=timeout_s))
    except gemini.GeminiUnavailable as error:
        warning = f"{error} This suggestion was made without it, from keywords."
        return Outcome(heuristic.classify(description), warning=warning, failure=error.failure)
