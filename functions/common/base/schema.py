"""What the JSON schema of a field says beside what pydantic knows; nothing here changes what is accepted."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self, cast

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    create_model,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class SchemaHints:
    """Adds these members to the field's schema: what a validator refuses, which pydantic cannot look into."""

    def __init__(self, **members: Any) -> None:
        self.members = members

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), **self.members}


class NeverNull:
    """Leaves null out: the field is absent where it has no value."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        (option,) = (it for it in schema.pop("anyOf") if it != {"type": "null"})
        return {**schema, **option}


class Record(BaseModel):
    """The base of what we store and answer: bounds are those of the day it was written, and later fields do no harm."""

    # Each function starts with all models and uses a few: theirs are built when they first read or write something.
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, defer_build=True)


def is_none(value: object) -> bool:
    return value is None


def with_fields[M: BaseModel](fields: Mapping[str, Any]) -> Callable[[type[M]], type[M]]:
    """Decorates a model that has the fields of a table before its own, as if they were written there.

    A field is given by its type, or by that and its default.
    """

    def extend(model: type[M]) -> type[M]:
        (base,) = model.__bases__
        named: type[BaseModel] = create_model("Named", __base__=base, **fields)
        bases = cast("tuple[type[M], ...]", (model, named))
        return create_model(model.__name__, __base__=bases, __module__=model.__module__, __doc__=model.__doc__)

    return extend


def optional(values: type[StrEnum]) -> tuple[Any, None]:
    """A field that is absent, or one of the values."""
    return Annotated[values | None, NeverNull()], None


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
    errors: Annotated[list[FieldError] | None, NeverNull(), Field(exclude_if=is_none)] = None
    """What is wrong with which field; absent where no field is at fault."""


PAGE_SIZE_MAX = 100
PAGE_SIZE_DEFAULT = 20


def _digits(text: object) -> object:
    if not isinstance(text, str) or re.fullmatch("[0-9]+", text) is None:
        raise ValueError("must be a whole number")
    return text


PageSize = Annotated[int, Field(ge=1, le=PAGE_SIZE_MAX), BeforeValidator(_digits)]
"""How many there are on a page, in a query string."""


_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def _instant(value: object) -> object:
    """What RFC 3339 takes for an instant; pydantic would read numbers as seconds, too."""
    if not isinstance(value, str) or _INSTANT.fullmatch(value) is None:
        raise ValueError("must be a time as in 2026-11-22T12:00:00Z")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]


class Request(BaseModel):
    """The base of what people send: unknown fields are errors, and error texts never repeat what a person wrote."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, defer_build=True)


def alternatives(names: Iterable[str]) -> str:
    """In words: `a, b or c`."""
    *others, last = names
    return f"{', '.join(others)} or {last}"


class Patch(Request):
    """The base of what people change: one field or more, and of them only those null that can be."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(f"names nothing to change; give {alternatives(type(self).model_fields)}")
        for name in sorted(self.model_fields_set):
            remarks = type(self).model_fields[name].metadata
            if getattr(self, name) is None and any(isinstance(it, NeverNull) for it in remarks):
                raise ValueError(f"{name} cannot be null")
        return self
