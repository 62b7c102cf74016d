"""The header `Retry-After` (RFC 9110, 10.2.3). Pure."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime


def seconds(header: str, now: datetime) -> float | None:
    """What the header says, as a number or as a date; never negative, None where it says nothing that can be read.

    `now` is aware of its time zone.
    """
    text = header.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        # TypeError: a date without a zone cannot be compared.
        return None
