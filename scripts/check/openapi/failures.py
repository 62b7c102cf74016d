"""Which failures an operation can answer: those that it names, and those that follow from what it takes."""

from typing import Any

from common.base import errors
from common.base.errors import ApiError
from common.base.headers import RETRY_AFTER, WWW_AUTHENTICATE, Header
from common.base.schema import Problem
from common.http.access import Access
from common.http.operation import Operation
from scripts.check.openapi.parts import answer_headers
from scripts.check.openapi.schemas import reference

MEDIA_TYPE = "application/problem+json"
HEADERS: dict[int, tuple[Header, ...]] = {401: (WWW_AUTHENTICATE,), 429: (RETRY_AFTER,), 503: (RETRY_AFTER,)}

type Failures = dict[int, str]


def failures(path: str, operation: Operation) -> Failures:
    """When it answers which status, in its order."""
    named = {kind.status: sentence for kind, sentence in operation.failures.items()}
    return dict(sorted({**_derived(path, operation), **named}.items()))


def _derived(path: str, operation: Operation) -> Failures:
    takes_input = operation.body or operation.query or any(it.pattern for it in operation.headers)
    found = {kind.status: sentence for kind, sentence in ALWAYS.items()}
    if takes_input:
        found[400] = "The body, the query string or a header is not valid; `errors` names each fault."
    access = operation.access
    if access.agents or access.public:
        found[401] = "Credentials are missing or bad; bad ones are never taken for none."
        found[401] += " Or App Check is enforced, and its token is." if access.public else ""
    if access.agents:
        found[403] = _forbidden(access)
    if access.is_limited:
        found[429] = "Too many requests of this client or integration."
    if "{" in path:
        found[404] = "There is nothing under this id, or nothing for this token."
    if operation.body:
        found[413] = f"The body has more than {operation.body_max // 1024} KiB."
        found[415] = "The body is not JSON in UTF-8, or is compressed."
    return found


def _forbidden(access: Access) -> str:
    who = "an admin" if access.admins_only else "an agent"
    return f"Signed in, but not as {who}{'; or the API key lacks the scope' if access.scopes else ''}."


def responses(path: str, operation: Operation) -> dict[str, Any]:
    return {str(status): _response(status, sentence) for status, sentence in failures(path, operation).items()}


def _response(status: int, sentence: str) -> dict[str, Any]:
    headers = answer_headers(HEADERS.get(status, ()))
    return {"description": sentence, **headers, "content": {MEDIA_TYPE: {"schema": reference(Problem)}}}


ALWAYS: dict[type[ApiError], str] = {
    ApiError: "Our fault; nothing internal is said, everything is logged.",
    errors.Unavailable: "Firestore could not serve. Repeating is safe, with the same idempotency key if there was one.",
}
