"""What can go wrong with a call to Gemini: in plain words for people, as a code for the log. Neither leaks anything."""

import json
import socket
import ssl
from enum import Enum, auto

from common.base.causes import causes


class Kind(Enum):
    OUTAGE = auto()
    """Gemini does not serve; the same question may be answered later."""
    REFUSAL = auto()
    """Gemini does not serve until an operator changes something."""
    ANSWER = auto()
    """Gemini serves, but what it said to this text is of no use; it would say it again."""
    UNASKED = auto()
    """The time was up before Gemini could be asked, which says nothing about Gemini."""


class GeminiUnavailable(Exception):
    """Gemini gave no usable answer. The message is for people; `failure` is for the log."""

    def __init__(self, message: str, failure: str, kind: Kind, *, again: bool = False) -> None:
        super().__init__(message)
        self.failure = failure
        self.kind = kind
        self.again = again
        """Whether a second try right away is likely to succeed."""
        self.wait_s: float | None = None
        """How long the service asked to wait; None where it named no time."""

    @property
    def later(self) -> bool:
        """Whether the same question may well be answered later."""
        return self.kind in {Kind.OUTAGE, Kind.UNASKED}


class UnreadableAnswer(Exception):
    """An answer is not what was asked for. The message says what is wrong, not what stood there."""


_OUT_OF_ORDER = "Gemini is out of order at the moment."
_REFUSED = "Gemini refused the request."
UNREADABLE = "Gemini gave no answer that can be read."
DECLINED = "Gemini declined to judge this text."
CUT_OFF = "Gemini's answer was cut off."
TOO_LONG = "Gemini took too long to answer."
_WORDS = {
    401: "Gemini refused our credentials.",
    403: "Gemini refused our credentials.",
    404: "Gemini does not know the configured model.",
    429: "Gemini is asked more often than it allows at the moment.",
    504: TOO_LONG,
}
_PASSING = frozenset({408, 429, 499})
"""Of the statuses that blame the request, those that blame its moment: timeout, too many, given up."""
_AGAIN = frozenset({429, 500, 502, 503})
"""504 is not among them: what has just taken too long would take too long again."""
_BROKEN_OFF = frozenset({"ReadError", "WriteError", "RemoteProtocolError", "ConnectionResetError"})


def of_status(status: int) -> GeminiUnavailable:
    kind = Kind.REFUSAL if 400 <= status < 500 and status not in _PASSING else Kind.OUTAGE
    other = _REFUSED if kind is Kind.REFUSAL else _OUT_OF_ORDER
    return GeminiUnavailable(_WORDS.get(status, other), f"HTTP {status}", kind, again=status in _AGAIN)


def unasked() -> GeminiUnavailable:
    return GeminiUnavailable("There was no time left to ask Gemini.", "not asked", Kind.UNASKED)


def unusable(message: str, failure: str) -> GeminiUnavailable:
    """An answer of no use."""
    return GeminiUnavailable(message, f"answer: {failure}", Kind.ANSWER)


def of_exception(error: BaseException) -> GeminiUnavailable:
    """By names, as the SDK uses one of several HTTP libraries, and importing either would take the time we may lack."""
    names = [kind.__name__ for kind in type(error).__mro__]
    if "APIError" in names:
        return of_status(int(getattr(error, "code", 0) or 0))
    if "TimeoutException" in names or "TimeoutError" in names:
        return GeminiUnavailable(TOO_LONG, "timeout", Kind.OUTAGE)
    if not _BROKEN_OFF.isdisjoint(names):
        return GeminiUnavailable("The connection to Gemini broke off.", names[0], Kind.OUTAGE, again=True)
    led_here = causes(error)
    if any(isinstance(cause, ssl.SSLError) for cause in led_here):
        return GeminiUnavailable("Gemini could not be reached over a safe connection.", "TLS", Kind.OUTAGE)
    if any(isinstance(cause, socket.gaierror) for cause in led_here):
        return GeminiUnavailable("Gemini's address could not be found.", "DNS", Kind.OUTAGE)
    if "TransportError" in names or "OSError" in names:
        return GeminiUnavailable("Gemini could not be reached.", names[0], Kind.OUTAGE)
    if isinstance(error, json.JSONDecodeError):
        return GeminiUnavailable(UNREADABLE, "not JSON", Kind.OUTAGE)
    return GeminiUnavailable(UNREADABLE, names[0], Kind.OUTAGE)
