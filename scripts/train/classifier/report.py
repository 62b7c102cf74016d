"""Prints how right suggestions are: by source and by language, with the bounds of each share."""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from common.classifier.heads import PRIORITIES
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence

_URGENT = PRIORITIES.index(Priority.HIGH)


class Said(NamedTuple):
    """A label and what was suggested instead of it or like it."""

    source: str
    language: str
    label: tuple[Category, Priority | None]
    suggested: tuple[Category, Priority]
    confidence: Confidence


def lines(said: Sequence[Said]) -> list[str]:
    """A line for all, one for each source that has a name, and one for each language of a source with several."""
    groups = {"all": said}
    for source in sorted({it.source for it in said}):
        inside = [it for it in said if it.source == source]
        if source:
            groups[source] = inside
        languages = sorted({it.language for it in inside})
        for language in languages if len(languages) > 1 else ():
            groups[f"{source} {language}".strip()] = [it for it in inside if it.language == language]
    return [f"{name:20} {len(group):6,}  {_figures(group)}" for name, group in groups.items()]


def _figures(said: Sequence[Said]) -> str:
    figures = [f"category {share(it.label[0] is it.suggested[0] for it in said)}"]
    bands = {band: [it.label[0] is it.suggested[0] for it in said if it.confidence is band] for band in Confidence}
    figures += [
        f"{band} {sum(right) / len(right):.2f} of {len(right) / len(said):.0%}"
        for band, right in bands.items()
        if right
    ]
    steps = [
        (PRIORITIES.index(it.label[1]), PRIORITIES.index(it.suggested[1])) for it in said if it.label[1] is not None
    ]
    if steps:
        figures += [
            f"priority {share(label == found for label, found in steps)}",
            f"urgent or not {share((label >= _URGENT) == (found >= _URGENT) for label, found in steps)}",
            f"two steps wrong {share(abs(label - found) > 1 for label, found in steps)}",
        ]
    return ", ".join(figures)


def share(right: Iterable[bool]) -> str:
    """A share with the bounds between which it lies with 95 % (Wilson)."""
    found = [*right]
    low, high = interval(sum(found), len(found))
    return f"{sum(found) / len(found):.3f} ({low:.3f}-{high:.3f})"


def interval(right: int, count: int) -> tuple[float, float]:
    part, z = right / count, 1.96
    middle, half = part + z * z / (2 * count), z * sqrt(part * (1 - part) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return (middle - half) / scale, (middle + half) / scale
