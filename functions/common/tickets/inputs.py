"""What people and programs send, and the limits on it.

The limits here are the only definition: openapi.json is written from them, and the pages' limits from that.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, JsonValue, ValidationInfo, model_validator

from common.base import ids
from common.base.schema import (
    PAGE_SIZE_DEFAULT,
    NeverNull,
    PageSize,
    Patch,
    Request,
    SchemaHints,
    optional,
    with_fields,
)
from common.base.text import Line, Text, Word
from common.tickets.fields import FIELDS, Category, Language, Priority

TITLE_MAX = 200
DESCRIPTION_MAX = 10_000
NAME_MAX = 100
EMAIL_MAX = 254
"""RFC 5321's limit on a path, less its angle brackets."""
SEARCH_MAX = 200
REFERENCE_MAX = 100
WEBSITE_MAX = 1000
# The stops, commas and semicolons of East Asian keyboards, too.
_COPIED_ALONG = re.compile(r"^mailto:\s*|[\s.,;:\u3002\uff0e\uff61\uff0c\u3001\uff1b]+\Z", re.IGNORECASE)


def _address(text: str) -> str:
    """The address in its usual spelling, without what people copy along with it.

    As `EmailStr` does it, but that loads its library before any address comes.
    """
    from pydantic import validate_email

    return validate_email(_COPIED_ALONG.sub("", text.replace("\uff20", "@")))[1]


Email = Annotated[str, Word(most=EMAIL_MAX), AfterValidator(_address), SchemaHints(format="email")]


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
    website: Annotated[str, Field(max_length=WEBSITE_MAX, exclude=True)] = ""
    """A field of the form that people do not see and leave empty. Neither stored nor part of what a repeat is compared
    by, like the next."""
    elapsed_ms: Annotated[Annotated[int, Field(ge=0), BeforeValidator(_number)] | None, Field(exclude=True)] = None
    """How long the form was being filled in, since its first keystroke; absent from a program that says nothing."""


@with_fields({it.name: optional(it.values) for it in FIELDS if it.changeable})
class TicketPatch(Patch):
    """What may be changed of a ticket, and nothing else."""


@with_fields({it.name: optional(it.values) for it in sorted(FIELDS, key=lambda it: it.name) if it.filterable})
class TicketFilters(Request):
    """Which tickets are meant: those that pass every filter. An empty one is no filter."""

    quarantined: Truth = False
    """`true` lists the tickets in quarantine, and only those."""
    undelivered: Truth = False
    """`true` lists the tickets whose newest reply could not be delivered by e-mail, and only those."""
    search: Annotated[str, Field(max_length=SEARCH_MAX)] = ""
    """Up to 12 words. Each occurs in title, description, reference or the requester's name or address, at least as the
    beginning of a word, whatever its case, accents and apostrophes."""


class TicketQuery(TicketFilters):
    """What the list can be asked for."""

    page_size: PageSize = PAGE_SIZE_DEFAULT
    cursor: Annotated[Annotated[str, Field(pattern=f"^{ids.PATTERN}$")] | None, NeverNull()] = None
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
