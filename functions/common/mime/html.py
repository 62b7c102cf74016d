"""HTML as plain text: what a reader sees of it, with quotations marked by `>`; pure."""

import re
from collections import Counter

import nh3

from common.mime.html_reader import BLOCKS, Reader

HTML_MAX = 2**19
"""In characters, without inline pictures; what is behind is not read."""
DEPTH_MAX = 500
"""Open elements; what is nested deeper, and all behind it, is not read, since nh3 takes time in proportion to both."""
_DATA = re.compile(r"data:[\w/+.;=-]{0,100}base64,[A-Za-z0-9+/=%]*+", re.IGNORECASE)
_NO_TEXT = {
    *("script", "style", "head", "title", "template", "noscript", "svg", "math", "iframe", "object", "audio", "video"),
    *("select", "textarea", "button"),
}
_MARKED = {"div", "span", "p", "table", "td", "tr", "blockquote", "a"}
_ATTRIBUTES = {tag: {"class", "id", "style"} for tag in _MARKED}
_ATTRIBUTES["a"] |= {"href"}
_ATTRIBUTES["img"] = {"alt"}
_CLEANER = nh3.Cleaner(
    tags=BLOCKS | _MARKED | {"th", "img", "br", "hr"},
    clean_content_tags=_NO_TEXT,
    attributes=_ATTRIBUTES,
    link_rel=None,
    url_schemes={"http", "https"},
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_NOT_NESTED = {
    *("p", "li", "tr", "td", "th", "dt", "dd", "option", "tbody", "thead", "colgroup", "html", "head", "body"),
    *("br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr"),
}
"""Without an end of their own, or closed by what follows."""


def text_of(html: str) -> str:
    """What is seen: no scripts, styles, forms, pictures and hidden text. Links show where they lead."""
    reader = Reader()
    reader.feed(_CLEANER.clean(_bounded(_DATA.sub("", html)[:HTML_MAX])))
    reader.close()
    return reader.text()


def _bounded(html: str) -> str:
    """The HTML up to where more than 500 elements are open."""
    still_open: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _NOT_NESTED or (tag[1] and not still_open[name]):
            continue
        step = -1 if tag[1] else 1
        still_open[name] += step
        depth += step
        if depth > DEPTH_MAX:
            return html[: tag.start()]
    return html
