"""Clean HTML read into lines of text; pure."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

SPACED = {"p", "ul", "ol", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "section", "article"}
"""Tags of elements with an empty line around them."""
BLOCKS = SPACED | {"div", "tr", "li", "blockquote", "center", "dt", "dd", "header", "footer", "address", "figure"}
RULE = "_" * 32
"""What programs of Microsoft write above a quotation in plain text."""
SIGNATURE = "-- "
"""The line above a signature; HTML loses its space."""
_ANSWERED = {"divrplyfwdmsg", "appendonsend"}
"""Ids after which the same programs quote to the end, without a mark."""
_SIGNATURE = re.compile(
    r"\b(?:gmail_signature|moz-signature|protonmail_signature_block|applemailsignature|ms-outlook-mobile-signature)\b"
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.IGNORECASE
)
_WHITE = re.compile(r"[ \t\r\n\f\xa0]+")
_EMOJI_MAX = 4
_LINK_MAX = 300
_DEPTH_SHOWN = 10


class _Open(NamedTuple):
    tag: str
    is_hidden: bool
    is_spaced: bool


class Reader(HTMLParser):
    """Reads what nh3 leaves: few tags, each closed in its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[_Open] = []
        self._hidden = self._quotes = self._pre = 0
        self._link: tuple[str, int] | None = None
        """Where the open link leads, and where its words begin in the line."""

    def text(self) -> str:
        self._break()
        return "\n".join(self._lines).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._break(always=True)
        elif tag == "hr":
            self._blank()
        elif tag == "img":
            self._write(given["alt"] if len(given.get("alt", "")) <= _EMOJI_MAX and "alt" in given else "")
        else:
            self._begin(tag, given)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        opened = _Open(tag, bool(_HIDDEN.search(given.get("style", ""))), _is_spaced(tag, given))
        self._space(opened)
        self._open.append(opened)
        self._count(opened, 1)
        if tag == "li":
            self._write("- ")
        elif tag in ("td", "th"):
            self._write(" ")
        elif tag == "a":
            self._link = (given.get("href", ""), len(self._line))
        elif given.get("id", "").lower().removeprefix("x_") in _ANSWERED:
            self._whole_line(RULE)
        elif _SIGNATURE.search(f"{given.get('class', '')} {given.get('id', '')}".lower()):
            self._whole_line(SIGNATURE)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:  # the end of one that has none, such as <br/>
            return
        closed = self._open.pop()
        if tag == "a" and self._link:
            self._lead(*self._link)
            self._link = None
        self._space(closed, after=True)
        self._count(closed, -1)

    def _count(self, element: _Open, step: int) -> None:
        self._hidden += step * element.is_hidden
        self._quotes += step * (element.tag == "blockquote")
        self._pre += step * (element.tag == "pre")

    def _lead(self, link: str, at: int) -> None:
        shown = "".join(self._line[at:]).strip()
        if shown and link.startswith("http") and len(link) <= _LINK_MAX and not _same(link, shown):
            self._write(f" ({link})")

    def handle_data(self, data: str) -> None:
        if not self._pre:
            self._write(_WHITE.sub(" ", data))
            return
        first, *more = data.split("\n")
        self._write(first)
        for line in more:
            self._break(always=True)
            self._write(line)

    def _write(self, text: str) -> None:
        if text and not self._hidden:
            self._line.append(text)

    def _whole_line(self, text: str) -> None:
        self._break()
        self._write(text)
        self._break()

    def _space(self, element: _Open, *, after: bool = False) -> None:
        """An element that stands by itself begins and ends a line; around some is an empty one."""
        if element.tag in BLOCKS:
            self._break()
        if element.is_spaced or (element.tag == "blockquote" and after):
            self._blank()

    def _break(self, *, always: bool = False) -> None:
        line = "".join(self._line)
        line = line if self._pre else line.strip()
        line = SIGNATURE if line == SIGNATURE.strip() else line
        self._line.clear()
        self._link = self._link and (self._link[0], 0)
        if line:
            self._lines.append(f"{self._prefix} {line}" if self._prefix else line)
        elif always:
            self._blank()

    def _blank(self) -> None:
        if self._lines and self._lines[-1] != self._prefix:
            self._lines.append(self._prefix)

    @property
    def _prefix(self) -> str:
        return ">" * min(self._quotes, _DEPTH_SHOWN)


def _is_spaced(tag: str, given: dict[str, str]) -> bool:
    """The paragraphs of Outlook have no margin; its empty lines are paragraphs too."""
    return tag in SPACED and "msonormal" not in given.get("class", "").lower()


def _same(link: str, shown: str) -> bool:
    return link.split("//", 1)[-1].rstrip("/") == shown.split("//", 1)[-1].rstrip("/")
