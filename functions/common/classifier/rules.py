"""The published rules: category by counting words, priority by extreme, urgent and broken ones. The local floor."""

from common.classifier import lexicon
from common.classifier.signals import Signals
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence

MANY = 3
"""So many urgency words make a ticket critical without an extreme one."""
CLEAR = 2
"""So many words of one category, and none of another, speak clearly."""
SHORT = 8
"""Words of a text in which those of the rules speak clearly of the priority."""
TIE_ORDER = lexicon.SUBJECTS
"""The first of these wins among categories with equally many words. It is the order that is right most often."""


def category(signals: Signals) -> Category:
    if _standstill(signals):
        return Category.TECHNICAL
    best = max(TIE_ORDER, key=lambda category: len(signals.categories[category]))
    return best if signals.categories[best] else Category.GENERAL


def clear(signals: Signals) -> bool:
    """Whether the words name one category, and do so more than once, or something stands still."""
    named = [names for names in signals.categories.values() if names]
    return _standstill(signals) or (len(named) == 1 and len(named[0]) >= CLEAR)


def alone(signals: Signals) -> bool:
    """Whether nothing but words of the categories stands in the text; true of an empty one."""
    return sum(map(len, signals.categories.values())) >= signals.length


def _standstill(signals: Signals) -> bool:
    return not lexicon.STANDSTILL.isdisjoint(signals.categories[Category.TECHNICAL])


def confidence(signals: Signals) -> Confidence:
    if category(signals) is Category.GENERAL:
        return Confidence.LOW
    return Confidence.HIGH if clear(signals) else Confidence.MEDIUM


def clear_priority(signals: Signals) -> bool:
    """Whether the text is empty or little more than words of trouble, or has both an extreme and another urgent one."""
    if signals.extreme and len({*signals.extreme, *signals.urgent}) > 1:
        return True
    trouble = signals.extreme or signals.urgent or signals.defects or signals.categories[Category.TECHNICAL]
    return signals.length <= SHORT and bool(trouble or not signals.length)


def priority(signals: Signals) -> tuple[Priority, list[str]]:
    """The priority and the signals that say why; a question is no such signal."""
    if signals.extreme:
        return Priority.CRITICAL, signals.extreme
    if len(signals.urgent) >= MANY:
        return Priority.CRITICAL, signals.urgent
    if signals.urgent or signals.defects:
        return Priority.HIGH, signals.urgent or signals.defects
    if signals.asking or signals.question:
        return Priority.LOW, []
    if signals.chores:
        return Priority.LOW, signals.chores
    return Priority.MEDIUM, []
