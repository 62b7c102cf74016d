"""The local classifier: the published rules with a linear model behind them."""

import logging
from functools import cache
from typing import NamedTuple

from common.classifier import linear, rules, wording
from common.classifier.linear import CATEGORIES, Model, Opinion, UnreadableModel
from common.classifier.signals import Signals, extract, in_order
from common.tickets.fields import Category
from common.tickets.model import Confidence, Source, Suggestion

SIGNAL_BONUS = 0.5
"""What one word of the rules adds to its category's score, at most for rules.CLEAR words."""
HIGH, LOW = 3.0, 1.0
"""Leads over the second category, in the unit of the scores, from which `high` holds and below which `low` does.

They, and the limits below, were chosen on texts whose source had been left out: docs/classifier.md has the precision.
"""
KNOWN_FOR_HIGH, KNOWN_AT_ALL = 0.6, 0.4
"""Shares of known words: no `high` below the first; below the second the language is not known, hence `low`."""


class Decision(NamedTuple):
    category: Category
    confidence: Confidence


def suggest(text: str) -> Suggestion:
    """What a text suggests, with a calibrated confidence, and the words that counted.

    The rules decide where they speak clearly, and the priority always. Elsewhere the model decides the category, with
    the rules' words on top. Should its weights be unreadable, the rules serve alone.
    """
    return _suggest(text, loaded())


def rules_only(text: str) -> Suggestion:
    """What the published rules suggest, at once: no weights are read."""
    return _suggest(text, None)


def _suggest(text: str, weights: Model | None) -> Suggestion:
    signals = extract(text)
    opinion = linear.score(text, weights, without=signals.denied) if weights else None
    decided = decide(opinion, signals) if opinion else Decision(rules.category(signals), rules.confidence(signals))
    priority, causes = rules.priority(signals)
    subjects = signals.categories.get(decided.category, [])
    asked = None if rules.clear(signals) else opinion
    agrees = asked is not None and CATEGORIES[asked.scores.index(max(asked.scores))] is decided.category
    telling = _telling(asked, signals, [*subjects, *causes]) if asked and agrees else ()
    subject = wording.subject_of(
        decided.category,
        subjects,
        telling,
        modelled=asked is not None,
        agrees=agrees,
        sure=decided.confidence is not Confidence.LOW,
    )
    return Suggestion(
        category=decided.category,
        priority=priority,
        source=Source.LOCAL,
        confidence=decided.confidence,
        reason=wording.reason(subject, priority, causes, asks=bool(signals.asking or signals.question)),
        signals=in_order(*subjects, *telling, *causes),
        model="rules+ngrams" if weights else "rules",
    )


def decide(opinion: Opinion, signals: Signals) -> Decision:
    """Category and confidence of model and rules together."""
    counts = [min(len(signals.categories.get(category, ())), rules.CLEAR) for category in CATEGORIES]
    total = {
        category: score + SIGNAL_BONUS * count
        for category, score, count in zip(CATEGORIES, opinion.scores, counts, strict=True)
    }
    clear = rules.clear(signals)
    best = rules.category(signals) if clear else max(CATEGORIES, key=lambda category: total[category])
    lead = total[best] - max(score for category, score in total.items() if category is not best)
    if lead < LOW or (opinion.coverage < KNOWN_AT_ALL and not clear):
        return Decision(best, Confidence.LOW)
    # Bug reports and wishes of programmers read alike, so code says technical more loudly than it should.
    loud = best is Category.TECHNICAL and opinion.has_code
    sure = lead >= HIGH and opinion.coverage >= KNOWN_FOR_HIGH and not loud
    return Decision(best, Confidence.HIGH if sure else Confidence.MEDIUM)


def _telling(opinion: Opinion, signals: Signals, named: list[str]) -> tuple[str, ...]:
    """The model's words that spoke most for its category, less those that the rules name already."""
    taken = set[str]().union(*(signals.spelt[name] for name in named))
    return tuple(phrase for phrase in opinion.words if taken.isdisjoint(phrase.split()))


@cache
def loaded() -> Model | None:
    """The model, read once per process and not before it is needed; None when its weights are unreadable."""
    try:
        return linear.load()
    except UnreadableModel as error:
        # A suggestion from the rules alone is worth more than none. The cache says this once per process.
        logging.getLogger(__name__).error("The classifier's weights cannot be read, the rules serve alone: %s", error)
        return None
