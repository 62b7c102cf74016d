"""What the JSON schema of a field tells beside what pydantic knows of it; nothing here changes what is accepted."""

from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Told:
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
