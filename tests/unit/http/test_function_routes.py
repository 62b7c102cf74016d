"""Which requests reach a function's handlers, and how."""

import json
from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask import Request, Response
from pydantic import BaseModel

from common.callers.call import Call
from common.http.function import Function
from common.http.operation import Answer, operation
from tests.support.calls import ANYBODY, request

type Served = Callable[[Request], Response]
ID = "7" + "z" * 25


class Greeting(BaseModel):
    ticket: str


@operation("greet", "Greet", access=ANYBODY, status=HTTPStatus.CREATED)
def greet(call: Call) -> Answer[Greeting]:
    return Answer(Greeting(ticket=call.id))


@operation("fail", "Fail", access=ANYBODY)
def forbidden() -> Answer[Greeting]:
    raise AssertionError("no handler should have been called")


def answer(served: Served, method: str = "GET", path: str = "/") -> Response:
    return served(request(method, path))


@pytest.mark.parametrize(
    "path", [f"/api/tickets/{ID}", f"/api/tickets/{ID}/", f"/{ID}", f"/{ID}/", f"/api//tickets/{ID}"]
)
def test_an_item_answers_at_hostings_path_and_at_its_own(path: str) -> None:
    response = answer(Function("greet", {"/api/tickets/{id}": {"GET": greet}}), path=path)
    assert json.loads(response.get_data())["ticket"] == ID


@pytest.mark.parametrize("path", [f"/api/tickets/{ID}/history", f"/api/tickets/{ID}/history/", f"/{ID}/history"])
def test_what_belongs_to_an_item_answers_at_hostings_path_and_at_its_own(path: str) -> None:
    response = answer(Function("greet", {"/api/tickets/{id}/history": {"GET": greet}}), path=path)
    assert json.loads(response.get_data())["ticket"] == ID


def test_a_function_serves_each_of_its_paths_also_those_that_a_module_has() -> None:
    link = "endpoints.tickets.link"
    served = Function("ticket", {"/api/tickets/{id}": {"GET": greet}, "/api/tickets/{id}/link": link})
    allowed = {path: answer(served, "OPTIONS", path).headers["Allow"] for path in (f"/{ID}", f"/{ID}/link")}
    assert allowed == {f"/{ID}": "GET, HEAD, OPTIONS", f"/{ID}/link": "POST, DELETE, OPTIONS"}
    assert answer(served, path=f"/{ID}/history").status_code == 404


@pytest.mark.parametrize("path", ["/", "/api/tickets", "/api/tickets/"])
def test_a_collection_answers_at_hostings_path_and_at_its_own(path: str) -> None:
    assert answer(Function("greet", {"/api/tickets": {"GET": greet}}), path=path).status_code == 201


@pytest.mark.parametrize(
    ("at", "path"),
    [
        ("/api/tickets", "/api"),
        ("/api/tickets", "/api/tickets/x"),
        ("/api/tickets", "/api/nonsense"),
        ("/api/tickets", "/tickets"),
        ("/api/tickets/{id}", "/"),
        ("/api/tickets/{id}", "/api/tickets"),
        ("/api/tickets/{id}", f"/api/tickets/{ID}/x"),
        ("/api/tickets/{id}", f"/api/other/{ID}"),
        ("/api/tickets/stats", "/api/tickets/stats/x"),
        ("/api/tickets/stats", "/stats"),
        ("/api/tickets/{id}/history", "/"),
        ("/api/tickets/{id}/history", f"/api/tickets/{ID}"),
        ("/api/tickets/{id}/history", f"/api/tickets/{ID}/link"),
        ("/api/tickets/{id}/history", f"/api/tickets/{ID}/history/x"),
        ("/api/tickets/{id}/history", f"/{ID}"),
        ("/api/tickets/{id}/history", "/api/history"),
        ("/api/tickets/{id}", "/api"),
    ],
)
def test_any_other_path_is_not_found(at: str, path: str) -> None:
    response = answer(Function("greet", {at: {"GET": greet}}), path=path)
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "TRACE", "BREW", "get"])
def test_a_method_without_a_handler_is_refused_with_those_that_have_one(method: str) -> None:
    response = answer(Function("greet", {"/api/tickets": {"POST": greet}}), method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST, OPTIONS"
    assert response.content_type == "application/problem+json"


def test_head_is_allowed_wherever_get_is() -> None:
    served = Function("greet", {"/api/tickets": {"GET": greet, "PATCH": greet}})
    assert answer(served, "PUT").headers["Allow"] == "GET, PATCH, HEAD, OPTIONS"
    assert answer(served, "HEAD").status_code == 201


def test_options_says_what_is_allowed_and_calls_no_handler() -> None:
    response = answer(Function("fails", {"/api/tickets": {"POST": forbidden}}), "OPTIONS")
    assert (response.status_code, response.headers["Allow"], response.get_data()) == (204, "POST, OPTIONS", b"")


def test_the_emulators_probe_calls_no_handler_and_logs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    served = Function("fails", {"/api/tickets": {"GET": forbidden}})
    assert answer(served, path="/__/health").status_code == 204
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("at", "field"),
    [("/api/tickets/{id}/link", "ticket"), ("/api/track/{id}", "ticket"), ("/api/webhooks/{id}", "webhook")],
)
def test_the_log_says_what_the_id_in_the_path_is_one_of(
    at: str, field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(Function("greet", {at: {"GET": greet}}, subject=field), path=at.replace("{id}", ID))
    entry = json.loads(capsys.readouterr().out)
    assert {name for name, value in entry.items() if value == ID} == {field}
