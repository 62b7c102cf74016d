"""What a ticket is: the enums, what is stored and what is answered; `common.inputs` has what people send.

The enums here are the only definition: `scripts/contract.py` writes the frontend's types from these two files.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from common.telling import NeverNull

Version = Annotated[int, Field(ge=1, lt=10**10)]
"""Of a ticket: 1, then one more with every change. Ten digits name an entry of its history."""


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


class Scope(StrEnum):
    """What an API key may do."""

    CREATE = "tickets:create"
    UPDATE = "tickets:update"


class Setter(StrEnum):
    """Who chose a ticket's category or priority."""

    SUBMITTER = "submitter"
    AGENT = "agent"
    INTEGRATION = "integration"
    RULES = "rules"
    GEMINI = "gemini"


class ActorKind(StrEnum):
    """Who changes a ticket."""

    AGENT = "agent"
    INTEGRATION = "integration"
    GEMINI = "gemini"
    SYSTEM = "system"
    """The operator's commands and schedules."""


class ChangedField(StrEnum):
    """What the history of a ticket tells of."""

    STATUS = "status"
    CATEGORY = "category"
    PRIORITY = "priority"
    LINK = "link"
    QUARANTINE = "quarantine"
    PERSONAL_DATA = "personal_data"


class Record(BaseModel):
    """The base of what we store and answer: bounds are those of the day it was written, and later fields do no harm."""

    # Each function starts with all models and uses a few: theirs are built when they first read or write something.
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, defer_build=True)


def _is_none(value: object) -> bool:
    return value is None


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
    """Gemini's model name; null for a local suggestion."""


class Classification(Record):
    """What `classify_ticket` answers."""

    suggested_category: Category
    suggested_priority: Priority
    source: Source
    confidence: Confidence
    reason: str
    signals: list[str]
    warning: Annotated[str | None, NeverNull(), Field(exclude_if=_is_none)] = None
    """Why Gemini did not serve although it is configured, in plain words; absent otherwise."""


class Contact(Record):
    """Whom to answer, as it was accepted."""

    name: str | None
    email: str | None


class SetBy(Record):
    category: Setter
    priority: Setter


class TicketContent(Record):
    """What everybody who may see a whole ticket sees of it."""

    id: str
    reference: str
    title: str
    description: str
    category: Category
    priority: Priority
    status: Status
    version: Version
    created_at: AwareDatetime
    updated_at: AwareDatetime
    resolved_at: AwareDatetime | None
    """When it last became resolved or closed; null while it is neither."""
    channel: str
    """How it came in: form, desk, or the name of an integration, which is that of its API key or webhook secret."""
    requester: Contact | None
    suggestion: Suggestion | None
    """What stood for its description when it was created, as the submitter saw it; never changed afterwards."""
    set_by: SetBy


class Ticket(TicketContent):
    """A ticket as agents see it."""

    quarantined: bool
    """Whether it waits apart from the others, as one that a program may have sent through the form."""
    link_active: bool
    """Whether a private status link opens it."""
    anonymised_at: AwareDatetime | None
    """When its texts and its requester were removed; null while they are there."""


class CreatedTicket(TicketContent):
    """A ticket as its creator sees it, this once; nothing in it tells whether it is in quarantine."""

    tracking_token: str
    """Opens the status page; stored only as a hash, so this answer is the one place where it is said."""


class TicketPage(Record):
    results: list[Ticket]
    next_cursor: str | None


class NewLink(Record):
    """A new private status link; every older one of the ticket is void."""

    id: str
    tracking_token: str
    """As in `CreatedTicket`."""
    version: Version


class Actor(Record):
    """Who made a change."""

    kind: ActorKind
    name: str
    """An agent's e-mail address (the uid where the token has none), an integration's name, Gemini's model, or why the
    system did it."""


class ApiKey(Record):
    """An API key as admins see it; the key itself is known to its holder alone."""

    id: str
    name: str
    """The channel of its tickets, and the name by which the history knows it."""
    scopes: list[Scope]
    created_at: AwareDatetime
    created_by: str
    """As an actor's name."""
    last_used_at: AwareDatetime | None
    """Exact to the hour; null until it is first used."""
    revoked_at: AwareDatetime | None


class CreatedApiKey(ApiKey):
    """An API key as it is answered to the admin who creates it, this once."""

    key: str
    """`desk_`, the id, `_` and 256 random bits; stored only as a hash."""


class ApiKeyList(Record):
    """Every API key, revoked ones included, newest first."""

    results: list[ApiKey]


class FieldChange(Record):
    field: ChangedField
    before: str
    after: str
    """Of a link: active, revoked or replaced. Of the quarantine: quarantined or released. Of personal data: stored or
    removed."""


class Change(Record):
    """One version of a ticket: who made it of the one before, and how."""

    version: Version
    at: AwareDatetime
    by: Actor
    changes: list[FieldChange]
    """Empty when somebody set what was set already."""


class TicketHistory(Record):
    """What happened to a ticket after it was opened, newest first."""

    results: list[Change]
    next_cursor: str | None


class StatusAt(Record):
    status: Status
    at: AwareDatetime
    """When the ticket came to it."""


class TrackedTicket(Record):
    """What the holder of a tracking token may know."""

    reference: str
    title: str
    status: Status
    category: Category
    priority: Priority
    created_at: AwareDatetime
    updated_at: AwareDatetime
    timeline: list[StatusAt]
    """Oldest first: open when it was created, then the last 50 changes of its status."""


class Day(Record):
    date: date
    """In UTC."""
    created: int
    resolved: int
    """Tickets that are resolved or closed now and became so on this day."""


class Tally(Record):
    suggested: int
    """Tickets for which this was suggested, but for those whose value an integration set."""
    overridden: int
    """Those of them for which a person chose another value."""


class SuggestionStats(Record):
    """How often people overrode what was suggested: by source, then by the value that was suggested."""

    category: dict[Source, dict[Category, Tally]]
    priority: dict[Source, dict[Priority, Tally]]


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
    suggestions: SuggestionStats


class FieldError(Record):
    field: str
    """Dotted path; empty when the request as a whole is meant."""
    message: str


class Problem(Record):
    """RFC 9457 problem details, the body of every answer that is not a success."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    """The status in words."""
    status: int
    detail: str
    """What went wrong, for people."""
    errors: Annotated[list[FieldError] | None, NeverNull(), Field(exclude_if=_is_none)] = None
    """What is wrong with which field; absent where no field is at fault."""
