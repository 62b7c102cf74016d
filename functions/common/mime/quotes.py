"""Cuts what a mail quotes, and its signature, off what the person wrote; pure.

Where it is not sure it keeps: an agent who reads too much loses less than one who reads too little.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby

from common.mime import quote_words as words
from common.mime.quote_words import shown

_LINES_MAX = 20_000
_QUOTED = re.compile(r" ?>")
_WRAPPED_MAX = 3
"""Lines over which an announcement such as "On ... Kim wrote:" is broken."""
_WRAPPED_FROM = 60
"""Characters of a line and the next word: programs break longer ones."""
_HEADER_MAX = 9
"""Lines in which the labels of a quoted header are."""
_SIGNATURE = re.compile(r"--|—|––")
_SIGNATURE_LINES, _SIGNATURE_MAX = 25, 12
"""Lines, and those that are not empty."""
_SOMETHING = re.compile(r"[^\s>_*|\-–—]")
_SHORT = 300
"""Characters above a quotation, if they say that the answers are in it."""
_LITTLE = 5
"""Lines of a short quotation that nothing announces, and of what follows a parting such as "Kind regards"."""
_PART_OF_IT = re.compile(r"[\d<@]")


@dataclass
class _Cut:
    """Which lines are kept; the others are cut."""

    lines: list[str]
    kept: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kept = [True] * len(self.lines)

    def drop(self, start: int, stop: int) -> None:
        self.kept[start:stop] = [False] * max(stop - start, 0)

    def text(self, *, kept: bool) -> str:
        lines = (line for line, stays in zip(self.lines, self.kept, strict=True) if stays is kept)
        return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", "\n".join(lines)).strip()


def split(text: str, *, is_answer: bool, is_forward: bool) -> tuple[str, str]:
    """What the person wrote, and what was cut off.

    `is_answer`: the mail says that it answers another one. Without that, lines that are only marked with `>` may be
    the person's own. Of a forwarded mail nothing is cut, nor of one in which nothing would be left.
    """
    lines = text.split("\n", _LINES_MAX)
    seen = list(map(shown, lines))
    if is_forward or _forwards(seen):
        return text.strip(), ""
    cut = _Cut(lines)
    end = _unmarked(seen, is_answer=is_answer)
    above = "\n".join(seen[:end])
    if end < len(lines) and len(above) <= _SHORT and words.INLINE.search(above):
        end = len(lines)  # the answers are in the quotation
    cut.drop(end, len(lines))
    _drop_marked(cut, seen[:end], is_answer=is_answer)
    _drop_signatures(cut, seen)
    kept = cut.text(kept=True)
    return (kept, cut.text(kept=False)) if _SOMETHING.search(kept) else (text.strip(), "")


def _forwards(seen: list[str]) -> bool:
    """Whether a forwarded mail is announced before any quotation."""
    for at, line in enumerate(seen):
        if words.FORWARDED.fullmatch(line):
            return True
        if _QUOTED.match(line) or words.ORIGINAL.match(line) or words.is_attribution(line) or _is_header(seen, at):
            return False
    return False


def _unmarked(seen: list[str], *, is_answer: bool) -> int:
    """Where a quotation begins that goes on to the end without marks."""
    for at, line in enumerate(seen):
        if not line or _QUOTED.match(line):
            continue
        if words.ORIGINAL.match(line) or _is_header(seen, at):
            return at
        if words.RULE.fullmatch(line) and _labels_follow(seen, at + 1):
            return at
        length = _attribution(seen, at)
        if length and is_answer and not _is_marked_next(seen, at + length):
            return at
    return len(seen)


def _is_header(seen: list[str], at: int) -> bool:
    """Whether a quoted header such as Outlook's begins here: From, Subject, and at least one more label."""
    if not words.FROM_LABEL.match(seen[at]):
        return False
    after = [line for line in seen[at + 1 : at + _HEADER_MAX] if line]
    labels = sum(bool(words.LABEL.match(line)) for line in after)
    return labels >= 2 and any(words.SUBJECT_LABEL.match(line) for line in after)


def _labels_follow(seen: list[str], at: int) -> bool:
    """Whether at least three of the next lines are labelled, in whatever language."""
    after = [line for line in seen[at : at + _HEADER_MAX] if line][:5]
    return sum(bool(words.LABEL.match(line)) for line in after) >= 3


