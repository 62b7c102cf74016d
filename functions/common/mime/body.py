"""Which of a mail's parts the person wrote, as plain text, and what an agent should know of the others."""

import re
from collections.abc import Iterator

from common.base.remark import Remark
from common.mime import flowed, html, quotes
from common.mime.charset import decoded
from common.mime.structure import Part, Structure

TEXT_MAX = 200_000
"""In characters; of a longer text, what is behind is not read."""
READ_MAX = 2**20
"""In bytes, of all parts together; the part that passes it is read to its end."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WORD = re.compile(r"\w{2,}")
_META = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,40})", re.IGNORECASE)
_ARMOUR = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:\w+:[^\n]*\n)*\n?(.*?)"
    r"(?:-----BEGIN PGP SIGNATURE-----.*?(?:-----END PGP SIGNATURE-----|\Z)|\Z)",
    re.DOTALL,
)
_SEALED = "-----BEGIN PGP MESSAGE-----"
_ENOUGH_WORDS = 10
_PKCS7 = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_KNOWN_BY = {
    "multipart/encrypted": Remark.ENCRYPTED,
    "application/ms-tnef": Remark.WINMAIL,
    "application/vnd.ms-tnef": Remark.WINMAIL,
    "text/calendar": Remark.CALENDAR,
    "application/ics": Remark.CALENDAR,
    "multipart/signed": Remark.SIGNED,
}


class Body:
    """The text of a mail and what is noted beside it."""

    def __init__(self, structure: Structure) -> None:
        self._remarks = {Remark.SHORTENED} if structure.is_shortened else set()
        self._left = READ_MAX
        root = structure.root
        text = self._written(root) or next(filter(None, map(self._written, _attached_mails(root))), "")
        self._remarks.update(filter(None, map(_remark, root.all())))
        self.text = self._opened(text)

    @property
    def remark(self) -> Remark | None:
        """The one that matters most: the order of `Remark`, but what is missing comes before what is only signed."""
        order = [Remark.ENCRYPTED, Remark.WINMAIL, Remark.SHORTENED, Remark.DIFFERENT, Remark.CALENDAR, Remark.SIGNED]
        return next((remark for remark in order if remark in self._remarks), None)

    def _opened(self, text: str) -> str:
        if _SEALED in text:
            self._remarks.add(Remark.ENCRYPTED)
        signed = _ARMOUR.search(text)
        if not signed:
            return text
        self._remarks.add(Remark.SIGNED)
        content = re.sub("^- ", "", signed[1], flags=re.MULTILINE)
        return "\n".join(filter(None, [text[: signed.start()].strip(), content.strip(), text[signed.end() :].strip()]))

    def _written(self, part: Part) -> str:
        kind = part.type
        if kind == "multipart/alternative":
            return self._better(part)
        if kind in ("multipart/related", "multipart/signed", "multipart/report"):
            return next(filter(None, map(self._written, _shown(part))), "")
        if kind == "multipart/encrypted":
            return ""
        if kind.startswith("multipart/") and part.parts:
            return "\n\n".join(filter(None, map(self._written, _shown(part))))[:TEXT_MAX]
        if kind == "text/html":
            return _html(part, self._read(part))
        return _plain(part, self._read(part)) if kind == "text/plain" or kind.startswith("multipart/") else ""

    def _read(self, part: Part) -> bytes:
        """What is in the part; nothing once much has been read."""
        if self._left <= 0:
            self._remarks.add(Remark.SHORTENED)
            return b""
        data = part.beginning()
        self._left -= len(data)
        return data

    def _better(self, part: Part) -> str:
        """The plain part, unless it says something else than the HTML part, or less than half of it."""
        shown = list(_shown(part))
        rich = [each for each in shown if any(inner.type == "text/html" for inner in each.all())]
        plain = next(filter(None, map(self._written, [each for each in shown if each not in rich])), "")
        seen = next(filter(None, map(self._written, reversed(rich))), "")
        if not plain or not seen:
            return plain or seen
        words, more = _words(plain), _words(seen)
        differ = len(words & more) * 2 < len(words)
        if differ and len(words) >= _ENOUGH_WORDS:
            self._remarks.add(Remark.DIFFERENT)
        return seen if differ or len(more) > 2 * len(words) + _ENOUGH_WORDS else plain


def _shown(part: Part) -> Iterator[Part]:
    return (each for each in part.parts if not each.is_attached)


def _attached_mails(root: Part) -> Iterator[Part]:
    """For a mail in which nothing is written but that another one is forwarded in it."""
    return (mail for part in root.all() if part.type.startswith("message/") for mail in part.parts)


def _plain(part: Part, data: bytes) -> str:
    text = clean(decoded(data, part.content.get_content_charset()))
    if part.parameter("format") == "flowed":
        text = flowed.unwrapped(text, delete_space=part.parameter("delsp") == "yes")
    return text[:TEXT_MAX].strip("\n") if text.strip() else ""


def _html(part: Part, data: bytes) -> str:
    named = _META.search(data[:4096])
    charset = part.content.get_content_charset() or (named[1].decode("ascii", "replace") if named else None)
    return html.text_of(clean(decoded(data, charset)))[:TEXT_MAX].strip()


def clean(text: str) -> str:
    """The text with one kind of line break and without control characters."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def _words(text: str) -> set[str]:
    """Those that are not quoted, of the first 20,000 characters."""
    written, _ = quotes.split(text[:20_000], is_answer=True, is_forward=False)
    return set(_WORD.findall(written.lower()))


def _remark(part: Part) -> Remark | None:
    if part.type in _PKCS7:
        return Remark.SIGNED if part.parameter("smime-type") == "signed-data" else Remark.ENCRYPTED
    if (part.content.get_filename() or "").lower() == "winmail.dat":
        return Remark.WINMAIL
    return _KNOWN_BY.get(part.type)
