"""What people and programs send, and the limits on it.

The limits here are the only definition: openapi.json is written from them, and the pages' limits from that.
"""

import re
import unicodedata
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, JsonValue, ValidationInfo, model_validator

from common.attachments.model import AttachmentIds
from common.base import ids
from common.base.schema import (
    PAGE_SIZE_DEFAULT,
    Instant,
    NeverNull,
    PageSize,
    Patch,
    Request,
    SchemaHints,
    optional,
    with_fields,
)
from common.base.text import Line, Text, Word, few_marks
from common.tickets.fields import CHOICES, Category, Language, Priority
from common.tickets.queues import ORDERS, Queue, Sort

TITLE_MAX = 200
DESCRIPTION_MAX = 10_000
NAME_MAX = 100
EMAIL_MAX = 254
"""RFC 5321's limit on a path, less its angle brackets."""
SEARCH_MAX = 200
REFERENCE_MAX = 100
WEBSITE_MAX = 1000
TAG_MAX = 40
TAGS_MAX = 20
SNOOZE_MAX = timedelta(days=3653)
"""Ten years."""
UID = r"^[0-9A-Za-z][!-.0-~]{0,127}$"
CURSOR = rf"^(({'|'.join(ORDERS)})-[0-9]{{1,17}}-)?{ids.PATTERN}$"
_BEFORE_ADDRESS = re.compile(
    r"""([^<>]*<)?[\s"'`(\[{\xab\xbb\u2018-\u201f\u2039\u203a\u300c\u300e\uff08]*(mailto:\s*)?""", re.IGNORECASE
)


def _address(text: str) -> str:
    """The address in its usual spelling, without what people copy along with it: a name, `mailto:`, brackets,
    quotation marks and punctuation of any script.

    As `EmailStr` does it, but that loads its library before any address comes.
    """
    from pydantic import validate_email

    bare = _BEFORE_ADDRESS.sub("", text.replace("\uff20", "@"), count=1)
    while bare and unicodedata.category(bare[-1])[0] in "PSZ":
        bare = bare[:-1]
    return validate_email(bare)[1]


Email = Annotated[str, Word(most=EMAIL_MAX), AfterValidator(_address), SchemaHints(format="email")]


_TAG = Word(most=TAG_MAX)


def _folded(tag: str) -> str:
    """In small letters, with single spaces: what people take for one tag is one."""
    return " ".join(_TAG.clean(unicodedata.normalize("NFKC", few_marks(tag)).casefold()).split())


Tag = Annotated[str, AfterValidator(_folded), _TAG]
Tags = Annotated[list[Tag], Field(max_length=TAGS_MAX), AfterValidator(lambda tags: sorted(set(tags)))]


def _truth(value: object, info: ValidationInfo) -> object:
    """Of the many words that pydantic takes for true and false, one each in a query string, and none elsewhere."""
    in_query_string: bool = info.mode == "string"  # type: ignore[comparison-overlap]  # pydantic's types lack it
    if not (value in ("true", "false") if in_query_string else isinstance(value, bool)):
        raise ValueError("must be true or false")
    return value


Truth = Annotated[bool, BeforeValidator(_truth)]


def _number(value: object) -> object:
    """An integer as JSON Schema has it, which 3.0 is; pydantic would take words and truths, too."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a whole number")
    return value


def _present(name: str) -> dict[str, JsonValue]:
    """The JSON schema of an object in which the field is there, and not null."""
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


class Requester(Request):
    """Whom to answer; at least one of the two is given."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_present("name"), _present("email")]})

    name: Annotated[str, Line(most=NAME_MAX)] | None = None
    email: Email | None = None

    @model_validator(mode="after")
    def _has_a_name_or_an_address(self) -> "Requester":
        if self.name is None and self.email is None:
            raise ValueError("needs a name or an e-mail address")
        return self


