"""When to ask again: what the service wishes, in its header or in its error's details. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime

from common.base import retry_after


def asked_s(headers: Mapping[str, str], details: object, now: datetime) -> float | None:
    """Seconds, never negative: `Retry-After` (seconds or a date), else Google's RetryInfo; None where neither is there.

    `details` is the body of the error as JSON; `now` is aware of its time zone.
    """
    seconds = retry_after.seconds(headers.get("retry-after", ""), now)
    return _retry_info(details) if seconds is None else seconds


def _retry_info(details: object) -> float | None:
    """`retryDelay` ("34.5s") of google.rpc.RetryInfo, wherever it stands among the error's details."""
    error = details.get("error") if isinstance(details, dict) else None
    entries = error.get("details") if isinstance(error, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        delay = entry.get("retryDelay") if isinstance(entry, dict) else None
        if isinstance(delay, str) and (match := re.fullmatch(r"([0-9]{1,9}(?:[.][0-9]{1,9})?)s", delay)):
            return float(match[1])
    return None
