"""Takes out of a text what the model must not see: e-mail addresses, phone numbers, card numbers. Pure.

Any longer number goes, not only those that are surely somebody's: a category and a priority do not hang on it. Dates
and IP addresses stay, because they tell the model something.
"""

import re
import unicodedata
from itertools import accumulate

EMAIL, CARD, PHONE, NUMBER = "[e-mail address]", "[card number]", "[phone number]", "[number]"

CARD_DIGITS = range(13, 20)
"""ISO/IEC 7812 allows up to 19; no issuer gives out fewer than 13."""
PHONE_DIGITS = range(7, 16)
"""E.164 allows up to 15; fewer than seven reach nobody from outside."""
SEARCHED = 60
"""In a longer row of digits no card number is looked for; it is masked as a number, and a text costs little time."""

_LESS, _GREATER = "‹〈⟨❮❬❰˂ᐸ≺⧼", "›〉⟩❯❭❱˃ᐳ≻⧽"  # noqa: RUF001  # look-alikes of < and >, on purpose
_LOOK_ALIKES = str.maketrans(dict.fromkeys(_LESS, "<") | dict.fromkeys(_GREATER, ">"))
_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]"
# Begins where no such character precedes and never gives one back, so that a long text takes linear time.
_EMAIL = re.compile(rf"(?<!{_LOCAL}){_LOCAL}++@[\w.。-]*\w")
_KEPT = (
    r"(?<![\d.])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?!\d)"
    r"|(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)[.]){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![.]?\d)"
)
_SEPARATOR = r"[ \t().\[\]/_·\u2010-\u2015\u2212-]"
_RUN = rf"[+(\[]{{0,3}}\d(?:{_SEPARATOR}{{0,3}}\d)*"
_NUMBERS = re.compile(rf"(?P<kept>{_KEPT})|{_RUN}")


def plain(text: str) -> str:
    """The text in its compatibility form, without invisible characters, so that what looks alike is alike."""
    visible = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return visible.translate(_LOOK_ALIKES)


def masked(text: str) -> str:
    """The plain text with words in brackets for every address and every longer number, in any script's digits."""
    return _NUMBERS.sub(_without_number, _EMAIL.sub(EMAIL, plain(text)))


def _without_number(match: re.Match[str]) -> str:
    found = match[0]
    groups = re.findall(r"\d+", found)
    count = sum(map(len, groups))
    if match["kept"] or count < PHONE_DIGITS.start:
        return found
    if count <= SEARCHED and _holds_card([[unicodedata.digit(digit) for digit in group] for group in groups]):
        return CARD
    written_as_phone = len(groups) > 1 or not found[0].isdigit() or unicodedata.digit(found[0]) == 0
    return PHONE if written_as_phone and count in PHONE_DIGITS else NUMBER


def _holds_card(groups: list[list[int]]) -> bool:
    """Whether consecutive groups of digits are a card number; others may stand around it: "exp 12 4111 1111 ..."."""
    ends = list(accumulate(map(len, groups), initial=0))
    digits = [digit for group in groups for digit in group]
    windows = ((start, end) for at, start in enumerate(ends) for end in ends[at + 1 : at + CARD_DIGITS.stop])
    return any(_passes_luhn(digits[start:end]) for start, end in windows if end - start in CARD_DIGITS)


def _passes_luhn(digits: list[int]) -> bool:
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return any(digits) and (sum(doubled) + sum(digits[-1::-2])) % 10 == 0
