"""What the desk sends to webhook endpoints, as OpenAPI describes it: requests that others answer."""

from typing import Any

from common.base.headers import Header
from common.callers.auth import WEBHOOK_HEADERS
from common.webhooks.events import WebhookMessagePayload, WebhookPayload
from common.webhooks.model import WebhookEvent
from scripts.check.openapi.examples import MESSAGES
from scripts.check.openapi.parts import header_parameter
from scripts.check.openapi.schemas import Schema, reference

WHEN = {
    WebhookEvent.CREATED: "A ticket was opened, or left the quarantine",
    WebhookEvent.UPDATED: "A ticket has a new version",
    WebhookEvent.RESOLVED: "A ticket became resolved",
    WebhookEvent.MESSAGE: "A reply, or a message of the requester, was posted",
}
PAYLOADS = {it: WebhookMessagePayload if it is WebhookEvent.MESSAGE else WebhookPayload for it in WebhookEvent}
HEADERS = [
    Header(name, f"Standard Webhooks 1.0: {text}")
    for name, text in zip(
        WEBHOOK_HEADERS,
        (
            "the id of the delivery, the same for every attempt, by which to notice what has come before.",
            "when this attempt was made, in seconds since 1970.",
            "`v1,` and the base64 of the HMAC-SHA256 of id, timestamp and body, once for each secret that is valid.",
        ),
        strict=True,
    )
]
ANSWERS = {
    "2XX": "The message is stored; it does not come again, but for rare duplicates.",
    "410": "The receiver is gone; the endpoint is switched off.",
    "default": "A failure, redirects included: the message comes again, after `Retry-After` where that is later.",
}


def messages() -> dict[str, Any]:
    """The member `webhooks`, by event."""
    return {event: {"post": _message(event)} for event in WebhookEvent}


def _message(event: WebhookEvent) -> dict[str, Any]:
    content = {"schema": _payload(event), "example": MESSAGES[event]}
    return {
        "operationId": event.replace(".", "_"),
        "tags": ["messages"],
        "summary": WHEN[event],
        "security": [],
        "parameters": [{**header_parameter(it), "required": True} for it in HEADERS],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {status: {"description": text} for status, text in ANSWERS.items()},
    }


def _payload(event: WebhookEvent) -> Schema:
    return {**reference(PAYLOADS[event]), "properties": {"type": {"const": event}}}