def _attribution(seen: list[str], at: int) -> int:
    """How many lines from here say who wrote what comes next; 0 where none do."""
    if not any(line.endswith(words.ENDS) for line in seen[at : at + _WRAPPED_MAX]):
        return 0
    joined = ""
    for length in range(1, _WRAPPED_MAX + 1):
        line = seen[at + length - 1] if at + length <= len(seen) else ""
        if not line or _QUOTED.match(line):
            return 0
        joined = f"{joined} {line}".strip()
        if words.is_attribution(shown(joined)):
            return length
        if not _is_wrapped(line, seen[at + length] if at + length < len(seen) else ""):
            return 0
    return 0


def _is_wrapped(line: str, following: str) -> bool:
    """Whether an announcement goes on in the next line: the next word had no room in this one, which has a part of a
    date or of an address."""
    word = following.split(" ", 1)[0]
    return len(line) + len(word) >= _WRAPPED_FROM and bool(_PART_OF_IT.search(line))


def _is_marked_next(seen: list[str], at: int) -> bool:
    return bool(_QUOTED.match(next(filter(None, seen[at:]), "")))


def _drop_marked(cut: _Cut, seen: list[str], *, is_answer: bool) -> None:
    """Cuts what is marked with `>`, with the line that announces it, but keeps what was answered in between."""
    blocks = _blocks(seen)
    quoted = [at for at, (is_quoted, _, _) in enumerate(blocks) if is_quoted]
    announced = {at: _announcement(seen, blocks[at][1]) for at in quoted}
    if not is_answer and all(blocks[at][1] == announced[at] for at in quoted):
        return
    for at in quoted:
        _, start, stop = blocks[at]
        is_answered = at + 1 < len(blocks) and (len(quoted) > 1 or (announced[at] == start and stop - start <= _LITTLE))
        cut.drop(announced[at], _last_paragraph(seen, start, stop) if is_answered else stop)


def _blocks(seen: list[str]) -> list[tuple[bool, int, int]]:
    """Runs of lines that are quoted, or not and not all empty, with where they begin and end."""
    filled = ((at, bool(_QUOTED.match(line))) for at, line in enumerate(seen) if line)
    runs = ((quoted, [at for at, _ in run]) for quoted, run in groupby(filled, key=lambda each: each[1]))
    return [(quoted, places[0], places[-1] + 1) for quoted, places in runs]


def _announcement(seen: list[str], start: int) -> int:
    """Where the announcement of the quotation at `start` begins; `start` where there is none."""
    last = start - 1
    while last >= 0 and not seen[last]:
        last -= 1
    for first in range(last, max(last - _WRAPPED_MAX, -1), -1):
        if (
            not seen[first]
            or _QUOTED.match(seen[first])
            or (first < last and not _is_wrapped(*seen[first : first + 2]))
        ):
            break
        if words.is_attribution(shown(" ".join(seen[first : last + 1]))):
            return first
    return last if last >= 0 and words.may_announce(seen[last]) else start


def _last_paragraph(seen: list[str], start: int, stop: int) -> int:
    """Where the last paragraph of a quotation begins: what was answered."""
    empty = [at for at in range(start, stop) if not seen[at].strip("> ")]
    return next((at + 1 for at in reversed(empty) if at + 1 < stop), start)


def _drop_signatures(cut: _Cut, seen: list[str]) -> None:
    """Cuts the signature at the end of the text, and at the end of what stands above a quotation."""
    stop = len(seen)
    for at in range(len(seen) - 1, -1, -1):
        if not cut.kept[at] or _QUOTED.match(seen[at]):
            stop = at
        elif _begins_signature(cut, seen, at, stop):
            cut.drop(at, stop)
            stop = at


def _begins_signature(cut: _Cut, seen: list[str], at: int, stop: int) -> bool:
    if stop - at > _SIGNATURE_LINES:
        return False
    after = sum(map(bool, seen[at + 1 : stop]))
    if _SIGNATURE.fullmatch(seen[at]):
        is_marked = cut.lines[at].startswith("-- ")  # a line without the space may be a rule between paragraphs
        return after <= _SIGNATURE_MAX and (is_marked or (at + 1 < stop and bool(seen[at + 1])))
    return words.is_parting(seen[at]) and after <= _LITTLE and (not after or at == 0 or not seen[at - 1])
