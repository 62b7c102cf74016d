"""What the rules need to know of a language."""

import unicodedata
from dataclasses import dataclass

from common.tickets.fields import Category

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def words(*texts: str) -> frozenset[str]:
    """The words of texts in which spaces separate them."""
    return frozenset(" ".join(texts).split())


def spellings(phrase: str) -> set[str]:
    """The phrase as it is, without its accents, and with German letters spelt out."""
    if phrase.isascii():
        return {phrase}
    bare = "".join(char for char in unicodedata.normalize("NFD", phrase) if not unicodedata.combining(char))
    return {phrase, bare, phrase.translate(_SPELT_OUT)}


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
    inside: str
    """What may stand inside an extreme phrase."""
    lifeless: str
    """What dies without harm to anybody."""
    alive: str
    """Who does not, and what lives depend on."""
    failing: dict[str, str]
    """Verbs that a refusal stands before: "no funciona"."""
    failing_first: dict[str, str]
    """Verbs that stand before their refusal: "startet nicht"."""
    negators: str
    between: str
    refusals_after: str
    """The refusals of `failing_first`."""
    adverbs: str
