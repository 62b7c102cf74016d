"""THE table of a ticket's fields that change or are asked for: what is done with each follows from its row."""

from dataclasses import dataclass
from enum import EnumType, StrEnum
from typing import Any

from pydantic import AwareDatetime


class Category(StrEnum):
    BILLING = "billing"
    TECHNICAL = "technical"
    ACCOUNT = "account"
    GENERAL = "general"


class Priority(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Status(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Language(StrEnum):
    """In which a requester is written to."""

    EN = "en"
    DE = "de"
    AR = "ar"


class Awaiting(StrEnum):
    """Who is to act next."""

    AGENT = "agent"
    REQUESTER = "requester"


SETTLED = frozenset({Status.RESOLVED, Status.CLOSED})
"""The statuses in which nobody is waiting for an agent."""
ALWAYS_THERE = object()
"""For a field that needs no default: no ticket was ever opened without it."""


@dataclass(frozen=True)
class Field:
    """`model.TicketContent` or `model.Ticket` has the field itself."""

    name: str
    kind: Any
    """Its type; an enum where its values are chosen from a list."""
    default: Any = ALWAYS_THERE
    """Of a ticket that was opened without the field, be it before there was one."""
    suggested: bool = False
    """The classifier suggests a value, and `set_by` has who chose the one that stands."""
    changeable: bool = True
    """By agents, and by integrations with that scope."""
    filterable: bool = True
    """The list filters by it, for which `firestore.indexes.json` has its index."""
    counted: bool = True
    """The numbers of the desk have a breakdown of it."""
    published: bool = True
    """Webhook endpoints receive it."""
    recorded: bool = True
    """The history has every change of it."""

    @property
    def values(self) -> type[StrEnum]:
        """Of a field of `CHOICES`."""
        values: type[StrEnum] = self.kind
        return values


FIELDS = (
    Field("status", Status),
    Field("category", Category, suggested=True),
    Field("priority", Priority, suggested=True),
    Field("awaiting", Awaiting, changeable=False, counted=False, published=False, recorded=False),
    Field(
        "language",
        Language,
        default=Language.EN,
        changeable=False,
        filterable=False,
        counted=False,
        published=False,
        recorded=False,
    ),
    Field("assignee", str | None, default=None, counted=False),
    # Published is nothing that a person wrote.
    Field("tags", list[str], default=[], filterable=False, counted=False, published=False),
    Field("snoozed_until", AwareDatetime | None, default=None, filterable=False, counted=False, published=False),
)
CHOICES = tuple(it for it in FIELDS if isinstance(it.kind, EnumType))
"""Those whose values are chosen from a list."""
DEFAULTS: dict[str, Any] = {it.name: it.default for it in FIELDS if it.default is not ALWAYS_THERE}
SUGGESTED = tuple(it.name for it in FIELDS if it.suggested)
