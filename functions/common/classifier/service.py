"""Decides who classifies a text: Gemini when there is a key, else, and whenever Gemini fails, the local one."""

import time
from dataclasses import dataclass

from common.base import logs
from common.classifier import heuristic
from common.gemini import client
from common.gemini.allowance import Allowance
from common.gemini.breaker import Breaker, Permit, State
from common.gemini.failures import GeminiUnavailable, Kind
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


def _log(old: State, new: State) -> None:
    logs.warning(f"Gemini's circuit breaker: {old} -> {new}", old=old, new=new)


breaker: Breaker[Kind] = Breaker(time.monotonic, _log)
"""Of this instance: another one finds out for itself, which needs no common memory and costs a few waits."""

allowance = Allowance(time.monotonic)
"""Of this instance too: with `max_instances` it bounds what Gemini can cost (scripts/measure/bench/bound.py)."""


def classify(
    description: str, *, api_key: str | None, model: str, timeout_s: float = 10.0, per_minute: int = 0
) -> Outcome:
    """A suggestion in every case. Without a key the local classifier serves, which is no failure.

    Gemini is asked up to `per_minute` times; 0 sets no limit.
    """
    if not api_key:
        return Outcome(heuristic.classify(description))
    permit = breaker.enter()
    if permit is None:
        kind = breaker.reason or Kind.OUTAGE
        rest = GeminiUnavailable("Gemini failed several times in a row and is given a rest.", "at rest", kind)
        return _without_gemini(description, rest)
    if not allowance.take(per_minute):
        breaker.withdraw(permit)
        rest = GeminiUnavailable("Gemini has been asked as often as it may be.", "allowance used up", Kind.UNASKED)
        return _without_gemini(description, rest)
    try:
        suggestion = client.suggest(description, api_key=api_key, model=model, timeout_s=timeout_s)
    except GeminiUnavailable as error:
        _learn(permit, error.kind)
        return _without_gemini(description, error)
    breaker.leave(permit, None)
    return Outcome(suggestion)


def _learn(permit: Permit, kind: Kind) -> None:
    """An answer of no use counts as service: else anybody could break the circuit with texts that Gemini declines."""
    if kind is Kind.UNASKED:
        breaker.withdraw(permit)
    else:
        breaker.leave(permit, None if kind is Kind.ANSWER else kind)


def _without_gemini(description: str, error: GeminiUnavailable) -> Outcome:
    return Outcome(
        heuristic.classify(description),
        warning=f"{error} This suggestion was made without it.",
        failure=error.failure,
        later=error.later,
    )
