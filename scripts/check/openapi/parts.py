"""The pieces of a description that parameters and answers share."""

from collections.abc import Iterable
from typing import Any

from common.base.headers import Header


def answer_headers(headers: Iterable[Header]) -> dict[str, Any]:
    """The member `headers` of an answer that always carries these; nothing where there are none."""
    always = {it.name: {"description": it.description, "required": True, "schema": _text(it)} for it in headers}
    return {"headers": always} if always else {}


def header_parameter(header: Header) -> dict[str, Any]:
    return {"name": header.name, "in": "header", "description": header.description, "schema": _text(header)}


def _text(header: Header) -> dict[str, Any]:
    return {"type": "string", **({"pattern": f"^({header.pattern})$"} if header.pattern else {})}
