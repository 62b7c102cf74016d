"""Finds whether a signal is denied: "not urgent", "no further outage", "kein Fehler"."""

from collections.abc import Sequence

from common.classifier import lexicon

_REACH = 6
"""How many tokens ahead a negator can find its word."""


def denied(tokens: Sequence[str], start: int, denied_until: int) -> bool:
    """Whether a negator stands before the signal at `start`, with nothing but filling words between them.

    `denied_until` is where the last denied signal ends: "no outage or data loss" denies both.
    """
    alternative = False
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        token = tokens[place]
        if token in lexicon.DENIERS or token.endswith("n't"):
            return True
        if place < denied_until:
            return alternative
        alternative = alternative or token in lexicon.OR
        if token not in lexicon.BETWEEN and not _opinion(tokens, place):
            return False
    return False


def _opinion(tokens: Sequence[str], place: int) -> bool:
    """ "I don't think it is urgent" denies; "I don't think the outage is over" does not."""
    return tokens[place] in lexicon.OPINIONS and tokens[place + 1] in lexicon.POINTERS
