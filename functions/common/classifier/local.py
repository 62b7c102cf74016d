"""The local classifier: the published rules, and heads on n-grams and on the sentence encoder."""

import logging
from collections.abc import Sequence
from functools import cache
from math import exp
from typing import NamedTuple

from common.classifier import heads, rules, wording
from common.classifier.heads import CATEGORIES, PRIORITIES, Opinion, UnreadableWeights, Weights
from common.classifier.language import UNKNOWN, language_of
from common.classifier.signals import Signals, extract
from common.encoder import encoder
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence, Source, Suggestion

EXTREME_BONUS = 2.0
"""What extreme words of the rules add to the logarithm of critical; more would make it wrong more often."""


class Decision(NamedTuple):
    category: Category
    chance: float
    """Of the category, 0 to 1."""
    priority: Priority


def suggest(text: str) -> Suggestion:
    """What a text suggests, with a calibrated confidence and the words of the text that speak for it.

    The encoder takes part where it is loaded. Should the weights be unreadable, the rules serve alone.
    """
    weights = loaded()
    if weights is None:
        return rules_only(text)
    signals = extract(text)
    vector = encoder.embed(text)
    language = language_of(text)
    opinion = heads.opinion(text, weights, None if vector is None else vector.tolist(), known=language != UNKNOWN)
    parts = "rules+ngrams" if vector is None else "rules+ngrams+encoder"
    decision = decide(opinion, signals)
    confidence = band(decision.chance, weights.limits[parts][language])
    if confidence is Confidence.LOW and rules.clear(signals):
        confidence = Confidence.MEDIUM
    return _suggestion(decision.category, decision.priority, confidence, signals, parts)


def rules_only(text: str) -> Suggestion:
    """What the published rules suggest, at once: no weights are read."""
    signals = extract(text)
    ruled, _ = rules.priority(signals)
    confidence = rules.confidence(signals)
    if confidence is Confidence.HIGH and language_of(text) == UNKNOWN:
        confidence = Confidence.MEDIUM
    return _suggestion(rules.category(signals), ruled, confidence, signals, "rules")


def decide(opinion: Opinion, signals: Signals) -> Decision:
    """What the rules say where they are clear, and the heads elsewhere."""
    chances = dict(zip(CATEGORIES, map(exp, opinion.category), strict=True))
    ruled = rules.clear(signals) or rules.alone(signals)
    best = rules.category(signals) if ruled else max(CATEGORIES, key=chances.__getitem__)
    return Decision(best, chances[best], _priority(opinion, signals))


def band(chance: float, limits: Sequence[float]) -> Confidence:
    """`limits` are the chances from which `high` and `medium` hold, found on texts that were left out."""
    high, medium = limits
    return Confidence.HIGH if chance >= high else Confidence.MEDIUM if chance >= medium else Confidence.LOW


def _priority(opinion: Opinion, signals: Signals) -> Priority:
    """The priority that is expected to be the fewest steps wrong."""
    ruled, _ = rules.priority(signals)
    if rules.clear_priority(signals):
        return ruled
    bonus = EXTREME_BONUS if ruled is Priority.CRITICAL else 0.0
    weights = [*map(exp, opinion.priority[:-1]), exp(opinion.priority[-1] + bonus)]
    places = range(len(PRIORITIES))
    return PRIORITIES[min(places, key=lambda place: sum(weights[it] * abs(it - place) for it in places))]


def _suggestion(
    category: Category, priority: Priority, confidence: Confidence, signals: Signals, parts: str
) -> Suggestion:
    ruled, causes = rules.priority(signals)
    words = signals.words(signals.categories.get(category, []))
    why = signals.words(causes if ruled is priority else [])
    sure, read = confidence is not Confidence.LOW, parts != "rules"
    return Suggestion(
        category=category,
        priority=priority,
        source=Source.LOCAL,
        confidence=confidence,
        reason=wording.reason(category, words, priority, why, read=read, sure=sure),
        signals=sorted({*words, *why}),
        model=parts,
    )


@cache
def loaded() -> Weights | None:
    """The weights, read once per process and not before they are needed; None when they are unreadable."""
    try:
        return heads.load()
    except UnreadableWeights as error:
        # A suggestion from the rules alone is worth more than none. The cache says this once per process.
        logging.getLogger(__name__).error("The classifier's weights cannot be read, the rules serve alone: %s", error)
        return None
