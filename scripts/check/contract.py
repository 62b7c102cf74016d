"""Writes the frontend's view of the contract, `hosting/src/shared/contract.ts`, from the rooms' models and inputs.

Run it after a change of those; `--check` writes nothing and fails when the file is not what it would write.
"""

import argparse
import inspect
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "hosting" / "src" / "shared" / "contract.ts"
HEADER = "// Written by scripts/check/contract.py from functions/common; change the models there, not this file.\n"
SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}

sys.path.insert(0, str(ROOT / "functions"))
from common.base import schema as base
from common.callers import inputs as callers_inputs
from common.callers import model as callers
from common.classifier import inputs as classifier_inputs
from common.classifier import model as classifier
from common.counters import model as counters
from common.tickets import inputs
from common.tickets import model as models
from common.webhooks import model as webhooks

MODULES = (base, callers, models, counters, classifier, inputs, callers_inputs, classifier_inputs, webhooks)

LIMITS = ("TITLE_MAX", "DESCRIPTION_MAX", "NAME_MAX", "EMAIL_MAX", "SEARCH_MAX", "PAGE_SIZE_MAX", "PAGE_SIZE_DEFAULT")
"""The limits that the pages know; the server checks these and others in any case."""
BASES = (base.Request, base.Record, models.TicketContent)
"""Not sent or answered themselves."""
LISTED = (models.Category, models.Priority, models.Status, callers.Role, webhooks.WebhookEvent)
"""The enums whose values the pages go through; of the others they know the type."""

type Schema = dict[str, Any]
"""A JSON schema as pydantic writes it."""


def snake(name: str) -> str:
    return "".join(f"_{char}" if char.isupper() else char for char in name).strip("_")


def plural(name: str) -> str:
    """The constant that lists an enum's values: Category -> CATEGORIES."""
    upper = snake(name).upper()
    if upper.endswith("Y"):
        return f"{upper[:-1]}IES"
    return f"{upper}ES" if upper.endswith("S") else f"{upper}S"


def own(base: type) -> list[tuple[str, type]]:
    """The subclasses of `base` that the modules themselves define, in the order of the files."""
    return [
        (name, thing)
        for module in MODULES
        for name, thing in vars(module).items()
        if inspect.isclass(thing) and issubclass(thing, base) and thing.__module__ == module.__name__
    ]


def limits() -> str:
    known = {**vars(base), **vars(inputs)}
    return "\n".join(f"export const {name} = {known[name]};" for name in LIMITS)


def enum(name: str, members: type[StrEnum]) -> str:
    values = [json.dumps(member.value) for member in members]
    if members not in LISTED:
        return f"export type {name} = {' | '.join(values)};"
    constant = f"export const {plural(name)} = [{', '.join(values)}] as const;"
    return f"{constant}\nexport type {name} = (typeof {plural(name)})[number];"


def typescript(schema: Schema) -> str:
    """The TypeScript type of a value that fits the schema. Raises ValueError on a construct that has no words here."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(typescript(option) for option in schema["anyOf"])
    if "const" in schema:
        return json.dumps(schema["const"])
    kind = schema.get("type")
    if kind == "array":
        item = typescript(schema["items"])
        return f"({item})[]" if " " in item else f"{item}[]"
    if kind == "object" and "additionalProperties" in schema:
        return f"Record<{typescript(schema['propertyNames'])}, {typescript(schema['additionalProperties'])}>"
    if kind in SCALARS:
        return SCALARS[kind]
    raise ValueError(f"no TypeScript for {schema}")


def not_null(schema: Schema) -> Schema:
    options = [option for option in schema.get("anyOf", []) if option.get("type") != "null"]
    return {"anyOf": options} if options else schema


def interface(model: type[BaseModel], schema: Schema) -> str:
    """A field with a default may be left out, so it is optional. In a request that takes the place of null."""
    name, required, is_request = model.__name__, schema.get("required", []), issubclass(model, base.Request)
    fields = "\n".join(
        f"  {field}: {typescript(value)};"
        if field in required
        else f"  {field}?: {typescript(not_null(value) if is_request else value)};"
        for field, value in schema["properties"].items()
    )
    summary = schema.get("description")
    comment = f"/** {' '.join(summary.split())} */\n" if summary else ""
    return f"{comment}export interface {name} {{\n{fields}\n}}"


def contract() -> str:
    classes = [thing for _, thing in own(BaseModel) if thing not in BASES]
    _, schema = models_json_schema([(thing, "validation") for thing in classes])
    parts = [
        HEADER,
        limits(),
        "\n\n".join(enum(name, members) for name, members in own(StrEnum)),
        "\n\n".join(interface(thing, schema["$defs"][thing.__name__]) for thing in classes),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail if the file differs from the models")
    wanted = contract()
    if parser.parse_args().check:
        if TARGET.exists() and TARGET.read_text(encoding="utf-8") == wanted:
            return 0
        print(f"{TARGET.relative_to(ROOT)} does not match the models: run scripts/check/contract.py", file=sys.stderr)
        return 1
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
