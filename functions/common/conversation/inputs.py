"""What agents, programs and requesters send of messages, and the limits on it."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from common.attachments.model import AttachmentIds
from common.base.schema import NeverNull, PageSize, Patch, Request, SchemaHints
from common.base.text import Text
from common.conversation.model import MessageKind
from common.tickets.fields import Status

TEXT_MAX = 20_000
BODY_MAX = 160 * 1024
"""In bytes: a text of any script in UTF-8, and room to spare."""
PAGE_SIZE = 50
ID = r"^[0-9]{10}$"

MessageText = Annotated[str, Text(most=TEXT_MAX)]


class SentKind(StrEnum):
    """What agents and programs write."""

    REPLY = "reply"
    NOTE = "note"


class NewMessage(Request):
    """What an agent or a program sends to post a message."""

    kind: SentKind
    text: MessageText
    attachments: AttachmentIds = Field(default_factory=list)
    status: Annotated[Status | None, NeverNull()] = None
    """What the ticket becomes with it; a reply makes an open ticket `in_progress` where this is absent."""
    if_last_message: Annotated[
        Annotated[str, Field(pattern=ID)] | None,
        SchemaHints(anyOf=[{"type": "string", "pattern": ID}, {"const": None}]),
    ] = None
    """The newest message that the writer has seen, null where none was there: with another one there by now nothing is
    posted. Absent: whatever came."""


class MessagePatch(Patch):
    """What an agent does with a note of their own: changes its text, or takes it back."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    text: Annotated[MessageText | None, NeverNull()] = None
    taken_back: Annotated[Literal[True] | None, NeverNull()] = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) > 1:
            raise ValueError("either changes the text or takes the note back")
        return self


class RequesterMessage(Patch):
    """What a requester sends: words, if need be with files, whether it is solved, or both."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "dependentRequired": {"attachments": ["text"]}})

    text: Annotated[MessageText | None, NeverNull()] = None
    attachments: Annotated[AttachmentIds | None, NeverNull()] = None
    """Only with a text."""
    solved: Annotated[Annotated[bool, Field(strict=True)] | None, NeverNull()] = None
    """true resolves the ticket, false opens it again."""

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.attachments is not None and self.text is None:
            raise ValueError("sends attachments without a text")
        return self


class Order(StrEnum):
    OLDEST = "oldest"
    NEWEST = "newest"


class TrackedQuery(Request):
    order: Order = Order.OLDEST
    page_size: PageSize = PAGE_SIZE
    cursor: Annotated[Annotated[str, Field(pattern=ID)] | None, NeverNull()] = None
    """The `next_cursor` of the page before."""


class MessageQuery(TrackedQuery):
    kind: Annotated[MessageKind | None, NeverNull()] = None
