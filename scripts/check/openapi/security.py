"""How callers identify themselves."""

from typing import Any

from common.base.headers import TRACKING_TOKEN, Header
from common.callers.auth import WEBHOOK_HEADERS, Kind
from common.http.access import Access

type Requirement = dict[str, list[str]]

SCHEMES: dict[str, dict[str, Any]] = {
    "agent": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A Firebase ID token whose claim `role` is `agent` or `admin`.",
    },
    "admin": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A Firebase ID token whose claim `role` is `admin`.",
    },
    **{
        name: {"type": "apiKey", "in": "header", "name": name, "description": text}
        for name, text in zip(
            WEBHOOK_HEADERS,
            (
                "Standard Webhooks 1.0: the delivery's id, the same for every repeat of it; it is the idempotency key.",
                "Standard Webhooks 1.0: seconds since 1970, within five minutes of now.",
                "Standard Webhooks 1.0: `v1,` and the base64 of the HMAC-SHA256 of id, timestamp and body.",
            ),
            strict=True,
        )
    },
    "api_key": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key, which begins with `desk_`; its scopes say what it may.",
    },
    "tracking": {
        "type": "apiKey",
        "in": "header",
        "name": TRACKING_TOKEN.name,
        "description": "The token of a ticket's private status link.",
    },
}

_OF_KIND: dict[Kind, Requirement] = {
    Kind.PUBLIC: {},
    Kind.AGENT: {"agent": []},
    Kind.WEBHOOK: {name: [] for name in WEBHOOK_HEADERS},
    Kind.API_KEY: {"api_key": []},
}
_OF_HEADER: dict[Header, Requirement] = {TRACKING_TOKEN: {"tracking": []}}


def requirements(access: Access, headers: tuple[Header, ...]) -> list[Requirement]:
    """What a caller must send, one of several. Raises KeyError for a kind of caller that has no words here."""
    if access.admins_only:
        return [{"admin": []}]
    return [_OF_KIND[kind] for kind in access.kinds] + [_OF_HEADER[it] for it in headers if is_credential(it)]


def is_credential(header: Header) -> bool:
    return header in _OF_HEADER
