"""THE table of a ticket's fields whose values are chosen from a list: what is done with each follows from its row."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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


@dataclass(frozen=True)
class Field:
    """`model.TicketContent` or `model.Ticket` has the field itself."""

    name: str
    values: type[StrEnum]
    default: StrEnum | None = None
    """Of a ticket that was opened without the field, be it before there was one; None where every ticket has it."""
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
)
DEFAULTS: dict[str, Any] = {it.name: it.default for it in FIELDS if it.default is not None}
SUGGESTED = tuple(it.name for it in FIELDS if it.suggested)
