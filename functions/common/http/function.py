"""HTTP for every function: finds the operation, turns every failure into problem details, logs one line."""

import re
import time
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from http import HTTPStatus
from importlib import import_module
from typing import Any

from flask import Request, Response, current_app, has_app_context
from google.api_core import exceptions as google
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import NotFound as NoRule
from werkzeug.routing import BaseConverter, Map, Rule

from common.base import deadline, logs
from common.base.config import CONCURRENCY, MEMORY_MB
from common.base.errors import ApiError, MethodNotAllowed, NotFound, Unavailable
from common.base.headers import ETAG
from common.base.ids import is_id
from common.base.parameters import Secret
from common.base.schema import Problem
from common.callers.call import Call
from common.http import cors
from common.http.operation import Answer, Operation

HEALTH_PATH = "/__/health"
"""What the emulator asks after starting a function; also how `make dev` warms them."""

PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
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

type Operations = Mapping[str, Operation]
"""By HTTP method."""


class _OwnId(BaseConverter):
    """An id at the function's own address; what begins with /api is a path behind Hosting."""

    part_isolating = True
    regex = r"(?!api\Z)[^/]+"


@dataclass(eq=False)
class Function:
    """A deployable function, which answers each HTTP method at each of its paths with an operation.

    Paths are those behind Hosting. `{id}` stands for an id, another name in braces for something that belongs to it. At
    the function's own address the part before the id is absent; both are served, with and without a slash at the end.
    GET serves HEAD too. A path may name the module that has its `OPERATIONS`; the first request for it loads that.
    """

    name: str
    paths: Mapping[str, Operations | str]
    _: KW_ONLY
    max_instances: int = 10
    is_public: bool = False
    """Whether the public pages call it, so that MIN_INSTANCES of it are kept."""
    timeout_s: int = 15
    """After which the platform ends a request."""
    secrets: tuple[Secret, ...] = ()
    subject: str = "ticket"
    """What the ids in its paths belong to, as the log names it."""
    waits_s: float | None = deadline.ANSWER_S
    """Seconds that a request may wait in all for others; None leaves that to the handler."""
    memory_mb: int = MEMORY_MB
    concurrency: int = CONCURRENCY

    def __post_init__(self) -> None:
        whole = [it for it in self.paths if "{id}" not in it]
        rules = [Rule(form, endpoint=path) for path in self.paths for form in _forms(path, alone=len(whole) == 1)]
        self._map = Map(rules, converters={"own": _OwnId})
        if has_app_context():
            # A path with a line break matches no rule of the framework, which answers without calling us.
            current_app.register_error_handler(HTTPStatus.NOT_FOUND, lambda _: _problem(NotFound()))

    def __call__(self, request: Request) -> Response:
        if request.path == HEALTH_PATH:
            return Response(status=HTTPStatus.NO_CONTENT)
        started = time.perf_counter()
        logs.follow(request.headers.get("X-Cloud-Trace-Context", ""), request.headers.get("traceparent", ""))
        call = Call(request)
        with deadline.within(self.waits_s):
            response = self._respond(call)
        call.drain()
        cors.allow(response)
        self._log(call, response, started)
        return response

    def operations(self, path: str) -> Operations:
        """What is served at one of the declared paths."""
        found = self.paths[path]
        if isinstance(found, str):
            loaded: Operations = import_module(found).OPERATIONS
            return loaded
        return found

    def _respond(self, call: Call) -> Response:
        try:
            return self._answer(call)
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

    def _answer(self, call: Call) -> Response:
        call.path, call.names = self._match(call.request.path)
        if is_id(call.id):
            logs.about(**{self.subject: call.id})
        operations = self.operations(call.path)
        allowed = ", ".join([*operations, *(["HEAD"] if "GET" in operations else []), "OPTIONS"])
        method = "GET" if call.request.method == "HEAD" else call.request.method
        if method == "OPTIONS":
            return Response(status=HTTPStatus.NO_CONTENT, headers={"Allow": allowed})
        if method not in operations:
            raise MethodNotAllowed(allowed)
        return _success(operations[method](call), operations[method])

    def _match(self, path: str) -> tuple[str, Mapping[str, str]]:
        """The declared path, and what stands for its names; raises NotFound when there is none."""
        try:
            declared, given = self._map.bind("").match("/" + "/".join(filter(None, path.split("/"))))
        except NoRule:
            raise NotFound from None
        return declared, given

    def _log(self, call: Call, response: Response, started: float) -> None:
        logs.info(
            f"{call.request.method} {self.name} {response.status_code}",
            function=self.name,
            method=call.request.method,
            path=call.path,
            status=response.status_code,
            duration_ms=round((time.perf_counter() - started) * 1000, 1),
            caller=call.caller_kind,
        )


def _forms(path: str, *, alone: bool) -> tuple[str, str]:
    """Of a declared path, the rules for the path behind Hosting and for the function's own address.

    `alone` is whether the function has no other path without an id; each of several keeps its last part.
    """
    path = re.sub(r"\{(\w+)\}", r"<\1>", path)
    before, variable, rest = path.partition("/<id>")
    own = f"/<own:id>{rest}" if variable else "/" if alone else f"/{before.rpartition('/')[2]}"
    return path, own


def _success(answer: Answer[Any], operation: Operation) -> Response:
    if answer.body is None:
        nothing = Response(status=operation.status, headers={"Cache-Control": "no-store", **answer.headers})
        del nothing.headers["Content-Type"]
        return nothing
    if isinstance(answer.body, bytes):
        media_type = answer.headers.get("Content-Type", operation.gives)
        return Response(answer.body, operation.status, {**PRIVATE, **answer.headers}, content_type=media_type)
    response = _json(answer.body.model_dump_json(), operation.status, "application/json", answer.headers)
    if (version := getattr(answer.body, "version", None)) is not None:
        logs.about(version=version)
    if ETAG in operation.sends:
        response.set_etag(str(version))
    return response


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
        headers={**PRIVATE, **headers},
    )
