"""A file as it is sent: as the field `file` of a form, or as the body itself with its name in a header."""

import hashlib
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from typing import IO

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header

from common.attachments import kinds, names
from common.attachments.kinds import Kind
from common.attachments.model import FILE_MAX
from common.base.errors import BadRequest, TooLarge, UnsupportedMediaType, refused
from common.base.headers import CONTENT_DISPOSITION

FIELD = "file"
AROUND_MAX = 64 * 1024
"""Bytes of a form beside its file."""
FIELDS_MAX = 4 * AROUND_MAX
"""Bytes of the library's fields together with its buffer of 64 KiB."""
BODY_MAX = FILE_MAX + AROUND_MAX
PARTS_MAX = 8
PIECE = 64 * 1024


@dataclass(frozen=True)
class Upload:
    """A file with its name as its sender gave it."""

    given: str
    content: bytes

    @cached_property
    def kind(self) -> Kind:
        """Raises UnsupportedMediaType where it is not taken."""
        return kinds.kind_of(self.content)

    @cached_property
    def name(self) -> str:
        return names.harmless(self.given, self.kind.extensions)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read(request: Request) -> Upload:
    """The file that a request brings, in memory once. Raises BadRequest, TooLarge and UnsupportedMediaType."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("Send the file uncompressed, or as an archive.")
    request.max_content_length = BODY_MAX
    try:
        stream = request.stream  # which refuses an announced length at once
        upload = _of_form(request, stream) if request.mimetype == "multipart/form-data" else _raw(request, stream)
        if request.content_length:
            _exhaust(stream, request.content_length)
    except RequestEntityTooLarge:
        raise TooLarge(f"A file may have at most {FILE_MAX} bytes; a form {PARTS_MAX} parts.") from None
    except ClientDisconnected:
        raise BadRequest("The body ended early.") from None
    except ValueError:
        raise BadRequest(
            "The body is no form: it is cut off, its boundary is another one, or a name is not in UTF-8."
        ) from None
    if len(upload.content) > FILE_MAX:
        raise TooLarge(f"A file may have at most {FILE_MAX} bytes.")
    if not upload.content:
        raise _refused(FIELD, "must not be empty")
    return upload


def _of_form(request: Request, stream: IO[bytes]) -> Upload:
    parser = FormDataParser(
        stream_factory=lambda *_, **__: BytesIO(),  # the library would write it to a disk, which here is memory, too
        max_form_memory_size=FIELDS_MAX,
        max_form_parts=PARTS_MAX,
        silent=False,
    )
    _, form, files = parser.parse(stream, request.mimetype, request.content_length, request.mimetype_params)
    others = {*form, *files} - {FIELD}
    if others:
        raise _refused(min(map(str, others))[:100], "is not a known field")
    given = files.getlist(FIELD)
    if len(given) != 1:
        raise _refused(FIELD, "is given more than once" if given else "is required, with a name")
    if not given[0].filename:
        raise _refused(FIELD, "needs a name")
    assert isinstance(given[0].stream, BytesIO)
    return Upload(given[0].filename, given[0].stream.getvalue())


def _raw(request: Request, stream: IO[bytes]) -> Upload:
    _, options = parse_options_header(request.headers.get(CONTENT_DISPOSITION.name, ""))
    name = options.get("filename")
    if not name:
        raise _refused(CONTENT_DISPOSITION.name, 'needs a filename, as in attachment; filename="photo.jpg"')
    content = BytesIO()
    while piece := stream.read(PIECE):
        content.write(piece)
    return Upload(_as_meant(name), content.getvalue())


def _exhaust(stream: IO[bytes], length: int) -> None:
    """Raises ClientDisconnected where less came than was announced: the server ends the stream without a word."""
    while stream.read(PIECE):
        pass
    if stream.tell() != length:
        raise ClientDisconnected


def _as_meant(name: str) -> str:
    """Most programs send UTF-8 where WSGI reads Latin-1."""
    try:
        return name.encode("latin-1").decode()
    except UnicodeError:
        return name


_refused = partial(refused, detail="The upload is not valid; see errors.")
