"""Writes the frontend's view of the contract, `hosting/src/shared/contract.ts`, from `hosting/public/api/openapi.json`.

Run it after a change of that; `--check` writes nothing and fails when the file is not what it would write.
"""

import argparse
import json
import sys
from typing import Any

from scripts.base.paths import ROOT

SOURCE = ROOT / "hosting" / "public" / "api" / "openapi.json"
TARGET = ROOT / "hosting" / "src" / "shared" / "contract.ts"
HEADER = "// Written by scripts/check/contract.py from openapi.json; change the models that this is written from.\n"
SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
WIDTH = 120
"""Of a line, as biome breaks it."""
LISTED = {"Category": "CATEGORIES", "Priority": "PRIORITIES"}
"""The enums whose values the public pages go through; of the others they know the type."""

type Schema = dict[str, Any]
"""A JSON schema as OpenAPI has it."""


def limits(document: Schema) -> dict[str, int]:
    """The limits that the pages know; the server checks these and others in any case."""
    schemas = document["components"]["schemas"]
    query = {it["name"]: it["schema"] for it in document["paths"]["/api/tickets"]["get"]["parameters"]}
    upload = document["paths"]["/api/attachments"]["post"]["requestBody"]["content"]
    return {
        "TITLE_MAX": schemas["NewTicket"]["properties"]["title"]["maxLength"],
        "DESCRIPTION_MAX": schemas["NewTicket"]["properties"]["description"]["maxLength"],
        "NAME_MAX": schemas["Requester"]["properties"]["name"]["anyOf"][0]["maxLength"],
        "EMAIL_MAX": schemas["Requester"]["properties"]["email"]["anyOf"][0]["maxLength"],
        "SEARCH_MAX": query["search"]["maxLength"],
        "PAGE_SIZE_MAX": query["page_size"]["anyOf"][0]["maximum"],
        "PAGE_SIZE_DEFAULT": query["page_size"]["default"],
        "MESSAGE_MAX": schemas["NewMessage"]["properties"]["text"]["maxLength"],
        "ATTACHMENTS_MAX": schemas["NewMessage"]["properties"]["attachments"]["maxItems"],
        "FILE_MAX": upload["application/octet-stream"]["schema"]["maxLength"],
        "COUNT_MAX": schemas["TicketPage"]["properties"]["count"]["maximum"],
    }


def union(schemas: list[Schema]) -> str:
    return " | ".join(typescript(schema) for schema in schemas)


def typescript(schema: Schema) -> str:
    """The TypeScript type of a value that fits the schema. Raises ValueError on a construct that has no words here."""
    match schema:
        case {"$ref": reference}:
            return str(reference).rpartition("/")[2]
        case {"type": "object", "additionalProperties": values}:
            return f"Record<{typescript(schema.get('propertyNames', {'type': 'string'}))}, {typescript(values)}>"
        case {"anyOf": options}:
            return union(options)
        case {"const": value}:
            return json.dumps(value)
        case {"type": "array", "items": items}:
            return f"{typescript(items)}[]"
        case {"type": kind} if kind in SCALARS:
            return SCALARS[kind]
    raise ValueError(f"no TypeScript for {schema}")


def enum(name: str, values: list[str]) -> str:
    words = [json.dumps(value) for value in values]
    if name not in LISTED:
        line = f"export type {name} = {' | '.join(words)};"
        return line if len(line) <= WIDTH else f"export type {name} =\n  | " + "\n  | ".join(words) + ";"
    constant = f"export const {LISTED[name]} = [{', '.join(words)}] as const;"
    return f"{constant}\nexport type {name} = (typeof {LISTED[name]})[number];"


def field(name: str, schema: Schema, model: Schema) -> str:
    mark = "" if name in model.get("required", []) else "?"
    return f"  {name}{mark}: {typescript(schema)};"


def interface(name: str, model: Schema) -> str:
    fields = "\n".join(field(name, schema, model) for name, schema in model["properties"].items())
    comment = f"/** {model['description']} */\n" if "description" in model else ""
    return f"{comment}export interface {name} {{\n{fields}\n}}"


def contract(document: Schema) -> str:
    schemas = document["components"]["schemas"].items()
    enums = [enum(name, schema["enum"]) for name, schema in schemas if "enum" in schema]
    interfaces = [interface(name, schema) for name, schema in schemas if "enum" not in schema]
    numbers = "\n".join(f"export const {name} = {value};" for name, value in limits(document).items())
    return "\n\n".join([HEADER.strip(), numbers, *enums, *interfaces]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail if the file differs from openapi.json")
    wanted = contract(json.loads(SOURCE.read_text(encoding="utf-8")))
    if not parser.parse_args().check:
        TARGET.write_text(wanted, encoding="utf-8")
    elif TARGET.read_text(encoding="utf-8") != wanted:
        print(f"{TARGET.relative_to(ROOT)} does not match openapi.json: run scripts.check.contract", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
