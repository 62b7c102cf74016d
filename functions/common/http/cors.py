"""Cross-origin access to the functions' own addresses; pages served by Hosting need none of it."""

import re

from flask import Response

from common.base import config

REQUEST_HEADERS = [
    "Authorization",
    "Content-Disposition",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "X-Firebase-AppCheck",
    "X-Tracking-Token",
]
RESPONSE_HEADERS = ["Content-Disposition", "ETag", "Location", "Retry-After"]
PREFLIGHT_SECONDS = 600


def allow(response: Response) -> None:
    """Adds the headers that let a page of a configured origin read this answer."""
    # As browsers spell their own origin.
    allowed = [origin.lower().rstrip("/") for origin in config.ALLOWED_ORIGINS.value if origin]
    if not allowed:
        return
    from flask_cors import cross_origin  # which most projects never need

    response.vary.add("Origin")  # also for other origins, to which the library adds nothing
    cross_origin(
        origins=[re.compile(rf"{re.escape(it)}\Z") for it in allowed],  # it would compare plain ones in any case
        methods=response.headers.get("Allow"),
        allow_headers=REQUEST_HEADERS,
        expose_headers=RESPONSE_HEADERS,
        max_age=PREFLIGHT_SECONDS,
        automatic_options=False,
        vary_header=False,
    )(lambda: response)()
