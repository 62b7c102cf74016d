"""What the clients of a storm did, and what they were answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

type Content = Mapping[str, Any]


class Outcome(StrEnum):
    MADE = "made"
    REFUSED = "refused"
    """As made to another version: nothing may have changed."""
    UNKNOWN = "unknown"
    """The last answer was lost, and the client did not ask again."""


@dataclass(frozen=True)
class Creation:
    """A ticket that a client asked for, with a title of its own; `answer` is the ticket, None where none came."""

    body: Content
    answer: Content | None


@dataclass(frozen=True)
class Change:
    """A change that a client asked for, in the words of the history.

    After one of unknown outcome the same client leaves the ticket alone.
    """

    by: str
    ticket: str
    values: Mapping[str, str]
    outcome: Outcome


@dataclass(frozen=True)
class Said:
    """A message that a client sent, with a text of its own; `outcome` as with changes."""

    by: str
    ticket: str
    text: str
    outcome: Outcome


@dataclass
class Records:
    """Of all clients together; lists grow at their end only, so threads need no lock."""

    creations: list[Creation] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    answers: list[Content] = field(default_factory=list)
    """Every ticket that was answered with a success."""
    read: list[str] = field(default_factory=list)
    """The ids that agents were answered about before they changed the ticket."""
    lost: list[str] = field(default_factory=list)
    """Answers that did not come, or were a 5xx: what happened instead."""
    complaints: list[str] = field(default_factory=list)
    """Answers that must not be."""
