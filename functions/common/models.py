"""What a ticket is: the enums, the requests that people send and the answers they get.

The enums and limits here are the only definition: `scripts/contract.py` writes the frontend's types from this file.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, EmailStr, Field, model_validator

from common.text import Line, Text

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


class Role(StrEnum):
    """Who may use the desk, by the claim `role` of an ID token; firestore.rules names the same."""

    AGENT = "agent"
    ADMIN = "admin"


class Setter(StrEnum):
    """Who chose a ticket's category or priority."""

    SUBMITTER = "submitter"
    AGENT = "agent"
    INTEGRATION = "integration"
    RULES = "rules"
    GEMINI = "gemini"


class Request(BaseModel):
    """The base of what people send: unknown fields are errors, and error texts never repeat what a person wrote."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Record(BaseModel):
    """The base of what we store and answer: bounds are those of the day it was written, and later fields do no harm."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class Requester(Request):
    """Whom to answer; at least one of the two is given."""

    name: Annotated[Line, Field(min_length=1, max_length=NAME_MAX)] | None = None
    email: Annotated[EmailStr, Field(max_length=EMAIL_MAX)] | None = None

    @model_validator(mode="after")
    def _somebody(self) -> "Requester":
        if self.name is None and self.email is None:
            raise ValueError("needs a name or an e-mail address")
        return self


class NewTicket(Request):
    """What a person or a program sends to open a ticket."""

    title: Annotated[Line, Field(min_length=1, max_length=TITLE_MAX)]
    description: Annotated[Text, Field(min_length=1, max_length=DESCRIPTION_MAX)]
    category: Category | None = None
    priority: Priority | None = None
    requester: Requester | None = None


class TicketPatch(Request):
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


class TicketQuery(Request):
    """What the list can be asked for. An empty filter is no filter."""

    category: Category | None = None
    priority: Priority | None = None
    status: Status | None = None
    search: Annotated[str, Field(max_length=SEARCH_MAX)] = ""
    page_size: Annotated[int, Field(ge=1, le=PAGE_SIZE_MAX)] = PAGE_SIZE_DEFAULT
    cursor: Annotated[str, Field(pattern=r"^[0-7][0-9a-hjkmnp-tv-z]{25}$")] | None = None


class ClassifyRequest(Request):
    description: Annotated[Text, Field(min_length=CLASSIFY_MIN, max_length=DESCRIPTION_MAX)]


class Suggestion(Record):
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


class Classification(Record):
    """What `classify_ticket` answers."""

    suggested_category: Category
    suggested_priority: Priority
    source: Source
    confidence: Confidence
    reason: str
    signals: list[str]
    warning: str | None = None
    """Why Gemini did not serve although it is configured, in plain words; absent otherwise."""


class Contact(Record):
    """Whom to answer, as it was accepted."""

    name: str | None
    email: str | None


class SetBy(Record):
    category: Setter
    priority: Setter


class Ticket(Record):
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
    requester: Contact | None
    suggestion: Suggestion | None
    """What stood for its description when it was created, as the submitter saw it; never changed afterwards."""
    set_by: SetBy


class CreatedTicket(Ticket):
    tracking_token: str
    """Opens the status page; stored only as a hash, so this answer is the one place where it is said."""


class TicketPage(Record):
    results: list[Ticket]
    next_cursor: str | None


class TrackedTicket(Record):
    """What the holder of a tracking token may know."""

    reference: str
    title: str
    status: Status
    category: Category
    priority: Priority
    created_at: datetime
    updated_at: datetime


class Day(Record):
    date: date
    """In UTC."""
    created: int
    resolved: int
    """Tickets that are resolved or closed now and became so on this day."""


class TicketStats(Record):
    total_tickets: int
    open_tickets: int
    avg_tickets_per_day: float
    """Total / max(1 day, time since the first ticket), one decimal."""
    status_breakdown: dict[Status, int]
    priority_breakdown: dict[Priority, int]
    category_breakdown: dict[Category, int]
    daily: list[Day]
    """The last 30 days, oldest first, today last."""


class FieldError(Record):
    field: str
    """Dotted path; empty when the request as a whole is meant."""
    message: str


class Problem(Record):
    """RFC 9457 problem details, the body of every answer that is not a success."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None
