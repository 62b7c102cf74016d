"""Operations: what answers one method at one path, declared once for serving and describing it.

`openapi.json` is written from the same objects (scripts/check/openapi), so it says what is served.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from common.agents import store as agents
from common.base.errors import ApiError
from common.base.headers import Header
from common.callers.call import BODY_MAX, Call
from common.http.access import Access


@dataclass(frozen=True)
class Answer[M: BaseModel | bytes | None]:
    """A success: what to serialise (bytes: as they are; None: nothing), and what to say in headers."""

    body: M
    headers: Mapping[str, str] = field(default_factory=dict)


type Failures = Mapping[type[ApiError], str]
"""When an operation answers these, in a sentence; what every operation can answer is not among them."""


@dataclass(frozen=True)
class Operation:
    """A handler with everything that a caller must know of it; calling it answers one request."""

    name: str
    """Its identifier, unique among all."""
    handler: Callable[..., Answer[Any]]
    summary: str
    access: Access
    status: HTTPStatus
    """Of a success."""
    headers: tuple[Header, ...]
    """What it reads beside the credentials."""
    sends: tuple[Header, ...]
    """What every success carries."""
    failures: Failures
    body_max: int = BODY_MAX
    """In bytes."""
    takes: str | tuple[str, ...] | None = None
    """Of a body that is no JSON: its media type, or the fields of a form that it is."""
    uploads: bool = False
    """Whether the body is a file: the field `file` of a form, or raw."""
    gives: str | None = None
    """The media type of a success that is no JSON."""

    def __call__(self, call: Call) -> Answer[Any]:
        """Raises Unauthorized or Forbidden, then BadRequest and its like, before the handler is called."""
        call.body_max = self.body_max
        caller = self.access.admit(call)
        agents.add_if_new(caller)
        given: dict[str, Any] = {"call": call, "caller": caller}
        if self.query is not None:
            given["query"] = call.query(self.query)
        if self.body is not None:
            given["body"] = call.body(self.body)
        return self.handler(**{name: given[name] for name in self._parameters})

    @cached_property
    def body(self) -> type[BaseModel] | None:
        """What is sent, as JSON."""
        return self._hints.get("body")

    @cached_property
    def query(self) -> type[BaseModel] | None:
        """What the query string may have."""
        return self._hints.get("query")

    @cached_property
    def answer(self) -> type[BaseModel] | None:
        """What a success has as its body; None where it has none."""
        (model,) = get_args(self._hints["return"])
        return model if issubclass(model, BaseModel) else None

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.handler)

    @cached_property
    def _parameters(self) -> tuple[str, ...]:
        return tuple(inspect.signature(self.handler).parameters)


def operation(
    name: str,
    summary: str,
    *,
    access: Access,
    status: HTTPStatus = HTTPStatus.OK,
    headers: tuple[Header, ...] = (),
    sends: tuple[Header, ...] = (),
    failures: Failures | None = None,
    body_max: int = BODY_MAX,
    takes: str | tuple[str, ...] | None = None,
    uploads: bool = False,
    gives: str | None = None,
) -> Callable[[Callable[..., Answer[Any]]], Operation]:
    """Makes an operation of a handler, whose signature says the rest.

    Of its parameters, which are all optional, `call` is the request, `caller` who sent it, `query` and `body` what was
    sent, read as the model that they are annotated with. It returns `Answer[Model]`.
    """

    def made(handler: Callable[..., Answer[Any]]) -> Operation:
        declared = (name, handler, summary, access, status, headers, sends, failures or {})
        return Operation(*declared, body_max, takes, uploads, gives)

    return made
