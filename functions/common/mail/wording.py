"""The words of e-mails, as plain text and as HTML; pure. Each language has its file in the folder `wording`."""

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("wording")
RIGHT_TO_LEFT = {"ar"}
_URL = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]}]")


@cache
def of(language: str) -> dict[str, Any]:
    """The subject of a ticket's e-mails, and the paragraphs of each kind of e-mail; `{...}` are filled in."""
    found: dict[str, Any] = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    return found


def subject(language: str, reference: str) -> str:
    """Of every e-mail about a ticket that did not come in by mail."""
    return str(of(language)["subject"]).format(reference=reference)


def text(written: str, paragraphs: list[str], values: dict[str, str]) -> str:
    """What a person wrote, if any, and below it our paragraphs."""
    ours = "\n\n".join(paragraphs).format_map(values)
    return f"{written}\n\n-- \n{ours}\n" if written else f"{ours}\n"


def html(language: str, written: str, paragraphs: list[str], values: dict[str, str]) -> str:
    """The same words as `text` has; each line that a person wrote has its own direction."""
    isolated = {name: f"<bdi>{_linked(value)}</bdi>" for name, value in values.items()}
    theirs = "".join(f'<div dir="auto">{_linked(it) or "<br>"}</div>' for it in written.split("\n") if written)
    ours = "".join(f"<p>{escape(it).replace('\n', '<br>')}</p>" for it in paragraphs).format_map(isolated)
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    body = f"{theirs}<p>-- </p>{ours}" if theirs else ours
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"></head>'
        f"<body>{body}</body></html>\n"
    )


def _linked(line: str) -> str:
    """Escaped, with its addresses of pages as links."""
    parts, end = [], 0
    for found in _URL.finditer(line):
        url = escape(found[0])
        parts += [escape(line[end : found.start()]), f'<a href="{url}">{url}</a>']
        end = found.end()
    return "".join([*parts, escape(line[end:])])
