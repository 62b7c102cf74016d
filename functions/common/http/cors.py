"""Cross-origin access to the functions' own addresses; pages served by Hosting need none of it."""

from flask import Request, Response

from common.base import config

REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, X-Firebase-AppCheck, X-Tracking-Token"
RESPONSE_HEADERS = "ETag, Location, Retry-After"
PREFLIGHT_SECONDS = 600


def allow(request: Request, response: Response, methods: str) -> None:
    """Adds the headers that let a page of a configured origin read this answer."""
    allowed = [origin for origin in config.ALLOWED_ORIGINS.value if origin]
    if not allowed:
        return
    response.headers.add("Vary", "Origin")
    origin = request.headers.get("Origin")
    if origin not in allowed:
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Expose-Headers"] = RESPONSE_HEADERS
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = methods
        response.headers["Access-Control-Allow-Headers"] = REQUEST_HEADERS
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
