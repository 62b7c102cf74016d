"""The headers that callers send and get, each with its pattern, which the server checks and the API document shows."""

from dataclasses import dataclass

VISIBLE = r"[\x21\x23-\x7e]"
"""Visible ASCII but the double quote."""
TAG = r'(W/)?"([\x21\x23-\x2b\x2d-\x7e]*)"'
"""An entity tag (RFC 9110, 8.8.3); commas, which it may contain by the RFC, are in none of ours."""


@dataclass(frozen=True)
class Header:
    name: str
    description: str
    pattern: str | None = None
    """What the whole value must match, without `^` and `$`; None where every value is understood."""


IDEMPOTENCY_KEY = Header(
    "Idempotency-Key",
    "Any value that no other request has; a repeat with it within four days takes no second effect.",
    # A quoted string per draft-ietf-httpapi-idempotency-key-header, or the bare value that most clients send.
    rf'"({VISIBLE}{{1,255}})"|({VISIBLE}{{1,255}})',
)
IF_MATCH = Header(
    "If-Match",
    "The versions that the request is meant for, as `ETag` returned them.",
    rf"\*|{TAG}([ \t]*,[ \t]*{TAG})*",
)
CONTENT_DISPOSITION = Header(
    "Content-Disposition", 'The name of a file that is the body itself, as in `attachment; filename="photo.jpg"`.'
)
TRACKING_TOKEN = Header("X-Tracking-Token", "The token of a private status link.")
APP_CHECK = Header(
    "X-Firebase-AppCheck",
    "An App Check token; where the desk enforces App Check, a caller without credentials needs one.",
)

ETAG = Header("ETag", "The ticket's version, in double quotes.", r'"[1-9][0-9]*"')
LOCATION = Header("Location", "The path of what was created.", r"/api/[!-~]+")
RETRY_AFTER = Header("Retry-After", "Seconds after which to repeat the request.", r"[1-9][0-9]*")
WWW_AUTHENTICATE = Header("WWW-Authenticate", "The scheme of the credentials that are asked for.")

SANDBOXED = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""Nothing in a file runs or loads anything, should a browser show it all the same; firebase.json says so again."""