class NewTicket(Request):
    """What a person or a program sends to open a ticket."""

    title: Annotated[str, Line(most=TITLE_MAX)]
    description: Annotated[str, Text(most=DESCRIPTION_MAX)]
    category: Category | None = None
    priority: Priority | None = None
    requester: Requester | None = None
    language: Language | None = None
    """In which e-mails to the requester are written; English where it is absent."""
    attachments: AttachmentIds = Field(default_factory=list)
    website: Annotated[str, Field(max_length=WEBSITE_MAX, exclude=True)] = ""
    """A field of the form that people do not see and leave empty. Neither stored nor part of what a repeat is compared
    by, like the next."""
    elapsed_ms: Annotated[Annotated[int, Field(ge=0), BeforeValidator(_number)] | None, Field(exclude=True)] = None
    """How long the form was being filled in, since its first keystroke; absent from a program that says nothing."""


@with_fields({it.name: optional(it.values) for it in CHOICES if it.changeable})
class TicketPatch(Patch):
    """What may be changed of a ticket, and nothing else."""

    assignee: Annotated[str, Field(pattern=UID)] | None = None
    """The uid of an active agent, or null for nobody."""
    tags: Annotated[Tags | None, NeverNull()] = None
    """All that the ticket shall have. Case and repeats do not matter."""
    snoozed_until: Instant | None = None
    """In the future, at most ten years; null ends the snooze."""


@with_fields({it.name: optional(it.values) for it in sorted(CHOICES, key=lambda it: it.name) if it.filterable})
class TicketFilters(Request):
    """Which tickets are meant: those that pass every filter. An empty one is no filter."""

    assignee: Annotated[Annotated[str, Field(pattern=UID)] | None, NeverNull()] = None
    """The uid of an agent, `me` or `none`."""
    requester: Annotated[Email | None, NeverNull()] = None
    """The requester's e-mail address, in any case."""
    tag: Annotated[Tag | None, NeverNull()] = None
    queue: Annotated[Queue | None, NeverNull()] = None
    """A queue of the desk; other filters narrow it down."""
    snoozed: Truth = False
    """`true` lists the tickets that are snoozed, and only those."""
    quarantined: Truth = False
    """`true` lists the tickets in quarantine, and only those."""
    undelivered: Truth = False
    """`true` lists the tickets whose newest reply could not be delivered by e-mail, and only those."""
    search: Annotated[str, Field(max_length=SEARCH_MAX)] = ""
    """Up to 12 words. Each occurs in title, description, reference, the requester's name or address or a participant's
    address, at least as the beginning of a word, or in a message as a whole word; whatever its case, accents and
    apostrophes."""


def _goes_along(sort: Sort, info: ValidationInfo) -> Sort:
    """Words and quarantined tickets are found in the order of their names, without an index of their own."""
    others = [name for name in ("search", "tag", "quarantined") if info.data.get(name)]
    if info.data.get("queue") is Queue.QUARANTINE:
        others.append("queue=quarantine")
    if others and sort is not Sort.NEWEST:
        raise ValueError(f"must be newest with {others[0]}")
    return sort


def _of_order(cursor: str, info: ValidationInfo) -> str:
    order = cursor.partition("-")[0] if "-" in cursor else Sort.NEWEST
    if order != info.data.get("sort", order):
        raise ValueError(f"is one of the order {order}")
    return cursor


class TicketQuery(TicketFilters):
    """What the list can be asked for."""

    sort: Annotated[Sort, AfterValidator(_goes_along)] = Sort.NEWEST
    """`waiting` lists who waits longest first, for an agent unless `awaiting` or the queue says otherwise. `search`,
    `tag` and the quarantine go with `newest` only."""
    page_size: PageSize = PAGE_SIZE_DEFAULT
    cursor: Annotated[Annotated[str, Field(pattern=CURSOR), AfterValidator(_of_order)] | None, NeverNull()] = None
    """The `next_cursor` of the page before."""
    count: Truth = False
    """`true` also counts the tickets that fit, on all pages, up to 1,000."""


class LostLink(Request):
    """What the requester sends who has lost the status link."""

    reference: Annotated[str, Word(most=REFERENCE_MAX)]
    """Of the ticket, as it is typed: case, spaces and dashes do not matter."""
    email: Email
    """The address that was given with the ticket; the link goes there."""


class HistoryQuery(Request):
    cursor: Annotated[Annotated[str, Field(pattern=r"^[1-9][0-9]{0,9}$")] | None, NeverNull()] = None
    """The `next_cursor` of the page before."""
