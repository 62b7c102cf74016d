"""The published rules: category by counting words, priority by extreme, urgent and broken ones. The local floor."""

from common.classifier import lexicon
from common.classifier.signals import Signals
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence

MANY = 3
"""So many urgency words make a ticket critical without an extreme one."""
CLEAR = 2
"""So many words of one category, and none of another, speak clearly."""
TIE_ORDER = lexicon.SUBJECTS
"""The first of these wins among categories with equally many words. It is the order that is right most often."""


def category(signals: Signals) -> Category:
    best = max(TIE_ORDER, key=lambda category: len(signals.categories[category]))
    return best if signals.categories[best] else Category.GENERAL


def clear(signals: Signals) -> bool:
    """Whether the words name one category, and do so more than once."""
    named = [names for names in signals.categories.values() if names]
    return len(named) == 1 and len(named[0]) >= CLEAR


def confidence(signals: Signals) -> Confidence:
    if category(signals) is Category.GENERAL:
        return Confidence.LOW
    return Confidence.HIGH if clear(signals) else Confidence.MEDIUM


def priority(signals: Signals) -> tuple[Priority, list[str]]:
    """The priority and the signals that decided it."""
    if signals.extreme:
        return Priority.CRITICAL, signals.extreme
    if len(signals.urgent) >= MANY:
        return Priority.CRITICAL, signals.urgent
    if signals.urgent or signals.defects:
        return Priority.HIGH, signals.urgent or signals.defects
    if signals.asking or signals.question:
        return Priority.LOW, signals.asking
    if signals.chores:
        return Priority.LOW, signals.chores
    return Priority.MEDIUM, []
