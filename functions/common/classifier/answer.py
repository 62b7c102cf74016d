"""Reads what Gemini wrote. Its text is input like any other: nothing outside the enums gets past this file."""

import json
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from common.classifier.prompt import ANALYSIS_MAX
from common.models import Category, Priority

_DECODER = json.JSONDecoder()


class UnreadableAnswer(Exception):
    """The answer names no category or no priority that exists. The message says what is wrong, not what stood there."""


class Answer(NamedTuple):
    category: Category
    priority: Priority
    analysis: str
    """One line of at most ANALYSIS_MAX characters; empty when the model gave none."""


def read(text: str | None) -> Answer:
    """The first JSON object of the text that has both values; prose and code fences around it do not matter.

    Raises UnreadableAnswer, also for None, which stands for an answer that was blocked.
    """
    if not text or not text.strip():
        raise UnreadableAnswer("empty")
    for found in _objects(text):
        if "category" in found and "priority" in found:
            return Answer(
                _member(Category, found["category"]),
                _member(Priority, found["priority"]),
                _one_line(found.get("analysis")),
            )
    raise UnreadableAnswer("no JSON object with category and priority")


def _objects(text: str) -> list[dict[str, object]]:
    """The JSON objects of a text, in order, up to one nested absurdly deep; text that is no JSON is skipped."""
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
            found.append(value)
        start = text.find("{", end)
    return found


def _member[E: StrEnum](enum: type[E], value: object) -> E:
    if isinstance(value, str) and value.strip().lower() in enum:
        return enum(value.strip().lower())
    raise UnreadableAnswer(f"unknown {enum.__name__.lower()}")


def _one_line(value: object) -> str:
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(" " if unicodedata.category(char)[0] == "C" else char for char in value).split())
    return line if len(line) <= ANALYSIS_MAX else line[: ANALYSIS_MAX - 1].rstrip() + "…"
