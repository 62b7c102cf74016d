"""Gemini's suggestion for a text: the question, and what its answer is worth."""

from collections.abc import Callable

from common.base import logs
from common.classifier import answer, prompt
from common.classifier.answer import Answer
from common.classifier.signals import Signals, extract
from common.gemini.client import Question
from common.tickets.model import Confidence, Source, Suggestion


def suggest(description: str, model: str, ask: Callable[[Question[Answer]], Answer]) -> Suggestion:
    """The suggestion of the model's answer; raises what `ask` raises."""
    signals = extract(description)
    text = prompt.user_text(description, signals)
    read = ask(Question(prompt.SYSTEM, text, prompt.SCHEMA, prompt.ANSWER_TOKENS, answer.read))
    for field in read.corrected:
        logs.warning("Gemini named an unknown value", field=field)
    return _suggestion(read, signals, model)


def _suggestion(read: Answer, signals: Signals, model: str) -> Suggestion:
    return Suggestion(
        category=read.category,
        priority=read.priority,
        source=Source.GEMINI,
        # A model's opinion of its own certainty is no measurement, so it is not asked for one. Where it named a value
        # that does not exist, one of the values is not even its opinion.
        confidence=Confidence.LOW if read.corrected else Confidence.MEDIUM,
        reason=read.analysis or f"Gemini reads this as {read.category} with {read.priority} priority.",
        signals=sorted(
            {*signals.words([*signals.categories.get(read.category, []), *signals.urgent, *signals.extreme])}
        ),
        model=model,
    )
