"""What the history of a ticket has, as it is stored and answered."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from common.base.schema import Record, SchemaHints
from common.callers.model import Actor
from common.tickets.fields import FIELDS, Status

Version = Annotated[int, Field(ge=1, lt=10**10)]
"""Of a ticket: 1, then one more with every change. Ten digits name an entry of its history."""


CHANGED = (*(it.name for it in FIELDS if it.recorded), "link", "quarantine", "personal_data", "message", "follow_up")


def _changed(name: str) -> str:
    if name not in CHANGED:
        raise ValueError("is not a field of the history")
    return name


type ChangedField = Annotated[
    str,
    AfterValidator(_changed),
    SchemaHints(enum=list(CHANGED), description="What the history of a ticket has the changes of."),
]


def said(value: object) -> str:
    """A field's value as the history has it."""
    match value:
        case None | []:
            return "none"
        case list():
            return ", ".join(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value)


class FieldChange(Record):
    field: ChangedField
    before: str
    after: str
    """Where there is nothing: none. Of tags: with commas between them. Of a link: active, revoked or replaced. Of the
    quarantine: quarantined or released. Of personal data: stored or removed. Of a message, whose id is before: edited,
    taken_back or deleted. Of a follow-up: its reference."""


class Change(Record):
    """One version of a ticket: who made it of the one before, and how."""

    version: Version
    at: AwareDatetime
    by: Actor
    changes: list[FieldChange]
    """Empty when a value was set that was set already."""


class TicketHistory(Record):
    """What happened to a ticket after it was opened, newest first."""

    results: list[Change]
    next_cursor: str | None


class StatusAt(Record):
    status: Status
    at: AwareDatetime
    """When the ticket came to it."""
