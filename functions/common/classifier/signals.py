"""Finds the signals of a text: which known words stand in it, and whether they are denied. Deterministic."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from common.classifier import lexicon
from common.classifier.denial import denied
from common.classifier.languages.language import spellings
from common.classifier.senses import means_else
from common.tickets.fields import Category

_REACH = 4
"""How many tokens ahead a refusal can find its verb."""
_GAP = 6
"""How many words may stand between two of an extreme phrase: "lost all of our important customer data"."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*|[.,;:!?\n$€£¥]")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)'(?=\w)")
"""The French article or pronoun that has lost its vowel to the word after it: "l'erreur"."""
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
    spelt: Mapping[str, set[str]]
    """The words of each signal, denied or not, as they stand there: "crash" may have stood there as "crashes"."""
    denied: frozenset[str]
    """The words, as they stand there, that say nothing because they are denied everywhere."""


class _Found(NamedTuple):
    name: str
    words: tuple[str, ...]
    denied: bool


def in_order(*names: str) -> list[str]:
    """The distinct names in alphabetical order, as people see them."""
    return sorted({*names}, key=str.lower)


def extract(text: str) -> Signals:
    tokens = _TOKEN.findall(_folded(text))
    found = list(_find(tokens))
    affirmed = [each.name for each in found if not each.denied]
    void = [each for each in found if each.denied and each.name in _VOID]
    valid = [each for each in found if each not in void]
    return Signals(
        categories={category: _among([each.name for each in valid], names) for category, names in _CATEGORIES.items()},
        urgent=_among(affirmed, _URGENT),
        extreme=_among(affirmed, lexicon.EXTREME),
        defects=_among(affirmed, _DEFECTS),
        chores=_among(affirmed, _CHORES),
        asking=_among([each.name for each in found], _ASKING),
        question="?" in tokens,
        spelt=_spelt(found),
        denied=frozenset(word for each in void for word in each.words).difference(*(each.words for each in valid)),
    )


def _folded(text: str) -> str:
    # Apostrophes first: NFKC would turn an acute accent on its own into a space and a mark.
    folded = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    return _ELISION.sub(r"\g<0> ", folded)


def _spelt(found: list[_Found]) -> dict[str, set[str]]:
    spelt: dict[str, set[str]] = {}
    for name, words, _ in found:
        spelt.setdefault(name, set()).update(words)
    return spelt


def _among(names: list[str], wanted: frozenset[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name in wanted]


def _find(tokens: list[str]) -> Iterator[_Found]:
    """Every signal; where several could start, the longest, and none inside another."""
    end = denied_until = 0
    for position, token in enumerate(tokens):
        if position < end or (token not in _STARTS and not token.endswith("n't")):
            continue
        found = _phrase_at(tokens, position) or _failure_at(tokens, position) or _failure_first(tokens, position)
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


def _failure_first(tokens: list[str], start: int) -> tuple[str, int] | None:
    """A verb and its refusal, within one clause: "startet seit gestern nicht"."""
    if name := _VERBS_FIRST.get(tokens[start]):
        for end in range(start + 1, min(start + 1 + _REACH, len(tokens))):
            if tokens[end] in lexicon.REFUSALS_AFTER:
                return name, end + 1 - start
            if not tokens[end][0].isalnum():
                return None
    return None


def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every phrase as tokens with its signal's name, by its first token, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    named = [*lexicon.CATEGORIES.values(), lexicon.URGENT, lexicon.MORTAL, lexicon.ASKING]
    for table in (*named, lexicon.FAULTS, lexicon.CHORES, {_CALM: lexicon.CALM}):
        for name, forms in table.items():
            for phrase in sorted(set().union(*map(spellings, forms.split("|")))):
                tokens = tuple(phrase.split())
                index.setdefault(tokens[0], []).append((tokens, name))
    return {first: sorted(phrases, key=lambda entry: -len(entry[0])) for first, phrases in index.items()}


def _verbs(table: Mapping[str, str]) -> dict[str, str]:
    return {spelling: name for name, forms in table.items() for form in forms.split() for spelling in spellings(form)}


_CALM = "calm"
"""In no list: such a phrase keeps its words from being taken for something else."""
_PHRASES = _index()
_VERBS = _verbs(lexicon.FAILING) | _verbs(lexicon.REFUSING)
_VERBS_FIRST = _verbs(lexicon.FAILING_FIRST)
_STARTS = lexicon.REFUSALS.union(_PHRASES, _VERBS_FIRST)
"""Where a signal can start, besides at a word that ends in n't: nine words of ten need no closer look."""
_CATEGORIES = {category: frozenset(table) for category, table in lexicon.CATEGORIES.items()}
_CATEGORIES[Category.TECHNICAL] |= lexicon.FAILING.keys() | lexicon.FAILING_FIRST.keys()
_URGENT = frozenset(lexicon.URGENT)
_ASKING = frozenset(lexicon.ASKING)
_CHORES = frozenset(lexicon.CHORES)
_DEFECTS = lexicon.DEFECTS | lexicon.FAULTS.keys() | lexicon.REFUSING.keys()
_VOID = (_CATEGORIES[Category.TECHNICAL] - lexicon.THINGS) | _DEFECTS | lexicon.EXTREME | _URGENT | _CHORES
"""What says nothing any more when it is denied."""
