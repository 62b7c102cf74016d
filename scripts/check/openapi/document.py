"""The whole document."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from common.base.schema import Problem
from common.http.function import Function
from common.webhooks.events import WebhookMessagePayload, WebhookPayload
from scripts.check.openapi.deployed import Endpoint, endpoints
from scripts.check.openapi.messages import messages
from scripts.check.openapi.paths import described, tag
from scripts.check.openapi.schemas import Mode, Schema, components
from scripts.check.openapi.security import SCHEMES

GENERAL = """\
A support desk: people and programs open tickets, agents work on them. Bodies are JSON in UTF-8, at most 64 KiB, those
of messages 160, but for files and mails; fields and parameters that are not named here are refused. Times are RFC 3339
in UTC. Texts are trimmed before anything else; lengths and patterns speak of what remains.

Every failure is problem details (RFC 9457), also where there is no such path (404) or the path has no such method (405,
whose `Allow` names those that it has). GET serves HEAD, every path OPTIONS, and a slash at the end is accepted.

A request with an idempotency key or a `webhook-id` takes effect once, however often it is sent. After a 503, a time-out
or a lost connection, repeat it with the same key.
"""

TAGS = {
    "tickets": "Opening, reading and changing tickets.",
    "track": "What the holder of a private status link may see and write.",
    "attachments": "Files for tickets and messages.",
    "mail": "Raw mails, as a provider hands them over.",
    "agents": "Who works on the desk.",
    "queues": "What there is to do, counted.",
    "views": "Lists of tickets that agents keep under a name.",
    "presence": "Who has which ticket open.",
    "keys": "API keys for integrations that cannot sign; for admins.",
    "webhooks": "Endpoints that tickets are sent to, and what was sent; for admins.",
    "messages": "What the desk sends to those endpoints: signed, at least once, in any order.",
}


def document(served: Iterable[Function] | None = None) -> dict[str, Any]:
    """`openapi.json` as a value, of these functions (None: of all that are deployed).

    Raises ValueError for a path of a group that TAGS does not have.
    """
    groups = list(TAGS)
    found = sorted(endpoints(served), key=lambda it: groups.index(tag(it.path)))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Support desk", "version": "1", "description": _flowing(GENERAL)},
        "servers": [{"url": "/", "description": "The site that serves this document."}],
        "tags": [{"name": name, "description": TAGS[name]} for name in groups],
        "paths": _paths(found),
        "webhooks": messages(),
        "components": {"schemas": _schemas(found), "securitySchemes": SCHEMES},
    }


def _flowing(text: str) -> str:
    """The paragraphs, each on a line of its own."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _paths(found: list[Endpoint]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for endpoint in found:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = described(endpoint)
    return paths


def _schemas(found: list[Endpoint]) -> dict[str, Schema]:
    sent: list[tuple[type[BaseModel], Mode]] = [(it.operation.body, "validation") for it in found if it.operation.body]
    answered: list[tuple[type[BaseModel], Mode]] = [
        (it.operation.answer, "serialization") for it in found if it.operation.answer
    ]
    queries = {it.operation.query for it in found if it.operation.query}
    asked: list[tuple[type[BaseModel], Mode]] = [(it, "validation") for it in queries]
    others: list[tuple[type[BaseModel], Mode]] = [
        (it, "serialization") for it in (Problem, WebhookPayload, WebhookMessagePayload)
    ]
    schemas = components([*sent, *asked, *answered, *others])
    # Queries are described as parameters; here stands only what they consist of.
    return {name: it for name, it in schemas.items() if name not in {query.__name__ for query in queries}}
