"""What people and programs send, and the limits on it.

The limits here are the only definition: `scripts/contract.py` writes the frontend's types from this file.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, model_validator

from common import ids
from common.models import Category, Priority, Scope, Status
from common.telling import NeverNull, Told
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
WEBSITE_MAX = 1000
INTEGRATION_NAME = r"[a-z0-9][a-z0-9_-]{0,39}"
"""The form of an integration's name, be it that of a webhook secret or of an API key."""
OWN_CHANNELS = frozenset({"form", "desk"})
"""The channels of what comes from no integration."""


def _address(text: str) -> str:
    """The address in its usual spelling. As `EmailStr` does it, but that loads its library before any address comes."""
    from pydantic import validate_email

    return validate_email(text)[1]


def _truth(text: object) -> object:
    """Of the many words that pydantic takes for true and false, one each."""
    if text not in ("true", "false"):
        raise ValueError("must be true or false")
    return text


def _digits(text: object) -> object:
    if not isinstance(text, str) or re.fullmatch("[0-9]+", text) is None:
        raise ValueError("must be a whole number")
    return text


def _number(value: object) -> object:
    """An integer as JSON Schema has it, which 3.0 is; pydantic would take words and truths, too."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a whole number")
    return value


PageSize = Annotated[int, Field(ge=1, le=PAGE_SIZE_MAX), BeforeValidator(_digits)]
"""How many there are on a page, in a query string."""


def _present(name: str) -> dict[str, JsonValue]:
    """The JSON schema of an object in which the field is there, and not null."""
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


class Request(BaseModel):
    """The base of what people send: unknown fields are errors, and error texts never repeat what a person wrote."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, defer_build=True)


class Requester(Request):
    """Whom to answer; at least one of the two is given."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_present("name"), _present("email")]})

    name: Annotated[str, Line(most=NAME_MAX)] | None = None
    email: Annotated[str, Field(max_length=EMAIL_MAX), AfterValidator(_address), Told(format="email")] | None = None

    @model_validator(mode="after")
    def _somebody(self) -> "Requester":
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
    website: Annotated[str, Field(max_length=WEBSITE_MAX, exclude=True)] = ""
    """A field of the form that people do not see and leave empty. Neither stored nor part of what a repeat is compared
    by, like the next."""
    elapsed_ms: Annotated[Annotated[int, Field(ge=0), BeforeValidator(_number)] | None, Field(exclude=True)] = None
    """How long the form was being filled in, since its first keystroke; absent from a program that says nothing."""


class TicketPatch(Request):
    """What may be changed of a ticket, and nothing else."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    status: Annotated[Status | None, NeverNull()] = None
    category: Annotated[Category | None, NeverNull()] = None
    priority: Annotated[Priority | None, NeverNull()] = None

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

    category: Annotated[Category | None, NeverNull()] = None
    priority: Annotated[Priority | None, NeverNull()] = None
    status: Annotated[Status | None, NeverNull()] = None
    quarantined: Annotated[bool, BeforeValidator(_truth)] = False
    """`true` lists the tickets in quarantine, and only those."""
    search: Annotated[str, Field(max_length=SEARCH_MAX)] = ""
    """Up to 12 words. Each occurs in title, description or reference, at least as the beginning of a word, whatever its
    case and accents."""
    page_size: PageSize = PAGE_SIZE_DEFAULT
    cursor: Annotated[Annotated[str, Field(pattern=f"^{ids.PATTERN}$")] | None, NeverNull()] = None
    """The `next_cursor` of the page before."""


class HistoryQuery(Request):
    cursor: Annotated[Annotated[str, Field(pattern=r"^[1-9][0-9]{0,9}$")] | None, NeverNull()] = None
    """The `next_cursor` of the page before."""


class ClassifyRequest(Request):
    description: Annotated[str, Text(least=CLASSIFY_MIN, most=DESCRIPTION_MAX)]


NOT_OURS = {"not": {"enum": sorted(OWN_CHANNELS)}}


def _integration_name(name: str) -> str:
    if re.fullmatch(INTEGRATION_NAME, name) is None:
        raise ValueError("must be 1 to 40 of a-z, 0-9, - and _, and begin with a letter or digit")
    if name in OWN_CHANNELS:
        raise ValueError("is what tickets of the form and the desk are marked with; choose another one")
    return name


def _scopes(scopes: list[Scope]) -> list[Scope]:
    if Scope.CREATE not in scopes or len(set(scopes)) != len(scopes):
        raise ValueError(f"must be {Scope.CREATE}, or that and {Scope.UPDATE}, each once")
    return sorted(scopes)


class NewApiKey(Request):
    """What an admin sends to create an API key."""

    name: Annotated[str, AfterValidator(_integration_name), Told(pattern=f"^{INTEGRATION_NAME}$", **NOT_OURS)]
    scopes: Annotated[list[Scope], AfterValidator(_scopes), Told(contains={"const": Scope.CREATE}, uniqueItems=True)]
