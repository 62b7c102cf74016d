"""Decides who classifies a text: Gemini when there is a key, else, and whenever Gemini fails, the local classifier."""

from dataclasses import dataclass
from functools import partial

from common.classifier import from_gemini, local
from common.gemini import guarded
from common.gemini.failures import GeminiUnavailable
from common.tickets.model import Suggestion


@dataclass(frozen=True)
class Outcome:
    suggestion: Suggestion
    warning: str | None = None
    """For people: why Gemini, although configured, did not serve."""
    failure: str | None = None
    """For the log: what failed, without a secret or a word of the ticket."""
    later: bool = False
    """Whether Gemini may well answer the same question later."""


def classify(
    description: str, *, api_key: str | None, model: str, timeout_s: float = 10.0, per_minute: int = 0
) -> Outcome:
    """A suggestion in every case. Without a key the local classifier serves, which is no failure.

    Gemini is asked up to `per_minute` times; 0 sets no limit.
    """
    if not api_key:
        return Outcome(local.suggest(description))
    ask = partial(guarded.ask, api_key=api_key, model=model, timeout_s=timeout_s, per_minute=per_minute)
    try:
        return Outcome(from_gemini.suggest(description, model, ask))
    except GeminiUnavailable as error:
        return Outcome(
            local.suggest(description),
            warning=f"{error} This suggestion was made without it.",
            failure=error.failure,
            later=error.later,
        )
