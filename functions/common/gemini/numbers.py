"""Finds the numbers in a text that may be personal: card numbers, phone numbers and other long ones; pure."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

CARD, PHONE, NUMBER = "[card number]", "[phone number]", "[number]"

CARD_DIGITS = range(13, 20)
"""ISO/IEC 7812 allows up to 19; no issuer gives out fewer than 13."""
PHONE_DIGITS = range(7, 16)
"""E.164 allows up to 15; fewer than seven cannot be called from outside."""

GROUP_DIGITS = 4
"""Cards show their numbers in groups of four, or of four, six and five."""

_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)[0-9]{2}"
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_KEPT = (
    rf"(?<![0-9.])(?:{_YEAR}-{_MONTH}-{_DAY}|(?:{_DAY}[./-]{_MONTH}|{_MONTH}[./-]{_DAY})[./-]{_YEAR})(?![0-9])"
    rf"|(?<![0-9.])(?:{_BYTE}[.]){{3}}{_BYTE}(?![.]?[0-9])"
)
"""A date of the last or this century, or an IPv4 address."""
_CLOSE = r"[ \t().\[\]/_·\u2010-\u2015\u2212-]{1,3}"
_LOOSE = r"[\s,;*|•().\[\]/_·\u2010-\u2015\u2212-]{1,10}"
_RUN = rf"[+(\[]{{0,3}}[0-9]++(?:(?:{_CLOSE}|{_LOOSE}(?!{_KEPT}))[0-9]++)*+"
_NUMBERS = re.compile(rf"(?P<kept>{_KEPT})|{_RUN}")
_IS_CLOSE = re.compile(_CLOSE)
# How the numbers of cards begin and how long they are, from the public tables of issuer identification numbers: Visa,
# Mastercard (two series), American Express, Diners Club, JCB, Maestro with Discover, RuPay and UnionPay, Mir, UnionPay.
_ISSUED = re.compile(
    r"4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|5[1-5][0-9]{14}|(?:222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
    r"|3[47][0-9]{13}|3(?:0[0-5]|[689][0-9])[0-9]{11,16}|35[0-9]{14,17}|(?:5[06-9]|6[0-9])[0-9]{11,17}"
    r"|220[0-4][0-9]{12,15}|8[12][0-9]{14,17}"
)


def masked(text: str) -> str:
    """The text, whose digits are 0 to 9, with words in brackets for every longer number. Takes linear time."""
    return _NUMBERS.sub(_without_numbers, text)


def _without_numbers(match: re.Match[str]) -> str:
    """A run: groups of digits with separators between them.

    Groups that stand close together are a stretch, which is masked as a whole; a card number may also spread over
    stretches, one in each line, say.
    """
    if match["kept"]:
        return match[0]
    parts = re.split("([0-9]+)", match[0])
    groups, gaps = parts[1::2], parts[2:-1:2]
    inside = _inside_cards(groups, gaps)
    said = ""
    for start, end in _stretches(gaps, inside):
        said += _said("".join(parts[2 * start + (start > 0) : 2 * end]), inside[start])
        said += "".join(gaps[end - 1 : end])
    return said


def _stretches(gaps: list[str], inside: list[bool]) -> list[tuple[int, int]]:
    """Where stretches begin and end, in groups. The stretches of one card are one."""
    cuts = [
        at for at, gap in enumerate(gaps, 1) if not _IS_CLOSE.fullmatch(gap) and not (inside[at - 1] and inside[at])
    ]
    return [*pairwise([0, *cuts, len(gaps) + 1])]


def _said(stretch: str, is_card: bool) -> str:
    """What stands for a stretch: itself if it is short."""
    groups = re.findall("[0-9]+", stretch)
    count = sum(map(len, groups))
    if is_card:
        return CARD
    if count < PHONE_DIGITS.start:
        return stretch
    written_as_phone = len(groups) > 1 or not stretch[0].isdigit() or stretch[0] == "0"
    return PHONE if written_as_phone and count in PHONE_DIGITS else NUMBER


def _inside_cards(groups: list[str], gaps: list[str]) -> list[bool]:
    """For each group whether its stretch has a part in a card number; others may stand around it: "exp 12 4111 ..."."""
    stretch_of = [*accumulate((not _IS_CLOSE.fullmatch(gap) for gap in gaps), initial=0)]
    touched: set[int] = set()
    for start, end in _windows(groups):
        if _is_card(groups[start:end], spread=stretch_of[start] != stretch_of[end - 1]):
            touched.update(stretch_of[start:end])
    return [stretch in touched for stretch in stretch_of]


def _windows(groups: list[str]) -> Iterator[tuple[int, int]]:
    """All consecutive groups with as many digits as a card number: the first, and the one behind the last."""
    ends = [*accumulate(map(len, groups), initial=0)]
    for start in range(len(groups)):
        for end in range(start + 1, min(len(groups), start + CARD_DIGITS.stop) + 1):
            if ends[end] - ends[start] in CARD_DIGITS:
                yield start, end


def _is_card(groups: list[str], *, spread: bool) -> bool:
    """Within a stretch the check digit decides. Across stretches, where lists of other numbers stand too, the number
    must also be one that an issuer gives out, in groups that no card has shorter; only the last one may be."""
    number = "".join(groups)
    if spread and not (_ISSUED.fullmatch(number) and all(len(group) >= GROUP_DIGITS for group in groups[:-1])):
        return False
    return _passes_luhn(number)


def _passes_luhn(number: str) -> bool:
    digits = [*map(int, number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return any(digits) and (sum(doubled) + sum(digits[-1::-2])) % 10 == 0
