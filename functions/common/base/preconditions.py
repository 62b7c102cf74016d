"""Entity tags: a ticket's version is its tag, and `If-Match` names the versions that a caller has seen."""

import re

from common.base.errors import BadRequest
from common.base.headers import IF_MATCH, TAG
from common.base.schema import FieldError

_TAG = re.compile(TAG)


def etag(version: int) -> str:
    return f'"{version}"'


def expected_versions(if_match: str | None) -> frozenset[str] | None:
    """The tags that would satisfy `If-Match`, or None when any version will do (no header, or `*`).

    Weak tags are left out: RFC 9110 compares `If-Match` strongly, so they match nothing.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    matches = [_TAG.fullmatch(tag.strip(" \t")) for tag in if_match.split(",")]
    if None in matches:
        raise BadRequest(
            "If-Match is not valid.",
            errors=[FieldError(field=IF_MATCH.name, message='must be a version in double quotes, such as "3"')],
        )
    return frozenset(match[2] for match in matches if match is not None and match[1] is None)
