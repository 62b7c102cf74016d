"""Webhooks: what admins send about endpoints, and what they are answered."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, model_validator

from common.base.ids import PATTERN
from common.base.schema import PAGE_SIZE_DEFAULT, Instant, NeverNull, PageSize, Patch, Record, Request, SchemaHints
from common.base.text import Line, Word, small_scheme
from common.webhooks.targets import HOST_NAME

URL_MAX = 2000
WEBHOOK_DESCRIPTION_MAX = 200
_ID = rf"^{PATTERN}$"
_HTTPS = rf"^[Hh][Tt][Tt][Pp][Ss]://{HOST_NAME}(:[0-9]{{1,4}})?([/?][!\x22$-~]*)?$"


class WebhookEvent(StrEnum):
    CREATED = "ticket.created"
    UPDATED = "ticket.updated"
    RESOLVED = "ticket.resolved"
    MESSAGE = "message.created"


class DeliveryState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    DROPPED = "dropped"
    """The endpoint was switched off or deleted before it succeeded."""


class WebhookEndpoint(Record):
    id: str
    url: str
    description: str
    events: list[WebhookEvent]
    enabled: bool
    disabled_reason: str | None
    """Why it was switched off by itself, in plain words; null while it is on, and where a person did it."""
    created_at: datetime
    created_by: str
    updated_at: datetime
    failing_since: datetime | None
    """When the first of the attempts failed after which none has succeeded."""
    last_delivery_at: datetime | None
    """The last attempt, give or take some seconds when there are many."""
    last_status: int | None
    """What it was answered; null where there was no answer."""


class WebhookSecret(Record):
    secret: str
    """`whsec_` and the key in base64; said in this answer only."""


class NewWebhookEndpoint(WebhookEndpoint, WebhookSecret):
    """An endpoint as its creator sees it, this once."""


class WebhookEndpoints(Record):
    results: list[WebhookEndpoint]
    """Newest first."""


class DeliveryAttempt(Record):
    at: datetime
    status: int | None
    error: str | None
    """Why it failed, in plain words; null where it succeeded."""
    latency_ms: int
    response_start: str
    """The first bytes of the answer's body, as text."""


class Delivery(Record):
    """One message to one endpoint, with what became of it."""

    id: str
    """The `webhook-id` of every attempt."""
    type: WebhookEvent
    ticket_id: str
    sequence: int
    state: DeliveryState
    attempts: list[DeliveryAttempt]
    """Oldest first; the last 30."""
    created_at: datetime
    """When the ticket changed."""
    next_attempt_at: datetime | None


class DeliveryPage(Record):
    results: list[Delivery]
    """Newest first."""
    next_cursor: str | None


class ReplayQueued(Record):
    queued: int


def _in_order(events: list[WebhookEvent]) -> list[WebhookEvent]:
    return [event for event in WebhookEvent if event in events]


# Public addresses and higher ports work, too, and in development http and this machine: targets.py decides.
Url = Annotated[str, Word(most=URL_MAX), AfterValidator(small_scheme), SchemaHints(pattern=_HTTPS)]
Events = Annotated[list[WebhookEvent], Field(min_length=1, max_length=len(WebhookEvent)), AfterValidator(_in_order)]
Description = Annotated[str, Line(least=0, most=WEBHOOK_DESCRIPTION_MAX)]


class NewWebhook(Request):
    """What an admin sends to register an endpoint."""

    url: Url
    """https, and a host that is on the public internet; no user, password or fragment."""
    events: Events
    description: Description = ""


class WebhookPatch(Patch):
    url: Annotated[Url | None, NeverNull()] = None
    events: Annotated[Events | None, NeverNull()] = None
    description: Annotated[Description | None, NeverNull()] = None
    enabled: Annotated[Annotated[bool, Field(strict=True)] | None, NeverNull()] = None


class DeliveryQuery(Request):
    page_size: PageSize = PAGE_SIZE_DEFAULT
    cursor: Annotated[Annotated[str, Field(pattern=_ID)] | None, NeverNull()] = None


def _having(*fields: str) -> dict[str, JsonValue]:
    return {"required": list(fields), "maxProperties": len(fields)}


class ReplayRequest(Request):
    """One delivery, or all of a time: those whose `created_at` lies between two instants, both included."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [_having("delivery"), _having("since", "until")]})

    delivery: Annotated[Annotated[str, Field(pattern=_ID)] | None, NeverNull()] = None
    since: Annotated[Instant | None, NeverNull()] = None
    until: Annotated[Instant | None, NeverNull()] = None
    """Not before `since`."""

    @model_validator(mode="after")
    def _one_or_a_range(self) -> "ReplayRequest":
        if any(getattr(self, name) is None for name in self.model_fields_set):
            raise ValueError("delivery, since and until cannot be null")
        ends = [end for end in (self.since, self.until) if end is not None]
        if len(ends) != (0 if self.delivery else 2):
            raise ValueError("give either delivery, or since and until")
        if ends and ends[0] > ends[1]:
            raise ValueError("since must not be after until")
        return self
