"""How many requests fit into which stretch of time; pure."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

SECONDS_MAX = 24 * 3600
_ENTRY = re.compile(r"([a-z_]+)=(\d{1,9})/(\d{1,5})")


class Limited(StrEnum):
    """What is limited."""

    CREATE = "create"
    """Tickets that the public opens, for each client address; the next two likewise."""
    CLASSIFY = "classify"
    TRACK = "track"
    TRACK_LINK = "track_link"
    """Lost links that are to be mailed again."""
    TRACK_READ = "track_read"
    """Readings of a conversation with a tracking token."""
    TRACK_WRITE = "track_write"
    """Messages that are sent with one."""
    TRACK_FILES = "track_files"
    """Files that are downloaded with one."""
    TRACK_BYTES = "track_bytes"
    """Their bytes."""
    UPLOAD = "upload"
    """Files that the public uploads."""
    UPLOAD_BYTES = "upload_bytes"
    """Their bytes."""
    ATTEMPTS = "attempts"
    """Requests whose credentials were refused, for each client address."""
    INTEGRATION_CREATE = "integration_create"
    """For each integration; the next likewise."""
    INTEGRATION_UPDATE = "integration_update"
    INTEGRATION_READ = "integration_read"
    INTEGRATION_REPLY = "integration_reply"
    INTEGRATION_UPLOAD = "integration_upload"


@dataclass(frozen=True)
class Limit:
    """So many requests in each window: all times that have the same quotient by `seconds`.

    Around a boundary twice the limit can come through; the price is one number for each caller and window.
    """

    requests: int
    seconds: int

    def window(self, now: float) -> int:
        """The number of the window that `now`, in seconds since 1970, is in."""
        return int(now // self.seconds)

    def ends(self, now: float) -> int:
        """When that window ends, in seconds since 1970."""
        return (self.window(now) + 1) * self.seconds


@cache
def limits(text: str) -> Mapping[Limited, Limit]:
    """The limits that a parameter names. Raises ValueError for what is no list of `name=requests/seconds`."""
    found: dict[Limited, Limit] = {}
    for entry in [] if text.strip().lower() == "off" else text.split():
        match = _ENTRY.fullmatch(entry)
        if match is None or not 1 <= int(match[3]) <= SECONDS_MAX:
            raise ValueError(f"{entry} is not name=requests/seconds, with 1 to {SECONDS_MAX} seconds")
        if match[1] not in tuple(Limited) or match[1] in found:
            raise ValueError(f"{match[1]} is none of {', '.join(Limited)}, or is there twice")
        if int(match[2]):
            found[Limited(match[1])] = Limit(int(match[2]), int(match[3]))
    return found


def seconds_until(ends: int, now: float) -> int:
    """At least 1."""
    return max(1, math.ceil(ends - now))
