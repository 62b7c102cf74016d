"""Finds the signals of a text: which known words stand in it, and whether they are denied. Deterministic."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from common.classifier import lexicon
from common.classifier.languages.article import ARTICLES, is_article
from common.models import Category

_REACH = 4
"""How many tokens ahead a negator or a refusal can find its word."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*|[.,;:!?\n$€£¥]")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)'(?=\w)")
"""The French article or pronoun that has lost its vowel to the word after it: "l'erreur"."""
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"))


@dataclass(frozen=True)
class Signals:
    """The distinct signals of a text by their names, each list in order of appearance."""

    categories: Mapping[Category, list[str]]
    """Every category but general has an entry. Denied words count: "there was no receipt" is about billing."""
    urgent: list[str]
    extreme: list[str]
    defects: list[str]
    """The published ones and the faults beside them."""
    chores: list[str]
    asking: list[str]
    question: bool
    """Whether a question mark stands in it."""


def in_order(*names: str) -> list[str]:
    """The distinct names in alphabetical order, as people see them."""
    return sorted({*names}, key=str.lower)


def extract(text: str) -> Signals:
    tokens = _TOKEN.findall(_folded(text))
    found = list(_find(tokens))
    affirmed = [name for name, denied in found if not denied]
    return Signals(
        categories={category: _among([name for name, _ in found], names) for category, names in _CATEGORIES.items()},
        urgent=_among(affirmed, _URGENT),
        extreme=_among(affirmed, lexicon.EXTREME),
        defects=_among(affirmed, _DEFECTS),
        chores=_among(affirmed, _CHORES),
        asking=_among([name for name, _ in found], _ASKING),
        question="?" in tokens,
    )


def _folded(text: str) -> str:
    # Apostrophes first: NFKC would turn an acute accent on its own into a space and a mark.
    folded = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    return _ELISION.sub(r"\g<0> ", folded)


def _among(names: list[str], wanted: frozenset[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name in wanted]


def _find(tokens: list[str]) -> Iterator[tuple[str, bool]]:
    """Every signal with whether it is denied; where several could start, the longest, and none inside another."""
    end = 0
    for position, token in enumerate(tokens):
        if position < end or (token not in _STARTS and not token.endswith("n't")):
            continue
        found = _phrase_at(tokens, position) or _failure_at(tokens, position) or _failure_first(tokens, position)
        if found:
            name, length = found
            yield name, _denied(tokens, position)
            end = position + length


def _phrase_at(tokens: list[str], start: int) -> tuple[str, int] | None:
    for phrase, name in _PHRASES.get(tokens[start], ()):
        end = start + len(phrase)
        if tuple(tokens[start:end]) == phrase and not _means_else(name, tokens, start, end):
            return name, len(phrase)
    return None


def _means_else(name: str, tokens: list[str], start: int, end: int) -> bool:
    if tokens[start] in ARTICLES and is_article(tokens, start):
        return True
    before, after = tokens[max(0, start - 1) : start], tokens[end : end + 1]
    return not (
        lexicon.NOT_AFTER.get(name, frozenset()).isdisjoint(before)
        and lexicon.NOT_BEFORE.get(name, frozenset()).isdisjoint(after)
    )


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


def _denied(tokens: list[str], start: int) -> bool:
    """Whether a negator stands before the token, with nothing but filling words between them."""
    for token in reversed(tokens[max(0, start - _REACH) : start]):
        if token in lexicon.NEGATORS or token.endswith("n't"):
            return True
        if token not in lexicon.BETWEEN:
            return False
    return False


def _spellings(phrase: str) -> set[str]:
    """The phrase as it is, without its accents, and with German letters spelt out."""
    bare = "".join(char for char in unicodedata.normalize("NFD", phrase) if not unicodedata.combining(char))
    return {phrase, bare, phrase.translate(_SPELT_OUT)}


def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every phrase as tokens with its signal's name, by its first token, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    named = [*lexicon.CATEGORIES.values(), lexicon.URGENT, lexicon.MORTAL, lexicon.ASKING]
    for table in (*named, lexicon.FAULTS, lexicon.CHORES, {_CALM: lexicon.CALM}):
        for name, forms in table.items():
            for phrase in sorted(set().union(*map(_spellings, forms.split("|")))):
                tokens = tuple(phrase.split())
                index.setdefault(tokens[0], []).append((tokens, name))
    return {first: sorted(phrases, key=lambda entry: -len(entry[0])) for first, phrases in index.items()}


def _verbs(table: Mapping[str, str]) -> dict[str, str]:
    return {spelling: name for name, forms in table.items() for form in forms.split() for spelling in _spellings(form)}


_CALM = "calm"
"""In no list: such a phrase keeps its words from being taken for something else."""
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
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
