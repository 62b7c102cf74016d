"""What is stored and answered of a ticket; `common.tickets.inputs` has what people send."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from common.attachments.model import Attachment
from common.base.schema import NeverNull, Record, is_none
from common.base.text import mailbox
from common.tickets.changes import StatusAt, Version
from common.tickets.fields import Awaiting, Category, Language, Priority, Status
from common.tickets.mails import Received


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
    """The words of the local classifier alone, when nothing better had been suggested."""
    LOCAL = "local"
    """The local classifier with all its parts."""
    GEMINI = "gemini"


class AuthorKind(StrEnum):
    """Who wrote a message."""

    AGENT = "agent"
    INTEGRATION = "integration"
    REQUESTER = "requester"


class Suggested(Record):
    """A category and a priority that a text suggests."""

    category: Category
    priority: Priority
    source: Source
    confidence: Confidence
    model: str | None = None
    """Gemini's model name, or the parts of the local classifier that took part, as in `rules+ngrams+encoder`; null in
    older suggestions."""

    @property
    def setter(self) -> Setter:
        """Who has chosen a value that is taken from here."""
        return Setter.RULES if self.model == Setter.RULES else Setter(self.source)


class Suggestion(Suggested):
    """A suggestion and what speaks for it, which only agents see: it quotes words of the text."""

    reason: str
    """One sentence."""
    signals: list[str]
    """The words of the text that counted, as the classifier knows them, in alphabetical order."""


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
    attachments: list[Attachment]
    """Of the description."""
    category: Category
    priority: Priority
    status: Status
    version: Version
    created_at: AwareDatetime
    updated_at: AwareDatetime
    resolved_at: AwareDatetime | None
    """When it last became resolved or closed; null while it is neither."""
    channel: str
    """How it came in: form, desk, email, or the name of an integration, which is that of its API key or webhook
    secret."""
    requester: Contact | None
    language: Language
    """In which e-mails to the requester are written."""
    set_by: SetBy


class OtherTicket(Record):
    """What one ticket says of another."""

    id: str
    reference: str


class Ticket(TicketContent):
    """A ticket as agents see it."""

    suggestion: Suggestion | None
    """What `classify_ticket` had suggested for its description, else the rules' suggestion if that filled in a value;
    never changed afterwards. Null where nothing was suggested."""
    messages: int
    """How many its conversation has, notes and removed ones included; the description is none of them."""
    notes: int
    """How many of them only agents see."""
    last_message: str | None
    """The id of the newest message, whoever wrote it and whatever its kind; null where there is none yet."""
    last_message_at: AwareDatetime | None
    last_message_by: AuthorKind | None
    awaiting: Awaiting | None
    """Who is to act next; null when the ticket is settled."""
    waiting_since: AwareDatetime | None
    """Since when; a second message of the same side does not change it."""
    first_replied_at: AwareDatetime | None
    """When the requester was answered first; null until then."""
    received: Received | None
    """The mail that opened it; null where none did."""
    participants: list[str]
    """Addresses of others who answered one of its mails, up to 10: replies also go to them."""
    assignee: str | None
    """The uid of the agent whose ticket it is; null while it is nobody's."""
    tags: list[str]
    """In small letters and alphabetical order."""
    snoozed_until: AwareDatetime | None
    """Until when it is out of the queues, unless the requester writes before; null where it is not snoozed."""
    undelivered: bool
    """Whether its newest reply could not be delivered by e-mail; false again once it is settled, or changed while it
    is."""
    follows: OtherTicket | None
    """The closed ticket whose requester wrote again, which opened this one."""
    follow_up: OtherTicket | None
    """The ticket that was opened when its requester wrote again after it was closed; later messages go there."""
    quarantined: bool
    """Whether it waits apart from the others, as one that a program may have sent through the form."""
    link_active: bool
    """Whether a private status link opens it."""
    anonymised_at: AwareDatetime | None
    """When its texts and its requester were removed; null while they are there."""

    @property
    def address(self) -> str | None:
        """Of the requester; None where they gave none."""
        return self.requester.email if self.requester else None

    def is_of(self, address: str) -> bool:
        """Whether the address is the requester's, in whatever spelling."""
        return self.address is not None and mailbox(self.address) == mailbox(address)


class CreatedTicket(TicketContent):
    """A ticket as its creator sees it, this once; nothing in it says whether it is in quarantine."""

    suggestion: Suggested | None
    """As in `Ticket`, without what speaks for it."""
    tracking_token: str
    """Opens the status page; stored only as a hash, so this answer is the one place where it is said."""
    confirmed_by_mail: bool
    """Whether e-mail is on and the requester gave an address, to which the status link then goes."""


COUNT_MAX = 1000
"""How far the tickets that fit a query are counted: for this many Firestore charges one read."""


class TicketPage(Record):
    results: list[Ticket]
    next_cursor: str | None
    count: Annotated[int | None, NeverNull(), Field(le=COUNT_MAX, exclude_if=is_none)] = None
    """How many tickets fit, on all pages; 1000 means 1,000 or more. Only where the query asks for it."""


class NewLink(Record):
    """A new private status link; every older one of the ticket is void."""

    id: str
    tracking_token: str
    """As in `CreatedTicket`."""
    version: Version


class TrackedTicket(Record):
    """What the holder of a tracking token may know."""

    reference: str
    title: str
    description: str
    attachments: list[Attachment]
    """Of the description."""
    status: Status
    category: Category
    priority: Priority
    created_at: AwareDatetime
    updated_at: AwareDatetime
    """When something changed last that the holder can see."""
    awaiting: Awaiting | None
    """Who is to act next; null when the ticket is settled."""
    messages: int
    """How many the holder can read; the description is none of them."""
    follow_up: str | None
    """The reference of the ticket to which messages go since this one is closed and its requester wrote again."""
    timeline: list[StatusAt]
    """Oldest first: open when it was created, then the last 50 changes of its status."""
