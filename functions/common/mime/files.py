"""The files of a mail: what is attached, and what is in it besides its text, as the pictures of an HTML page are."""

from collections.abc import Iterator

from common.mime.fields import line
from common.mime.model import File
from common.mime.structure import Part

_TEXTS = ("text/plain", "text/html", "text/enriched", "text/x-amp-html", "text/watch-html")
"""What is written, in every form."""
_ABOUT_THE_MAIL = {
    "application/pgp-signature",
    "application/pgp-encrypted",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
}
"""What programs add to check or open the mail; none of it is a person's."""
_UNNAMED = {"message/rfc822": "message.eml", "message/global": "message.eml", "text/calendar": "invite.ics"}


def files(root: Part) -> tuple[File, ...]:
    """In the order of the mail, each read when it is asked for."""
    return tuple(File(_name(part), part.whole) for part in _parts(root))


def _parts(root: Part) -> Iterator[Part]:
    for part in root.all():
        if part.type.startswith("multipart/") or part.type in _ABOUT_THE_MAIL:
            continue
        if part.is_attached or part.type not in _TEXTS:
            yield part


def _name(part: Part) -> str:
    return line(part.content.get_filename() or "") or _UNNAMED.get(part.type, "")
