"""The header of a mail or of a part: decoded lines, addresses and ids."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from common.mime.charset import decoded
from common.mime.model import Address

HEADER_MAX = 2**20
_FIELDS_MAX = 5000
_VALUE_MAX = 2**16
_ENCODED_MAX = 2**14
_LINE_MAX = 4000
_NAME_MAX = 200
_EMAIL_MAX = 254
_EMAILS_MAX = 500
_NAMED_MAX = 20
_ID_MAX = 500
_IDS_MAX = 100
_FIELD = re.compile(rb"(?:(?<=[\r\n])|\A)([!-9;-~]{1,100})[ \t]*:([^\r\n]*+(?:(?:\r\n|\r|\n)[ \t][^\r\n]*+)*+)")
_CONTENT = ("content-type", "content-transfer-encoding", "content-disposition")
_WORD = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
"""Controls, and marks that take no room or turn the direction of what follows."""
_ID = re.compile(r"<([^<>]{1,1000})>")
# An address of a list: quoted strings, comments and what stands in <> keep their commas.
_ENTRY = re.compile(r'(?:"(?:\\.|[^"\\])*+"|\((?:\\.|[^()\\])*+\)|<[^<>]*+>|[^,;])+')
_ANGLE = re.compile(r"<([^<>]*)>[^<>]*$")
_COMMENT = re.compile(r"\((?:\\.|[^()\\])*+\)")
_ATOM = r"[^\s@<>(),;:\"\[\]]"
_EMAIL = re.compile(rf"(?<!{_ATOM}){_ATOM}++@{_ATOM}++")
_GROUP = re.compile(r'^[^"<>@:]*:')


class Fields:
    """The fields of a header by their names in small letters, unfolded; the first 5,000, each up to 64 KiB."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self._fields: dict[str, list[str]] = defaultdict(list)
        for name, value in fields:
            self._fields[name].append(value)

    def all(self, *names: str) -> list[str]:
        """Undecoded values of the fields, in order."""
        return [value for name in names for value in self._fields.get(name, ())]

    def get(self, name: str) -> str:
        """The decoded value of the first such field, as one line; empty where there is none."""
        return next(map(line, self.all(name)), "")

    def content(self) -> Message:
        message = Message()
        for name in _CONTENT:
            for value in self.all(name)[:1]:
                message[name] = value.strip()
        return message


def read_fields(header: bytes) -> Fields:
    return Fields(_pairs(header[:HEADER_MAX]))


def _pairs(header: bytes) -> Iterator[tuple[str, str]]:
    for count, found in enumerate(_FIELD.finditer(header)):
        if count == _FIELDS_MAX:
            return
        value = found[2][:_VALUE_MAX].replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"")
        yield found[1].decode("ascii").lower(), decoded(value, None)


def line(value: str) -> str:
    """The value with its encoded words decoded, as one line without controls, of at most 4,000 characters.

    Neighbours of one charset are decoded as one, since many programs break them in the middle of a character.
    """
    text = _words(value[:_ENCODED_MAX]) if "=?" in value else value[:_ENCODED_MAX]
    return " ".join(_UNSEEN.sub(" ", text).split())[:_LINE_MAX]


def _words(value: str) -> str:
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):  # base64 that is none
        return _WORD.sub("\ufffd", value)
    return "".join(piece if isinstance(piece, str) else decoded(piece, charset) for piece, charset in pieces)


def addresses(values: Iterable[str]) -> tuple[Address, ...]:
    """Of fields such as `From`, in order, no repeats, at most 20; what has no address is left out."""
    named: dict[str, Address] = {}
    for entry in itertools.islice(_entries(values), _NAMED_MAX):
        if email := _email(entry):
            named.setdefault(email, Address(_name(entry), email))
    return tuple(named.values())


def emails(values: Iterable[str]) -> tuple[str, ...]:
    """The addresses without their names, at most 500."""
    found = filter(None, map(_email, _entries(values)))
    return tuple(itertools.islice(dict.fromkeys(found), _EMAILS_MAX))


def _entries(values: Iterable[str]) -> Iterator[str]:
    """The standard library takes `a@b.example <c@d.example>`, as some programs write it, for two addresses or for the
    first of them."""
    return (entry[0] for value in values for entry in _ENTRY.finditer(value))


def _email(entry: str) -> str | None:
    angle = _ANGLE.search(entry)
    email = _EMAIL.search(angle[1] if angle else _COMMENT.sub(" ", entry))
    return email[0].lower() if email and len(email[0]) <= _EMAIL_MAX else None


def _name(entry: str) -> str | None:
    """Before the address in brackets, else in a comment."""
    angle, comment = _ANGLE.search(entry), _COMMENT.search(entry)
    written = entry[: angle.start()] if angle else comment[0][1:-1] if comment else ""
    bare = line(_GROUP.sub("", written[:_LINE_MAX]).strip())
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = re.sub(r"\\(.)", r"\1", bare[1:-1])
    return bare.strip()[:_NAME_MAX] or None


def ids(values: Iterable[str]) -> tuple[str, ...]:
    """Of fields such as `References`: `<...>` without white space, in order, no repeats; of many the first and the
    last 99."""
    found = {f"<{''.join(_UNSEEN.sub('', each).split())}>": None for value in values for each in _ID.findall(value)}
    usable = [each for each in found if 3 < len(each) <= _ID_MAX and each != "<@>"]
    return tuple(usable if len(usable) <= _IDS_MAX else [usable[0], *usable[1 - _IDS_MAX :]])


def own_id(values: Iterable[str]) -> str | None:
    """The first usable id; some programs leave out its brackets."""
    bracketed = [value if "<" in value else f"<{value.strip()}>" for value in values]
    return next(iter(ids(bracketed)), None)
