"""Text that people send: trimmed, with one kind of line break, and without what nobody can see or type."""

import re
import unicodedata

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

# Members of character classes, in a notation that regular expressions of Python and of JSON Schema (ECMA-262) share.
_CONTROL = r"\x00-\x1f\x7f-\x9f"
_CONTROL_BUT_LINES = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""All but tab and line breaks."""
_BLANK = r" \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_HIDDEN = r"\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\u115f\u1160\u2800\u3164\uffa0"
"""What takes no room, such as joiners and marks of direction, what means nothing to others, and the letters and symbols
that show nothing: Hangul fillers and the empty Braille cell."""
_SEEN = f"[^{_CONTROL}{_BLANK}{_HIDDEN}]"
_SOMETHING_SEEN = re.compile(_SEEN)


class Line:
    """Beside `str`: a single line, trimmed, in which something can be seen.

    Its JSON schema speaks of the trimmed text. What is sent may have more white space around it.
    """

    pattern = f"^[{_BLANK}{_HIDDEN}]*{_SEEN}[^{_CONTROL}]*$"
    controls = ""
    """Control characters that may be in it."""

    def __init__(self, *, least: int = 1, most: int) -> None:
        self.least, self.most = least, most
        """In characters, after trimming; with `least` 0 it may be empty."""
        if least == 0:
            self.pattern = f"{self.pattern[:-1]}$|^$"

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "minLength": self.least, "maxLength": self.most, "pattern": self.pattern}

    def read(self, text: str) -> str:
        """The text as it is kept; raises ValueError, worded for people, for what is none."""
        text = text.strip()
        for char in text:
            if unicodedata.category(char) == "Cc" and char not in self.controls:
                raise ValueError(f"contains a control character (U+{ord(char):04X})")
        if text and not _SOMETHING_SEEN.search(text):
            raise ValueError("contains no visible character")
        if len(text) < self.least:
            raise PydanticKnownError("string_too_short", {"min_length": self.least})
        if len(text) > self.most:
            raise PydanticKnownError("string_too_long", {"max_length": self.most})
        return text


class Text(Line):
    """Beside `str`: like a line, but with line breaks, of one kind, and tabs."""

    pattern = rf"^[{_BLANK}{_HIDDEN}\t\n\r]*{_SEEN}[^{_CONTROL_BUT_LINES}]*$"
    controls = "\n\t"

    def __init__(self, *, least: int = 1, most: int) -> None:
        super().__init__(least=least, most=most)
        if least > 1:  # of what counts, and neither of white space around it nor of pairs that are one line break
            self.pattern = f"^{_SEEN}[^{_CONTROL_BUT_LINES}\\r]{{{least - 2},}}{_SEEN}$"

    def read(self, text: str) -> str:
        return super().read(text.replace("\r\n", "\n").replace("\r", "\n"))
