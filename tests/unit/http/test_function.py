"""From a handler's outcome to an HTTP answer: successes, problem details, and the line in the log."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from flask import Response
from google.api_core import exceptions as google
from pydantic import BaseModel
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import NotFound as WerkzeugNotFound

from common.base import errors
from common.base.schema import FieldError
from common.classifier.model import Classification
from common.http.function import Function
from common.http.operation import Answer, Operation, operation
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence, Source
from tests.support.calls import ANYBODY, request


class Greeting(BaseModel):
    text: str
    nothing: None = None


@operation("greet", "Greet", access=ANYBODY, status=HTTPStatus.CREATED)
def greet() -> Answer[Greeting]:
    return Answer(Greeting(text="Hello"), {"ETag": '"1"'})


def raising(failure: Exception) -> Operation:
    @operation("fail", "Fail", access=ANYBODY)
    def handler() -> Answer[Greeting]:
        raise failure

    return handler


def problem(response: Response) -> dict[str, Any]:
    """The problem details of a failure, checked for their form."""
    assert response.content_type == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    content: dict[str, Any] = json.loads(response.get_data())
    assert content.keys() <= {"type", "title", "status", "detail", "errors"}
    assert content["type"] == "about:blank"
    assert content["status"] == response.status_code
    assert content["title"] == HTTPStatus(response.status_code).phrase
    assert content["detail"]
    return content


def failure_of(failure: Exception) -> Response:
    return Function("fails", {"/api/tickets": {"GET": raising(failure)}})(request())


def test_a_success_is_json_that_nobody_keeps() -> None:
    response = Function("greet", {"/api/tickets": {"GET": greet}})(request())
    assert response.status_code == 201
    assert response.content_type == "application/json"
    assert (response.headers["Cache-Control"], response.headers["ETag"]) == ("no-store", '"1"')
    assert json.loads(response.get_data()) == {"text": "Hello", "nothing": None}


@pytest.mark.parametrize(
    ("failure", "status", "headers"),
    [
        (errors.BadRequest("No."), 400, {}),
        (errors.Unauthorized("No."), 401, {"WWW-Authenticate": "Bearer"}),
        (errors.Forbidden("No."), 403, {}),
        (errors.NotFound(), 404, {}),
        (errors.Conflict("No."), 409, {}),
        (errors.Stale("No."), 412, {}),
        (errors.TooLarge("No."), 413, {}),
        (errors.UnsupportedMediaType("No."), 415, {}),
        (errors.KeyReused("No."), 422, {}),
        (errors.Unavailable(7), 503, {"Retry-After": "7"}),
        (WerkzeugNotFound("internal detail"), 404, {}),
        (HTTPException("internal detail"), 500, {}),
    ],
)
def test_every_error_becomes_problem_details_with_its_headers(
    failure: Exception, status: int, headers: dict[str, str]
) -> None:
    response = failure_of(failure)
    assert response.status_code == status
    assert "internal detail" not in json.dumps(problem(response))
    assert headers.items() <= dict(response.headers).items()


def test_field_errors_are_listed_and_absent_when_there_are_none() -> None:
    fault = FieldError(field="title", message="is required")
    assert problem(failure_of(errors.BadRequest("No.", errors=[fault])))["errors"] == [fault.model_dump()]
    assert "errors" not in problem(failure_of(errors.BadRequest("No.")))


OUTAGES = ("Aborted", "DeadlineExceeded", "InternalServerError", "ResourceExhausted", "ServiceUnavailable")


@pytest.mark.parametrize("name", OUTAGES)
def test_an_outage_of_the_database_is_a_503_that_says_when_to_come_back(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    response = failure_of(getattr(google, name)("secret"))
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "secret" not in json.dumps(problem(response))
    assert "Firestore could not serve" in capsys.readouterr().out


@pytest.mark.parametrize("failure", [ValueError("secret"), KeyError("secret"), OSError("secret")])
def test_the_unexpected_is_a_500_that_says_nothing_and_is_logged(
    failure: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    response = failure_of(failure)
    assert response.status_code == 500
    assert "secret" not in json.dumps(problem(response))
    logged = capsys.readouterr().out
    assert type(failure).__name__ in logged
    assert "stack_trace" in logged
    assert "secret" not in logged


@pytest.mark.parametrize(("warning", "present"), [(None, False), ("Gemini is busy.", True)])
def test_only_a_warning_is_left_out_when_there_is_none(warning: str | None, present: bool) -> None:
    classification = Classification(
        suggested_category=Category.GENERAL,
        suggested_priority=Priority.LOW,
        source=Source.LOCAL,
        confidence=Confidence.LOW,
        reason="",
        signals=[],
        warning=warning,
    )

    @operation("classify", "Classify", access=ANYBODY)
    def classify() -> Answer[Classification]:
        return Answer(classification)

    served = Function("classify", {"/api/tickets/classify": {"POST": classify}})
    response = served(request("POST"))
    assert ("warning" in json.loads(response.get_data())) is present


def test_an_answer_of_nothing_has_no_body() -> None:
    @operation("delete", "Delete", access=ANYBODY, status=HTTPStatus.NO_CONTENT)
    def delete() -> Answer[None]:
        return Answer(None)

    response = Function("delete", {"/api/tickets": {"DELETE": delete}})(request("DELETE"))
    assert (response.status_code, response.get_data()) == (204, b"")
    assert (response.headers["Cache-Control"], "Content-Type" in response.headers) == ("no-store", False)


def test_each_request_is_logged_as_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Function("greet", {"/api/tickets": {"GET": greet}})(request("PUT", "/api/tickets?search=private"))
    entry = json.loads(capsys.readouterr().out)
    assert entry.pop("duration_ms") >= 0
    assert entry == {
        "severity": "INFO",
        "message": "PUT greet 405",
        "function": "greet",
        "method": "PUT",
        "path": "/api/tickets",
        "status": 405,
        "caller": "unknown",
    }
