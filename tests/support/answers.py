"""What every answer of the functions must look like, asserted in one place."""

from http import HTTPStatus
from typing import Any

import httpx


def problem(answer: httpx.Response, status: int, *fields: str) -> dict[str, Any]:
    """The problem details of an answer that must be this failure and must find fault with exactly these fields."""
    _is_private_json(answer, status, "application/problem+json")
    content: dict[str, Any] = answer.json()
    assert content.keys() - {"errors"} == {"type", "title", "status", "detail"}
    assert (content["type"], content["status"]) == ("about:blank", status)
    assert content["title"] == HTTPStatus(status).phrase
    assert content["detail"]
    errors = content.get("errors", [])
    assert all(error.keys() == {"field", "message"} and error["message"] for error in errors), errors
    assert sorted(error["field"] for error in errors) == sorted(fields), errors
    assert "errors" not in content or errors
    return content


def success(answer: httpx.Response, status: int = HTTPStatus.OK) -> Any:
    """The JSON of an answer that must be a success."""
    _is_private_json(answer, status, "application/json")
    return answer.json()


def _is_private_json(answer: httpx.Response, status: int, content_type: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
