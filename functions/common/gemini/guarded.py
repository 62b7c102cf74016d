"""Asks Gemini, unless it has just failed several times in a row or has been asked as often as it may be."""

import time

from common.base import logs
from common.base.allowance import Allowance
from common.gemini import client
from common.gemini.breaker import Breaker, State
from common.gemini.client import Question
from common.gemini.failures import GeminiUnavailable, Kind


def _log(old: State, new: State) -> None:
    logs.warning(f"Gemini's circuit breaker: {old} -> {new}", old=old, new=new)


breaker: Breaker[Kind] = Breaker(time.monotonic, _log)
"""Of this instance: another one finds out for itself, which needs no common memory and costs a few waits."""
allowance = Allowance(time.monotonic)
"""Of this instance too: with `max_instances` it bounds what Gemini can cost (scripts/measure/bench/bound.py)."""


def ask[A](question: Question[A], *, api_key: str, model: str, timeout_s: float, per_minute: int = 0) -> A:
    """What `client.ask` returns, up to `per_minute` times; 0 sets no limit. Raises GeminiUnavailable."""
    permit = breaker.enter()
    if permit is None:
        kind = breaker.reason or Kind.OUTAGE
        raise GeminiUnavailable("Gemini failed several times in a row and is given a rest.", "at rest", kind)
    if not allowance.take(per_minute):
        breaker.withdraw(permit)
        raise GeminiUnavailable("Gemini has been asked as often as it may be.", "allowance used up", Kind.UNASKED)
    try:
        answer = client.ask(question, api_key=api_key, model=model, timeout_s=timeout_s)
    except GeminiUnavailable as error:
        if error.kind is Kind.UNASKED:
            breaker.withdraw(permit)
        else:
            # An answer of no use counts as service: else texts that Gemini declines could break the circuit for others.
            breaker.leave(permit, None if error.kind is Kind.ANSWER else error.kind)
        raise
    breaker.leave(permit, None)
    return answer
