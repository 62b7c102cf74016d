"""The local classifier: counts signals by the published rules. Needs no network and always answers the same."""

from common.classifier.signals import Signals, extract, in_order
from common.models import Category, Confidence, Priority, Source, Suggestion

MANY = 3
"""So many urgency words make a ticket critical without an extreme one."""
TIE_ORDER = (Category.BILLING, Category.TECHNICAL, Category.ACCOUNT)
"""The first of these wins among categories with equally many words. It is the order that is right most often."""


def classify(text: str) -> Suggestion:
    """What the words of a text suggest. Confidence is `high` when several words name one category and none another,
    `low` when no word names any, `medium` otherwise."""
    signals = extract(text)
    category = _category(signals)
    priority, causes = _priority(signals)
    subjects = signals.categories.get(category, [])
    return Suggestion(
        category=category,
        priority=priority,
        source=Source.LOCAL,
        confidence=_confidence(signals, category),
        reason=_reason(category, subjects, priority, causes),
        signals=in_order(*subjects, *causes),
    )


def _category(signals: Signals) -> Category:
    best = max(TIE_ORDER, key=lambda category: len(signals.categories[category]))
    return best if signals.categories[best] else Category.GENERAL


def _priority(signals: Signals) -> tuple[Priority, list[str]]:
    """The priority and the signals that decided it."""
    if signals.extreme:
        return Priority.CRITICAL, signals.extreme
    if len(signals.urgent) >= MANY:
        return Priority.CRITICAL, signals.urgent
    if signals.urgent or signals.defects:
        return Priority.HIGH, signals.urgent or signals.defects
    if signals.asking or signals.question:
        return Priority.LOW, signals.asking
    return Priority.MEDIUM, []


def _confidence(signals: Signals, category: Category) -> Confidence:
    if category is Category.GENERAL:
        return Confidence.LOW
    alone = all(not names for other, names in signals.categories.items() if other is not category)
    return Confidence.HIGH if alone and len(signals.categories[category]) > 1 else Confidence.MEDIUM


def _reason(category: Category, subjects: list[str], priority: Priority, causes: list[str]) -> str:
    subject = f"{_quoted(subjects)} {_verb(subjects, 'point')} to {category}" if subjects else "No word names a subject"
    if priority is Priority.MEDIUM:
        return f"{subject}, and nothing tells how urgent it is."
    if priority is Priority.LOW:
        return f"{subject}, and it reads as a question or a request without urgency."
    return f"{subject}, and {_quoted(causes)} {_verb(causes, 'make')} it {priority}."


def _quoted(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _verb(subjects: list[str], plural: str) -> str:
    return plural if len(subjects) > 1 else plural + "s"
