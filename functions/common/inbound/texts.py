"""What of a mail becomes a ticket's title and description, or a message; pure."""

from pydantic import ValidationError
from pydantic_core import PydanticKnownError

from common.base.text import Line, Text
from common.tickets.inputs import NAME_MAX, TITLE_MAX, Requester

NO_TEXT, NO_SUBJECT, UNREADABLE = "(no text)", "(no subject)", "(could not be read)"
NO_NAME = "(no name)"
FILE_NAME_MAX = 100
GOES_ON = " [...]"
"""After a text of which only the beginning is shown."""


def body_of(text: str, most: int, otherwise: str = NO_TEXT) -> str:
    """The text in at most that many characters; the original has the rest."""
    return _read(Text(most=most), text) or otherwise


def title_of(subject: str, text: str) -> str:
    """The subject, or else the first words of the text."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return _read(Line(most=TITLE_MAX), subject) or _read(Line(most=TITLE_MAX), first) or NO_SUBJECT


def called(name: str) -> str:
    """How a file is listed."""
    return _read(Line(most=FILE_NAME_MAX), name) or NO_NAME


def requester_of(name: str | None, email: str) -> Requester | None:
    """The sender; None where neither the name nor the address is one."""
    shown = _read(Line(most=NAME_MAX), name or "") or None
    for fields in ({"name": shown, "email": email}, {"name": shown or email[:NAME_MAX]}):
        try:
            return Requester.model_validate(fields)
        except ValidationError:
            continue
    return None


def _read(kind: Line, text: str) -> str:
    cleaned = kind.clean(text)
    if len(cleaned) > kind.most:
        cleaned = cleaned[: kind.most - len(GOES_ON)].rstrip() + GOES_ON
    try:
        return kind.read(cleaned)
    except (ValueError, PydanticKnownError):
        return ""
