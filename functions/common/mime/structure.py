"""The parts of a mail, as places in its bytes: nothing is copied, and what is read of it is bounded.

The standard library's parser copies the mail line by line, which takes 40 s and 900 MB for 25 MiB of short lines.
"""

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from common.mime.fields import Fields, read_fields

PARTS_MAX = 200
DEPTH_MAX = 60
BODY_MAX = 2**20
"""In bytes as they are sent; of a longer one, what is behind is not read."""
_HEADER = re.compile(rb"(?:(?:[!-9;-~]++[ \t]*+:|[ \t]|>?From )[^\r\n]*+(?:\r\n|\r|\n|\Z))*+")
_LINE_END = re.compile(rb"\r\n|\r|\n|\Z")
_AFTER_DELIMITER = re.compile(rb"(--)?[ \t]*+(?:\r\n|\r|\n|\Z)")
_BOUNDARY_MAX = 1000
_LOOKS_MAX = 20_000
"""How often something like a delimiter is looked at; a mail can be made of nothing else."""


@dataclass
class Part:
    fields: Fields
    content: Message
    """Only the fields that say what is in the part and how it is encoded, as the standard library reads them."""
    raw: bytes
    """The whole mail."""
    start: int
    end: int
    """Where its body is in `raw`."""
    parts: list["Part"] = field(default_factory=list)

    @property
    def type(self) -> str:
        return self.content.get_content_type()

    def parameter(self, name: str) -> str:
        """Of `Content-Type`, in small letters; empty where there is none."""
        value = self.content.get_param(name, "")
        return str(value[2] if isinstance(value, tuple) else value).lower()

    @property
    def is_attached(self) -> bool:
        """Programs that give a name to what was written say nothing of where it is shown."""
        disposition = self.content.get_content_disposition()
        return disposition == "attachment" or (disposition == "inline" and bool(self.content.get_filename()))

    def whole(self) -> bytes:
        """Its body without its transfer encoding, of which base64 and quoted-printable are known."""
        body = self.raw[self.start : self.end]
        match str(self.content.get("Content-Transfer-Encoding", "")).strip().lower():
            case "base64":
                return _of_base64(body)
            case "quoted-printable":
                return a2b_qp(body)
        return body

    def beginning(self) -> bytes:
        """The same, of at most `BODY_MAX` bytes of the mail, by the standard library, which knows others, too.

        It makes a list of the lines, which takes 800 MB for 25 MiB of short ones.
        """
        end = min(self.end, self.start + BODY_MAX)
        self.content.set_payload(self.raw[self.start : end].decode("latin-1"))
        payload = self.content.get_payload(decode=True)
        self.content.set_payload("")  # which would stay in memory, however many parts there are
        return payload if isinstance(payload, bytes) else b""

    def all(self) -> Iterator["Part"]:
        """The part and what is in it, in the order of the mail, without the parts of attached mails."""
        yield self
        if not self.type.startswith("message/"):
            for part in self.parts:
                yield from part.all()


def _of_base64(body: bytes) -> bytes:
    """What is not of its alphabet is passed over, and a missing end is added; what is none at all stays as it is."""
    for end in (b"", b"=="):
        try:
            return a2b_base64(body + end)
        except Error:
            continue
    return body


class Structure:
    """Reads the parts of one mail: the first 200, down to a depth of 60."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._count = self._looks = 0
        self.is_shortened = False
        """Whether there is more in the mail than was read."""
        self.root = self._part(0, len(raw), 0)

    def _part(self, start: int, end: int, depth: int) -> Part:
        self._count += 1
        header = _HEADER.match(self._raw, start, end)
        stop = header.end() if header else start
        body = _LINE_END.match(self._raw, stop, end)
        fields = read_fields(self._raw[start:stop])
        part = Part(fields, fields.content(), self._raw, body.end() if body else stop, end)
        if part.type.startswith("multipart/"):
            part.parts = self._several(part, depth)
        elif part.type in ("message/rfc822", "message/global"):
            part.parts = self._within([(part.start, part.end)], depth)
        is_text = part.type.startswith("text/") or (part.type.startswith("multipart/") and not part.parts)
        self.is_shortened |= is_text and part.end - part.start > BODY_MAX
        return part

    def _several(self, part: Part, depth: int) -> list[Part]:
        boundary = part.content.get_boundary()
        if not boundary or len(boundary) > _BOUNDARY_MAX:
            return []
        places = self._places(b"--" + boundary.encode("utf-8", "replace"), part.start, part.end)
        return self._within(places, depth)

    def _places(self, delimiter: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the parts between the delimiters are; the last one may lack its end."""
        begun = None
        at = self._raw.find(delimiter, start, end)
        while at >= 0 and self._looks < _LOOKS_MAX:
            self._looks += 1
            line = _AFTER_DELIMITER.match(self._raw, at + len(delimiter), end)
            if line and (at == start or self._raw[at - 1] in b"\r\n"):
                if begun is not None:
                    yield begun, self._before_line_end(at)
                begun = None if line[1] else line.end()
                if line[1]:
                    break
            at = self._raw.find(delimiter, at + len(delimiter), end)
        self.is_shortened |= self._looks >= _LOOKS_MAX
        if begun is not None:
            yield begun, end

    def _before_line_end(self, at: int) -> int:
        """The line break before a delimiter belongs to the delimiter."""
        return at - 2 if self._raw[at - 2 : at] == b"\r\n" else at - 1

    def _within(self, places: Iterator[tuple[int, int]] | list[tuple[int, int]], depth: int) -> list[Part]:
        parts = []
        for start, end in places:
            if self._count >= PARTS_MAX or depth >= DEPTH_MAX:
                self.is_shortened = True
                break
            parts.append(self._part(start, end, depth + 1))
        return parts
