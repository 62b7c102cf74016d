"""Why a mail was refused, in plain words; pure."""

import re

_ENHANCED = re.compile(r"\b([45]\.\d{1,3}\.\d{1,3})\b")
WORDS = {
    "1.1": "there is no such mailbox",
    "1.2": "there is no such mail domain",
    "1.3": "the address is not valid",
    "1.6": "the mailbox has moved",
    "1.10": "the domain takes no mail",
    "2.1": "the mailbox is closed",
    "2.2": "the mailbox is full",
    "2.3": "the mail is too large for the mailbox",
    "3.4": "the mail is too large",
    "4.1": "the receiver's server does not answer",
    "4.4": "the receiver's server cannot be found",
    "4.7": "the receiver's server did not take it in time",
    "7.1": "the receiver's server refuses mail from us",
}
"""By subject and detail of an enhanced status code (RFC 3463)."""
CODES = {
    421: "the mail server is not available",
    450: "the mailbox is busy",
    451: "the mail server has a problem",
    452: "the mail server has no room",
    550: "there is no such mailbox",
    551: "there is no such mailbox",
    552: "the mailbox is full",
    553: "the address is not valid",
    554: "the mail server refuses the mail",
}
NO_REASON = "the mail server refuses the mail"


def of_answer(code: int, text: bytes | str) -> str:
    """Why a server answered so to a command; `text` is what follows the three digits of its answer."""
    said = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    found = _ENHANCED.search(said)
    detail = found[1].partition(".")[2] if found else ""
    return WORDS.get(detail) or CODES.get(code, NO_REASON)
