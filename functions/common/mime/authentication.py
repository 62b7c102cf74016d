"""What `Authentication-Results` fields say of a mail (RFC 8601); pure."""

import re

from common.mime.fields import Fields
from common.mime.model import AuthResult

_RESULTS_MAX = 20
_VALUE_MAX = 8_000
_COMMENT = re.compile(r"\([^()]*+\)")
_METHOD = re.compile(r"\s*(dmarc|spf|dkim)(?:/\d+)?\s*=\s*([\w-]{1,30})(.*)", re.IGNORECASE | re.DOTALL)
_PROPERTY = re.compile(
    r"(header\.from|header\.d|header\.i|smtp\.mailfrom|smtp\.helo)\s*=\s*\"?(?:[^\s\"@;]*@)?([^\s\"@;]+)", re.IGNORECASE
)
_OF_PERSON = {"dmarc": ("header.from",), "spf": ("smtp.mailfrom",), "dkim": ("header.d", "header.i")}
"""Which property names the domain that a method passed for."""
UNALIGNED = "unaligned"


def authentication(fields: Fields, email: str | None) -> tuple[AuthResult, ...]:
    """The results, those that were added last first, at most 20. `email` is the sender's address."""
    domain = email.rpartition("@")[2] if email else ""
    values = fields.all("authentication-results")[:_RESULTS_MAX]
    return tuple(result for value in values if (result := _result(_COMMENT.sub(" ", value[:_VALUE_MAX]), domain)))


def _result(value: str, domain: str) -> AuthResult | None:
    first, *methods = value.split(";")
    server = first.split()
    if not server:
        return None
    found: dict[str, str] = {}
    for method in filter(None, map(_METHOD.match, methods)):
        name, result = method[1].lower(), method[2].lower()
        if result == "pass" and not _is_aligned(name, method[3], domain):
            result = UNALIGNED
        if found.get(name) != "pass":
            found[name] = result
    return AuthResult(server[0].lower(), found.get("dmarc"), found.get("spf"), found.get("dkim"))


def _is_aligned(method: str, properties: str, domain: str) -> bool:
    """Whether it passed for the sender's domain or one above it; DMARC looks at that itself and need not name it."""
    named = {name.lower(): value.lower().rstrip(".") for name, value in _PROPERTY.findall(properties)}
    passed = next((named[name] for name in _OF_PERSON[method] if name in named), domain if method == "dmarc" else "")
    return bool(passed and domain) and (domain == passed or (domain.endswith(f".{passed}") and "." in passed))
