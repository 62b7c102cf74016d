"""Reads what Gemini wrote. Its text is input like any other: nothing outside the enums gets past this file."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from common.classifier.prompt import ANALYSIS_MAX
from common.gemini.failures import UnreadableAnswer
from common.tickets.fields import Category, Priority

# Integers as floats: Python refuses one of more than 4,300 digits, with an error that is not JSON's.
_DECODER = json.JSONDecoder(parse_int=float)
TEXT_MAX = 20_000
"""More than the output limit of any model allows; what follows is not read."""

FALLBACKS = (Category.GENERAL, Priority.MEDIUM)
"""What stands where the model names a value that does not exist: the one that says least."""


class Answer(NamedTuple):
    category: Category
    priority: Priority
    analysis: str
    """One line of at most ANALYSIS_MAX characters; empty when the model gave none."""
    corrected: tuple[str, ...] = ()
    """The fields, "category" or "priority", whose value does not exist and was replaced by that of FALLBACKS."""


def read(text: str | None) -> Answer:
    """The first JSON object of the text that has both values, also inside another; prose and code fences around it do
    not matter.

    An object whose values exist is preferred to one whose values must be corrected. Raises UnreadableAnswer, also for
    None, which stands for an answer without text.
    """
    if not text or not text.strip():
        raise UnreadableAnswer("empty")
    answers = [_answer(found) for found in _objects(text[:TEXT_MAX]) if _names_both(found)]
    if not answers:
        raise UnreadableAnswer("no JSON object with category and priority")
    return next((answer for answer in answers if not answer.corrected), answers[0])


def _names_both(found: Mapping[str, object]) -> bool:
    return isinstance(found.get("category"), str) and isinstance(found.get("priority"), str)


def _answer(found: Mapping[str, object]) -> Answer:
    category, priority = _member(Category, found["category"]), _member(Priority, found["priority"])
    named = {"category": category, "priority": priority}
    return Answer(
        category or FALLBACKS[0],
        priority or FALLBACKS[1],
        _one_line(found.get("analysis")),
        tuple(field for field, value in named.items() if value is None),
    )


def _objects(text: str) -> list[dict[str, object]]:
    """The JSON objects of a text, in order, up to one nested absurdly deep, each before those inside it; text that is
    no JSON is skipped."""
    found: list[dict[str, object]] = []
    start = text.find("{")
    while start >= 0:
        try:
            value, end = _DECODER.raw_decode(text, start)
        except json.JSONDecodeError:
            end = start + 1
        except RecursionError:
            return found
        else:
            found.extend(_inside(value))
        start = text.find("{", end)
    return found


def _inside(value: object) -> Iterator[dict[str, object]]:
    """The value, if it is an object, and all objects inside it. Without recursion, which its depth could exhaust."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
        if isinstance(value, dict | list):
            waiting.extend(reversed([*(value.values() if isinstance(value, dict) else value)]))


def _member[E: StrEnum](enum: type[E], value: object) -> E | None:
    """The value that is meant, whatever its case; None for one that does not exist."""
    name = str(value).strip().lower()
    return enum(name) if name in enum else None


def _one_line(value: object) -> str:
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(" " if unicodedata.category(char)[0] == "C" else char for char in value).split())
    return line if len(line) <= ANALYSIS_MAX else line[: ANALYSIS_MAX - 1].rstrip() + "…"
