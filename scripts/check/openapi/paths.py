"""The description of one operation."""

from typing import Any

from pydantic import BaseModel

from common.attachments.model import FILE_MAX
from common.base import ids
from common.base.headers import APP_CHECK
from common.conversation.inputs import ID as MESSAGE_ID
from scripts.check.openapi import failures
from scripts.check.openapi.deployed import Endpoint
from scripts.check.openapi.examples import ANSWERS, BODIES
from scripts.check.openapi.parts import answer_headers, header_parameter
from scripts.check.openapi.schemas import Schema, components, reference
from scripts.check.openapi.security import is_credential, requirements

JSON, FORM, BYTES = "application/json", "multipart/form-data", "application/octet-stream"
EMPTY = {"type": "string", "maxLength": 0}
"""An empty value in the query string, which is as good as none."""
FILE = {"type": "string", "format": "binary", "minLength": 1, "maxLength": FILE_MAX}
UPLOAD = {
    FORM: {"schema": {"type": "object", "properties": {"file": FILE}, "required": ["file"]}},
    BYTES: {"schema": FILE},
}
"""The bodies of an upload."""


def described(endpoint: Endpoint) -> dict[str, Any]:
    """The operation object."""
    operation = endpoint.operation
    parameters = [*_of_path(endpoint.path), *_of_query(operation.query), *_of_headers(endpoint)]
    return {
        "operationId": endpoint.name,
        "tags": [tag(endpoint.path)],
        "summary": operation.summary,
        **({"description": _prose(operation.handler)} if operation.handler.__doc__ else {}),
        "security": requirements(operation.access, operation.headers),
        **({"parameters": parameters} if parameters else {}),
        **_request_body(endpoint),
        "responses": {
            str(int(operation.status)): _success(endpoint),
            **failures.responses(endpoint.path, operation),
        },
    }


def _request_body(endpoint: Endpoint) -> dict[str, Any]:
    operation = endpoint.operation
    if operation.uploads:
        return {"requestBody": {"required": True, "content": UPLOAD}}
    content = {"content": _content(operation.body, BODIES)} if operation.body else _raw(operation.takes)
    return {"requestBody": {"required": True, **content}} if content else {}


def _raw(takes: str | tuple[str, ...] | None) -> Schema:
    if isinstance(takes, tuple):
        fields = {it: {"type": "string"} for it in takes}
        return {"content": {FORM: {"schema": {"type": "object", "properties": fields, "required": list(takes)}}}}
    return {"content": {takes: {"schema": {"type": "string", "format": "binary"}}}} if takes else {}


def tag(path: str) -> str:
    """The group that a path belongs to: its first part after /api."""
    return path.split("/")[2]


def _prose(thing: object) -> str:
    return " ".join((thing.__doc__ or "").split())


def _content(model: type[BaseModel], examples: dict[type[BaseModel], Any]) -> Schema:
    example = {"example": examples[model]} if model in examples else {}
    return {JSON: {"schema": reference(model), **example}}


def _success(endpoint: Endpoint) -> dict[str, Any]:
    operation = endpoint.operation
    model = operation.answer
    text = _prose(model) if model and model.__doc__ else operation.status.phrase
    content = {"content": _content(model, ANSWERS)} if model else _raw(operation.gives)
    return {"description": text, **answer_headers(operation.sends), **content}


def _of_path(path: str) -> list[dict[str, Any]]:
    own = {"type": "string", "pattern": f"^{ids.PATTERN}$"}
    is_ticket = tag(path) in ("tickets", "track")
    within = {"type": "string", "pattern": MESSAGE_ID}
    known = (
        _in_path("id", "The id, as the API returned it.", own if is_ticket else {"type": "string"}),
        _in_path("message", "The id of the message.", within),
        _in_path("attachment", "The id of the file, without a secret.", own),
    )
    return [it for it in known if f"{{{it['name']}}}" in path]


def _in_path(name: str, description: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _of_query(model: type[BaseModel] | None) -> list[dict[str, Any]]:
    if model is None:
        return []
    schema = components([(model, "validation")])[model.__name__]
    return [_query_parameter(name, dict(it)) for name, it in schema["properties"].items()]


def _query_parameter(name: str, schema: Schema) -> dict[str, Any]:
    remark = schema.pop("description", None)
    default = {"default": schema.pop("default")} if "default" in schema else {}
    either = schema if schema.get("type") == "string" and "pattern" not in schema else {"anyOf": [schema, EMPTY]}
    described = {"description": remark} if remark else {}
    return {"name": name, "in": "query", **described, "schema": {**either, **default}}


def _of_headers(endpoint: Endpoint) -> list[dict[str, Any]]:
    operation = endpoint.operation
    of_public = (APP_CHECK,) if operation.access.public else ()
    return [header_parameter(it) for it in (*operation.headers, *of_public) if not is_credential(it)]
