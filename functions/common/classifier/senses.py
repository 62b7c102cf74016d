"""Finds where a word of the rules stands for something else: what dies is a battery, what goes down is a page."""

from collections.abc import Sequence

from common.classifier import lexicon

_CLAUSE = 8
"""How many tokens before a death its subject is looked for, and how many before a "down" its verb is, at most half."""
_SUBJECT_AFTER = 2
"""The same after it."""


def means_else(name: str, tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether the phrase from `start` to `end`, found for the signal `name`, means something else there."""
    if name in lexicon.DEATHS:
        return _dies_harmlessly(tokens, start, end)
    if name in lexicon.URGENT and "down" in tokens[start:end]:
        return _goes_down_harmlessly(tokens, tokens.index("down", start))
    before, after = tokens[max(0, start - 1) : start], tokens[end : end + 1]
    return not (
        lexicon.NOT_AFTER.get(name, frozenset()).isdisjoint(before)
        and lexicon.NOT_BEFORE.get(name, frozenset()).isdisjoint(after)
    )


def _dies_harmlessly(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether the clause names nobody whose death it could be, and the nearest subject is a device or the like."""
    before = _clause(tokens[max(0, start - _CLAUSE) : start][::-1])
    after = [word for word in _clause(tokens[end : end + _SUBJECT_AFTER]) if word not in lexicon.POINTERS]
    if not lexicon.ALIVE.isdisjoint([*before, *after]):
        return False
    subjects = (word.removesuffix("'s") for word in (*before, *after))
    nearest = next((word for word in subjects if word in lexicon.LIFELESS | lexicon.PRONOUNS), None)
    return nearest in lexicon.LIFELESS


def _goes_down_harmlessly(tokens: Sequence[str], place: int) -> bool:
    """Whether a person shuts, writes, turns ... something down, or a price goes down."""
    before = _clause(tokens[max(0, place - _CLAUSE // 2) : place][::-1])
    for token in before:
        if token in lexicon.DOWN_VERBS:
            return True
        if token in lexicon.STATES or token.endswith("'s"):
            break
    return next((token for token in before if token not in lexicon.STATES), None) in lexicon.LOWERED


def _clause(tokens: Sequence[str]) -> list[str]:
    """The tokens up to the first sign."""
    signs = (place for place, token in enumerate(tokens) if not token[0].isalnum())
    return [*tokens[: next(signs, len(tokens))]]
