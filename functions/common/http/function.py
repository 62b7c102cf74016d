"""HTTP for every function: routes by method, reads input, turns every failure into problem details, logs one line."""

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Request, Response
from google.api_core import exceptions as google
from werkzeug.exceptions import HTTPException

from common.base import deadline, logs
from common.base.errors import ApiError, MethodNotAllowed, NotFound, Unavailable
from common.base.ids import is_ticket_id
from common.base.schema import Problem
from common.callers.call import Call
from common.http import cors
from common.http.operation import Answer, Operation

HEALTH_PATH = "/__/health"
"""What the emulator asks after starting a function; also how `make dev` warms them."""

FIRESTORE_OUTAGES = (
    google.Aborted,
    google.Cancelled,
    google.DeadlineExceeded,
    google.InternalServerError,
    google.ResourceExhausted,
    google.RetryError,
    google.ServiceUnavailable,
    google.Unknown,  # what a connection that broke off in the middle of an answer can be called
)


WEBHOOK_WORDS = {"webhooks", "secret", "deliveries", "replay"}
"""What stands in the paths of webhooks, and may be logged."""


def function(
    name: str, at: str, *, waits_s: float | None = deadline.ANSWER_S, **operations: Operation
) -> Callable[[Request], Response]:
    """The deployable function `name`, which answers each HTTP method with its operation.

    A request may wait `waits_s` seconds in all for others; None leaves that to the handler.

    `at` is the path behind Hosting, `{id}` standing for a ticket's id. At the function's own address that path's fixed
    part is absent; both are served, with and without a slash at the end. GET serves HEAD too.
    What was declared can be read from the function: `at`, and `operations` by method.
    """
    allowed = ", ".join(_methods(operations))

    def serve(request: Request) -> Response:
        if request.path == HEALTH_PATH:
            return Response(status=HTTPStatus.NO_CONTENT)
        started = time.perf_counter()
        logs.follow(request.headers.get("X-Cloud-Trace-Context", ""), request.headers.get("traceparent", ""))
        call = Call(request)
        with deadline.within(waits_s):
            response = _respond(call, at, operations, allowed)
        call.drain()
        cors.allow(request, response, allowed)
        _log_request(name, call, response, started)
        return response

    serve.__name__ = serve.__qualname__ = name
    serve.__dict__.update(at=at, operations=operations)
    return serve


def _methods(operations: Mapping[str, Operation]) -> list[str]:
    return [*operations, *(["HEAD"] if "GET" in operations else []), "OPTIONS"]


def _respond(call: Call, at: str, operations: Mapping[str, Operation], allowed: str) -> Response:
    try:
        call.ticket_id = _ticket_id(call.request.path, at)
        if is_ticket_id(call.ticket_id):
            logs.about(**{_subject(at): call.ticket_id})
        method = "GET" if call.request.method == "HEAD" else call.request.method
        if method == "OPTIONS":
            return Response(status=HTTPStatus.NO_CONTENT, headers={"Allow": allowed})
        if method not in operations:
            raise MethodNotAllowed(allowed)
        answer = operations[method](call)
        if (version := getattr(answer.body, "version", None)) is not None:
            logs.about(version=version)
        return _success(answer, operations[method].status)
    except ApiError as error:
        return _problem(error)
    except FIRESTORE_OUTAGES as failure:
        logs.error("Firestore could not serve", failure)
        return _problem(Unavailable())
    except HTTPException as failure:
        return _problem_of_status(failure.code or 500, failure.name)
    except Exception as failure:  # noqa: BLE001  # the one place that keeps what is unexpected from the caller
        logs.error("unexpected failure", failure)
        return _problem_of_status(500, "Something went wrong on our side.")


def _subject(at: str) -> str:
    """What the id in the path is one of, by the name that it has in the log."""
    return {"keys": "api_key", "webhooks": "webhook"}.get(at.split("/")[2], "ticket")


def _ticket_id(path: str, at: str) -> str:
    """The one variable segment of `path`, or "" where `at` has none; raises NotFound when the path is another."""
    expected, given = ([it for it in whole.split("/") if it] for whole in (at, path))
    variable = [it for it in expected if it == "{id}"]
    for form in (expected, variable):
        if len(given) == len(form) and all(there in ("{id}", here) for there, here in zip(form, given, strict=True)):
            return given[form.index("{id}")] if variable else ""
    raise NotFound


def _success(answer: Answer[Any], status: HTTPStatus) -> Response:
    if answer.body is None:
        nothing = Response(status=status, headers={"Cache-Control": "no-store", **answer.headers})
        del nothing.headers["Content-Type"]
        return nothing
    return _json(answer.body.model_dump_json(), status, "application/json", answer.headers)


def _problem(error: ApiError) -> Response:
    status = HTTPStatus(error.status)
    problem = Problem(title=status.phrase, status=status, detail=error.detail, errors=error.errors or None)
    return _json(problem.model_dump_json(), status, "application/problem+json", error.headers)


def _problem_of_status(status: int, detail: str) -> Response:
    error = ApiError(detail)
    error.status = status
    return _problem(error)


def _json(body: str, status: HTTPStatus, content_type: str, headers: Mapping[str, str]) -> Response:
    return Response(
        body,
        status=status,
        content_type=content_type,
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **headers},
    )


def _loggable(path: str) -> str:
    """The path with a star for every segment that is neither ours nor a ticket's id: people paste tokens anywhere."""
    known = {"api", "tickets", "stats", "classify", "track", "history", "link", "release", "keys", ""} | WEBHOOK_WORDS
    return "/".join(it if it in known or is_ticket_id(it) else "*" for it in path.split("/"))[:200]


def _log_request(name: str, call: Call, response: Response, started: float) -> None:
    logs.info(
        f"{call.request.method} {name} {response.status_code}",
        function=name,
        method=call.request.method,
        path=_loggable(call.request.path),
        status=response.status_code,
        duration_ms=round((time.perf_counter() - started) * 1000, 1),
        caller=call.caller_kind,
    )
