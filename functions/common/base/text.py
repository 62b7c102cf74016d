"""Text that people send: trimmed, with one kind of line break, and without characters that nobody can see or type."""

import re
from collections.abc import Iterator
from contextlib import suppress
from unicodedata import combining, normalize

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

# Members of character classes, in a notation that regular expressions of Python and of JSON Schema (ECMA-262) share.
_CONTROL = r"\x00-\x1f\x7f-\x9f"
_CONTROL_BUT_LINES = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""All but tab and line breaks."""
_BLANK = r" \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSEEN = (
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
"""What takes no room, such as joiners and marks of direction, and the letters and symbols that show nothing: Hangul
fillers and the empty Braille cell."""
_PRIVATE = r"\ue000-\uf8ff"
"""What means nothing to others."""
_SEEN = f"[^{_CONTROL}{_BLANK}{_UNSEEN}{_PRIVATE}]"
_A_CONTROL = re.compile(f"[{_CONTROL}]")
_SOMETHING_SEEN = re.compile(_SEEN)
_JOINERS = "\u200c\u200d"
"""Some languages spell words with them."""
_AN_UNSEEN = re.compile(f"(?![{_JOINERS}])[{_UNSEEN}]")
_MARKS_MAX = 30
"""Of accents and other marks in a row, as in Unicode's stream-safe format (UAX 15): to put them into their order takes
time in the square of their number, seconds for a text of nothing else."""
_MARKS = re.compile(rf"(?:[^\w\s!-~]|[\uff9e\uff9f]){{{_MARKS_MAX + 1},}}")
"""Where there may be more."""
_SCHEME = re.compile("[A-Za-z]+(?=://)")


class Line:
    """Beside `str`: a single line, trimmed, in which something can be seen.

    White space that nobody can type, such as a tab, becomes a space; other control characters are dropped. The JSON
    schema speaks of the text that is left: what is sent may have more around it and in it.
    """

    line_end = " "
    controls = ""
    """Control characters that may be in it."""

    def __init__(self, *, least: int = 1, most: int) -> None:
        self.least, self.most = least, most
        """In characters, after trimming; with `least` 0 it may be empty."""
        self.pattern = _SEEN if least else f"{_SEEN}|^$"

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "minLength": self.least, "maxLength": self.most, "pattern": self.pattern}

    def read(self, text: str) -> str:
        """The text as it is kept; raises ValueError, worded for people, for what is none."""
        text = self.clean(text)
        if text and not _SOMETHING_SEEN.search(text):
            raise ValueError("contains only characters that nobody can see; write some text")
        if len(text) < self.least:
            raise PydanticKnownError("string_too_short", {"min_length": self.least})
        if len(text) > self.most:
            raise PydanticKnownError("string_too_long", {"max_length": self.most})
        return text

    def clean(self, text: str) -> str:
        return few_marks(_A_CONTROL.sub(self._meaning, self.line_end.join(text.splitlines()))).strip()

    def _meaning(self, control: re.Match[str]) -> str:
        if control[0] in self.controls:
            return control[0]
        return " " if control[0].isspace() else ""


class Text(Line):
    """Beside `str`: like a line, but with line breaks, of one kind, and tabs."""

    line_end = "\n"
    controls = "\n\t"

    def __init__(self, *, least: int = 1, most: int) -> None:
        super().__init__(least=least, most=most)
        if least > 1:  # of what counts, and neither of white space around it nor of pairs that are one line break
            self.pattern = f"^{_SEEN}[^{_CONTROL_BUT_LINES}\\r]{{{least - 2},}}{_SEEN}$"


class Word(Line):
    """Beside `str`: like a line, of strict form, such as an address: what cannot be seen is dropped everywhere."""

    def clean(self, text: str) -> str:
        return _AN_UNSEEN.sub("", super().clean(text)).strip().strip(_JOINERS).strip()


def few_marks(text: str) -> str:
    """The text with at most `_MARKS_MAX` marks in a row; the others are dropped."""
    return _MARKS.sub(lambda it: "".join(_first_marks(it[0])), text)


def _first_marks(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        marks = marks + 1 if combining(normalize("NFKD", char)[0]) else 0
        if marks <= _MARKS_MAX:
            yield char


def small_scheme(url: str) -> str:
    """The address with the name of its scheme in small letters, as in `https://`."""
    return _SCHEME.sub(lambda scheme: scheme[0].lower(), url, count=1)


def mailbox(address: str) -> str:
    """An e-mail address in one spelling, by which two are compared: in small letters, its domain in ASCII."""
    local, at, domain = address.casefold().rpartition("@")
    if not domain.isascii():
        import idna

        with suppress(idna.IDNAError):
            domain = idna.encode(domain, uts46=True).decode()
    return f"{local}{at}{domain}"
