"""Finds the signals of a text: which known words stand in it, and whether they are denied. Deterministic."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from common.classifier import lexicon
from common.classifier.denial import denied
from common.classifier.language import language_of
from common.classifier.senses import means_else
from common.tickets.fields import Category

_REACH = 4
"""How many tokens ahead a refusal can find its verb."""
_GAP = 6
"""How many words may stand between two of an extreme phrase: "lost all of our important customer data"."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*|[.,;:!?\n$€£¥]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"))


@dataclass(frozen=True)
class Signals:
    """The distinct signals of a text by their names, each list in order of appearance."""

    categories: Mapping[Category, list[str]]
    """Every category but general has an entry. A denied trouble ("no error") does not count. Anything else that is
    denied does, because it is what the person lacks: "there was no receipt" is about billing."""
    urgent: list[str]
    extreme: list[str]
    defects: list[str]
    """The published ones and the faults beside them."""
    chores: list[str]
    asking: list[str]
    question: bool
    """Whether a question mark stands in it."""
    length: int
    """How many words it has."""
    spelt: Mapping[str, str]
    """How each signal stands there first: "crash" may have stood there as "crashes"."""

    def words(self, names: Iterable[str]) -> list[str]:
        """The signals of these names as they stand in the text, in lower case."""
        return [self.spelt[name] for name in names]


class _Found(NamedTuple):
    name: str
    words: tuple[str, ...]
    denied: bool


def extract(text: str) -> Signals:
    tokens = _TOKEN.findall(_folded(text))
    found = list(_find(tokens))
    if language_of(text) != "en":  # "die" is an article in German
        found = [each for each in found if each.name not in lexicon.MORTAL]
    affirmed = [each.name for each in found if not each.denied]
    valid = [each for each in found if not (each.denied and each.name in _VOID)]
    return Signals(
        categories={category: _among([each.name for each in valid], names) for category, names in _CATEGORIES.items()},
        urgent=_among(affirmed, _URGENT),
        extreme=_among(affirmed, lexicon.EXTREME),
        defects=_among(affirmed, _DEFECTS),
        chores=_among(affirmed, _CHORES),
        asking=_among([each.name for each in found], _ASKING),
        question="?" in tokens,
        length=sum(token[0].isalnum() for token in tokens),
        spelt={each.name: " ".join(each.words) for each in reversed(valid)},
    )


def _folded(text: str) -> str:
    # Apostrophes first: NFKC would turn an acute accent on its own into a space and a mark.
    return unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()


def _among(names: list[str], wanted: frozenset[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name in wanted]


def _find(tokens: list[str]) -> Iterator[_Found]:
    """Every signal; where several could start, the longest, and none inside another."""
    end = denied_until = 0
    for position, token in enumerate(tokens):
        if position < end or (token not in _STARTS and not token.endswith("n't")):
            continue
        found = _phrase_at(tokens, position) or _failure_at(tokens, position)
        if found:
            name, length = found
            end = position + length
            is_denied = denied(tokens, position, denied_until)
            denied_until = end if is_denied else denied_until
            yield _Found(name, tuple(tokens[position:end]), is_denied)


def _phrase_at(tokens: list[str], start: int) -> tuple[str, int] | None:
    for phrase, name in _PHRASES.get(tokens[start], ()):
        end = _end_of(phrase, tokens, start, lexicon.INSIDE if name in lexicon.EXTREME else frozenset())
        if end and not means_else(name, tokens, start, end):
            return name, end - start
    return None


def _end_of(phrase: tuple[str, ...], tokens: list[str], start: int, inside: frozenset[str]) -> int | None:
    """Where the phrase that starts there ends, if it does; words of `inside` may stand between its own."""
    place = start
    for word in phrase:
        skipped = 0
        while tokens[place : place + 1] != [word]:
            if place == start or skipped == _GAP or tokens[place : place + 1] == [] or tokens[place] not in inside:
                return None
            place, skipped = place + 1, skipped + 1
        place += 1
    return place


def _failure_at(tokens: list[str], start: int) -> tuple[str, int] | None:
    """A refusal and its verb, with adverbs between them: "doesn't even start"."""
    if tokens[start] not in lexicon.REFUSALS and not tokens[start].endswith("n't"):
        return None
    for end in range(start + 1, min(start + 1 + _REACH, len(tokens))):
        if name := _VERBS.get(tokens[end]):
            return name, end + 1 - start
        if tokens[end] not in lexicon.ADVERBS:
            return None
    return None


def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every phrase as tokens with its signal's name, by its first token, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    named = [*lexicon.CATEGORIES.values(), lexicon.URGENT, lexicon.MORTAL, lexicon.ASKING]
    for table in (*named, lexicon.FAULTS, lexicon.CHORES, {_CALM: lexicon.CALM}):
        for name, forms in table.items():
            for phrase in forms.split("|"):
                tokens = tuple(phrase.split())
                index.setdefault(tokens[0], []).append((tokens, name))
    return {first: sorted(phrases, key=lambda entry: -len(entry[0])) for first, phrases in index.items()}


def _verbs(table: Mapping[str, str]) -> dict[str, str]:
    return {form: name for name, forms in table.items() for form in forms.split()}


_CALM = "calm"
"""In no list: such a phrase keeps its words from being taken for something else."""
_PHRASES = _index()
_VERBS = _verbs(lexicon.FAILING) | _verbs(lexicon.REFUSING)
_STARTS = lexicon.REFUSALS.union(_PHRASES)
"""Where a signal can start, besides at a word that ends in n't: nine words of ten need no closer look."""
_CATEGORIES = {category: frozenset(table) for category, table in lexicon.CATEGORIES.items()}
_CATEGORIES[Category.TECHNICAL] |= lexicon.FAILING.keys() | lexicon.STANDSTILL
_CATEGORIES[Category.ACCOUNT] |= {"cannot sign in"}
_URGENT = frozenset(lexicon.URGENT)
_ASKING = frozenset(lexicon.ASKING)
_CHORES = frozenset(lexicon.CHORES)
_DEFECTS = lexicon.DEFECTS | lexicon.FAULTS.keys() | lexicon.REFUSING.keys()
_VOID = (_CATEGORIES[Category.TECHNICAL] - lexicon.THINGS) | _DEFECTS | lexicon.EXTREME | _URGENT | _CHORES
"""What says nothing any more when it is denied."""
