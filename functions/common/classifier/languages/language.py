"""What the rules need to know of a language beside English."""

from dataclasses import dataclass

from common.models import Category


def words(*texts: str) -> frozenset[str]:
    """The words of texts in which spaces separate them."""
    return frozenset(" ".join(texts).split())


@dataclass(frozen=True, kw_only=True)
class Language:
    """Its tables map names to phrases as the lexicon's do. Accents are written; texts without them are found as well.

    The word lists are separated by spaces. What each is for stands beside the English list in the lexicon.
    """

    categories: dict[Category, dict[str, str]]
    urgent: dict[str, str]
    extreme: frozenset[str]
    """Which names of `urgent` are extreme."""
    mortal: dict[str, str]
    defects: frozenset[str]
    """Which names of the technical words are defects."""
    asking: dict[str, str]
    calm: str
    failing: dict[str, str]
    """Verbs that a refusal stands before: "no funciona"."""
    failing_first: dict[str, str]
    """Verbs that stand before their refusal: "startet nicht"."""
    negators: str
    between: str
    refusals_after: str
    """The refusals of `failing_first`."""
    adverbs: str
