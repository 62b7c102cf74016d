"""What a ticket is: the enums, the requests that people send and the answers they get.

The enums and limits here are the only definition: `scripts/contract.py` writes the frontend's types from this file.
"""

import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, EmailStr, Field, model_validator

TITLE_MAX = 200
DESCRIPTION_MAX = 10_000
CLASSIFY_MIN = 10
NAME_MAX = 100
EMAIL_MAX = 254
"""RFC 5321's limit on a path, less its angle brackets."""
SEARCH_MAX = 200
PAGE_SIZE_MAX = 100
PAGE_SIZE_DEFAULT = 20


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


SETTLED = frozenset({Status.RESOLVED, Status.CLOSED})
"""The statuses in which nobody is waiting for an agent."""


class Source(StrEnum):
    """Who thought of a suggestion."""

    GEMINI = "gemini"
    LOCAL = "local"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Setter(StrEnum):
    """Who chose a ticket's category or priority."""

    SUBMITTER = "submitter"
    AGENT = "agent"
    INTEGRATION = "integration"
    RULES = "rules"


class Model(BaseModel):
    """The base of all our models: unknown fields are errors, and error texts never repeat what a person wrote."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


def _unify_newlines(text: object) -> object:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(text, str) else text


def _strip(text: object) -> object:
    return text.strip() if isinstance(text, str) else text


def _printable(text: str, allowed: str = "") -> str:
    for char in text:
        if unicodedata.category(char) == "Cc" and char not in allowed:
            raise ValueError(f"contains a control character (U+{ord(char):04X})")
    if text and all(unicodedata.category(char)[0] in "CZ" for char in text):
        raise ValueError("contains no visible character")
    return text


def _printable_lines(text: str) -> str:
    return _printable(text, allowed="\n\t")


Line = Annotated[str, BeforeValidator(_strip), AfterValidator(_printable)]
Text = Annotated[str, BeforeValidator(_unify_newlines), AfterValidator(_printable_lines)]


class Requester(Model):
    """Whom to answer; at least one of the two is given."""

    name: Annotated[Line, Field(min_length=1, max_length=NAME_MAX)] | None = None
    email: Annotated[EmailStr, Field(max_length=EMAIL_MAX)] | None = None

    @model_validator(mode="after")
    def _somebody(self) -> "Requester":
        if self.name is None and self.email is None:
            raise ValueError("needs a name or an e-mail address")
        return self


class NewTicket(Model):
    """What a person or a program sends to open a ticket."""

    title: Annotated[Line, Field(min_length=1, max_length=TITLE_MAX)]
    description: Annotated[Text, Field(min_length=1, max_length=DESCRIPTION_MAX)]
    category: Category | None = None
    priority: Priority | None = None
    requester: Requester | None = None


class TicketPatch(Model):
    """What may be changed of a ticket, and nothing else."""

    status: Status | None = None
    category: Category | None = None
    priority: Priority | None = None

    @model_validator(mode="after")
    def _something(self) -> "TicketPatch":
        if not self.model_fields_set:
            raise ValueError("names nothing to change; give status, category or priority")
        for name in sorted(self.model_fields_set):
            if getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null")
        return self


class TicketQuery(Model):
    """What the list can be asked for. An empty filter is no filter."""

    category: Category | None = None
    priority: Priority | None = None
    status: Status | None = None
    search: Annotated[str, Field(max_length=SEARCH_MAX)] = ""
    page_size: Annotated[int, Field(ge=1, le=PAGE_SIZE_MAX)] = PAGE_SIZE_DEFAULT
    cursor: Annotated[str, Field(pattern=r"^[0-7][0-9a-hjkmnp-tv-z]{25}$")] | None = None


class ClassifyRequest(Model):
    description: Annotated[Text, Field(min_length=CLASSIFY_MIN, max_length=DESCRIPTION_MAX)]


class Suggestion(Model):
    """A category and a priority that a text suggests, and why."""

    category: Category
    priority: Priority
    source: Source
    confidence: Confidence
    reason: str
    """One sentence for people."""
    signals: list[str]
    """The words of the text that counted, as the classifier knows them, in alphabetical order."""
    model: str | None = None
    """Gemini's model name; None for a local suggestion."""


class Classification(Model):
    """What `classify_ticket` answers."""

    suggested_category: Category
    suggested_priority: Priority
    source: Source
    confidence: Confidence
    reason: str
    signals: list[str]
    warning: str | None = None
    """Why Gemini did not serve although it is configured, in plain words; absent otherwise."""


class SetBy(Model):
    category: Setter
    priority: Setter


class Ticket(Model):
    """A ticket as its agents, and once its creator, see it."""

    id: str
    reference: str
    title: str
    description: str
    category: Category
    priority: Priority
    status: Status
    version: int
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None
    """When it last became resolved or closed; None while it is neither."""
    channel: str
    """How it came in: form, desk, or the name of a webhook's secret."""
    requester: Requester | None
    suggestion: Suggestion | None
    """What the classifier suggested for its description when it was created."""
    set_by: SetBy


class CreatedTicket(Ticket):
    tracking_token: str
    """Opens the status page; stored only as a hash, so this answer is the one place where it is said."""


class TicketPage(Model):
    results: list[Ticket]
    next_cursor: str | None


class TrackedTicket(Model):
    """What the holder of a tracking token may know."""

    reference: str
    title: str
    status: Status
    category: Category
    priority: Priority
    created_at: datetime
    updated_at: datetime


class Day(Model):
    date: date
    """In UTC."""
    created: int
    resolved: int
    """Tickets that are resolved or closed now and became so on this day."""


class TicketStats(Model):
    total_tickets: int
    open_tickets: int
    avg_tickets_per_day: float
    """Total / max(1 day, time since the first ticket), one decimal."""
    status_breakdown: dict[Status, int]
    priority_breakdown: dict[Priority, int]
    category_breakdown: dict[Category, int]
    daily: list[Day]
    """The last 30 days, oldest first, today last."""


class FieldError(Model):
    field: str
    """Dotted path; empty when the request as a whole is meant."""
    message: str


class Problem(Model):
    """RFC 9457 problem details, the body of every answer that is not a success."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None
