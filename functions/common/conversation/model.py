"""What is stored and answered of messages; each audience has a type of its own, so that no note reaches a requester."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, RootModel

from common.attachments.model import Attachment
from common.base.schema import NeverNull, Record, is_none
from common.tickets.changes import Version
from common.tickets.fields import Awaiting, Status
from common.tickets.mails import Email, Received
from common.tickets.model import AuthorKind

SUPPORT = "Support"
"""What requesters call an agent whose name is not stored, and a program that replies."""


class MessageKind(StrEnum):
    REPLY = "reply"
    """To the requester."""
    NOTE = "note"
    """Which only agents read."""
    REQUEST = "request"
    """The requester's own words."""


class SharedKind(StrEnum):
    """The kinds that requesters read, as they read them."""

    REPLY = "reply"
    REQUEST = "request"


class MessageChannel(StrEnum):
    """How a message came in."""

    DESK = "desk"
    PAGE = "page"
    """The status page."""
    API = "api"
    EMAIL = "email"


class Author(Record):
    kind: AuthorKind
    uid: str | None
    """An agent's."""
    name: str | None
    """An agent's as requesters read it, null where none is stored; an integration's; null for the requester. Of a mail
    from another address than the requester's: that sender's name, or the address."""


class TicketState(Record):
    """What a message left of its ticket."""

    version: Version
    status: Status
    awaiting: Awaiting | None


class _Stored(Record):
    n: int
    """Its number in its ticket, from 1 on, which is also its place in the order."""
    author: Author
    text: str
    """Plain; empty when it was removed."""
    attachments: list[Attachment] = Field(default_factory=list)
    channel: MessageChannel
    created_at: AwareDatetime
    edited_at: AwareDatetime | None = None
    removed_at: AwareDatetime | None = None
    left: TicketState

    @property
    def id(self) -> str:
        return name_of(self.n)


class _Shared(_Stored):
    shared_n: int
    """Its number among those that the requester reads, who does not learn that there are notes."""


class Reply(_Shared):
    kind: Literal[MessageKind.REPLY] = MessageKind.REPLY
    email: Email | None = None


class Request(_Shared):
    kind: Literal[MessageKind.REQUEST] = MessageKind.REQUEST
    received: Received | None = None


class Note(_Stored):
    kind: Literal[MessageKind.NOTE] = MessageKind.NOTE


type Shared = Reply | Request
type Stored = Reply | Request | Note


class StoredMessage(RootModel[Annotated[Stored, Field(discriminator="kind")]]):
    """Any message."""


class SharedMessage(RootModel[Annotated[Shared, Field(discriminator="kind")]]):
    """Any message but a note."""


class Message(Record):
    """A message as agents read it. Integrations read notes only with the scope for them."""

    id: str
    """Ten digits: its number in its ticket."""
    kind: MessageKind
    author: Author
    text: str
    """Plain, with line breaks; empty when it was removed."""
    attachments: list[Attachment]
    channel: MessageChannel
    email: Email | None
    """What became of a reply's mail; null for everything else, and where the requester gets no mail."""
    received: Received | None
    """The mail that it came as; null for everything else."""
    created_at: AwareDatetime
    edited_at: AwareDatetime | None
    """When its author last changed it; only notes are."""
    removed_at: AwareDatetime | None
    """When its author took it back, or an admin deleted it; null while its text is there."""


class PostedMessage(Message):
    """A message that was just posted."""

    ticket: TicketState


class MessagePage(Record):
    results: list[Message]
    next_cursor: str | None


class TrackedMessage(Record):
    """A message as the holder of a tracking token reads it: a reply, or the requester's own words."""

    id: str
    """Ten digits: its number among those that the holder reads."""
    kind: SharedKind
    author: str | None
    """The name of who replied, or of who else answered a mail; null for the requester's own words."""
    text: str
    """Plain, with line breaks; empty when it was removed."""
    attachments: list[Attachment]
    created_at: AwareDatetime
    removed_at: AwareDatetime | None


class TrackedMessagePage(Record):
    results: list[TrackedMessage]
    next_cursor: str | None


class FollowUp(Record):
    """The ticket to which messages go since another is closed."""

    id: str
    reference: str
    tracking_token: Annotated[str | None, NeverNull(), Field(exclude_if=is_none)] = None
    """Opens its status page; only in the answer to the message that opened the ticket."""


class TrackedAnswer(Record):
    """What came of a requester's message."""

    message: TrackedMessage | None
    """Null where no text was sent, and where the text opened a follow-up, whose description it is."""
    status: Status
    awaiting: Awaiting | None
    follow_up: FollowUp | None
    """Where the message went, when the ticket is closed; status and awaiting are its own."""


def name_of(n: int) -> str:
    """The id of a message with this number."""
    return f"{n:010}"


def for_agents(message: Stored) -> Message:
    return Message.model_validate({"email": None, "received": None, **message.model_dump(), "id": message.id})


def for_requester(message: Shared) -> TrackedMessage:
    agent = (message.author.kind is AuthorKind.AGENT and message.author.name) or SUPPORT
    return TrackedMessage(
        id=name_of(message.shared_n),
        kind=SharedKind(message.kind),
        author=agent if message.kind is MessageKind.REPLY else message.author.name,
        text=message.text,
        attachments=message.attachments,
        created_at=message.created_at,
        removed_at=message.removed_at,
    )
