"""The kinds of files that are taken, each known by its bytes and never by its name."""

import re
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from common.base.errors import UnsupportedMediaType

DIRECTORY_MAX = 512 * 1024
"""Bytes of the directory of an archive that is looked into; `zipfile` takes up to ten times as much memory for it."""
ENTRY_MAX = 256 * 1024
"""Bytes that are unpacked of one entry."""
PIECE = 64 * 1024


@dataclass(frozen=True)
class Kind:
    media_type: str
    extensions: tuple[str, ...]
    """In small letters, the usual one first."""


_TEXTS = (
    "txt text log csv tsv md json jsonl ndjson har yaml yml toml ini cfg conf properties env diff patch sql eml ics vcf"
)
"""What no system runs, or opens in a browser, by its name."""
TEXT = Kind("text/plain", tuple(_TEXTS.split()))
PDF = Kind("application/pdf", ("pdf",))
RTF = Kind("application/rtf", ("rtf",))
ZIP = Kind("application/zip", ("zip",))
OFFICE = {
    b"wordprocessingml": Kind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx", "dotx")
    ),
    b"spreadsheetml": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx", "xltx")),
    b"presentationml": Kind(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", ("pptx", "ppsx", "potx")
    ),
    b"opendocument.text": Kind("application/vnd.oasis.opendocument.text", ("odt", "ott")),
    b"opendocument.spreadsheet": Kind("application/vnd.oasis.opendocument.spreadsheet", ("ods", "ots")),
    b"opendocument.presentation": Kind("application/vnd.oasis.opendocument.presentation", ("odp", "otp")),
    b"opendocument.graphics": Kind("application/vnd.oasis.opendocument.graphics", ("odg", "otg")),
}
"""By what the type of their main part, or their own media type, names."""
OLDER_OFFICE = {
    "WordDocument": Kind("application/msword", ("doc", "dot")),
    "Workbook": Kind("application/vnd.ms-excel", ("xls", "xlt")),
    "PowerPoint Document": Kind("application/vnd.ms-powerpoint", ("ppt", "pps", "pot")),
}
"""By the stream that each has."""
BY_SIGNATURE = {
    ".png": Kind("image/png", ("png",)),
    ".jpg": Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    ".gif": Kind("image/gif", ("gif",)),
    ".webp": Kind("image/webp", ("webp",)),
    ".avif": Kind("image/avif", ("avif",)),
    ".heic": Kind("image/heic", ("heic", "heif")),
    ".heif": Kind("image/heic", ("heic", "heif")),
    ".tiff": Kind("image/tiff", ("tif", "tiff")),
    ".bmp": Kind("image/bmp", ("bmp",)),
    ".7z": Kind("application/x-7z-compressed", ("7z",)),
    ".rar": Kind("application/vnd.rar", ("rar",)),
    ".tar": Kind("application/x-tar", ("tar",)),
    ".gz": Kind("application/gzip", ("gz", "tgz")),
    ".bz2": Kind("application/x-bzip2", ("bz2", "tbz2")),
    ".xz": Kind("application/x-xz", ("xz", "txz")),
    ".zst": Kind("application/zstd", ("zst", "tzst")),
}
"""By what `puremagic` calls them."""
_CONTROLS = {*range(0x20)} - {*b"\a\b\t\n\v\f\r\x1b"}
"""What no text has; escape is in the colours of logs."""
_OF_TEXT = bytes(it for it in range(0x100) if it not in _CONTROLS)
_A_CONTROL = re.compile(f"[{''.join(map(chr, sorted(_CONTROLS)))}]")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MACROS = re.compile(rb"macroEnabled|macrosheet|vbaProject", re.IGNORECASE)
_MAIN = re.compile(
    rb"(wordprocessingml|spreadsheetml|presentationml)\.[a-z]{1,20}\.main\+xml|(opendocument\.[a-z]{1,20})"
)
"""Of the list of parts: files that are embedded in a document are in it too, but have no main part there."""
_MACRO_FOLDERS = ("Basic/", "Scripts/")
_BROKEN = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error)
"""What `zipfile` raises for archives that are damaged, encrypted or unusual."""


def kind_of(content: bytes) -> Kind:
    """The kind of a file. Raises UnsupportedMediaType where it is not taken."""
    found = _of_text(content) if _is_text(content) else _of_others(content)
    if found is None:
        raise UnsupportedMediaType(
            "This kind of file is not taken. Send pictures, PDF, text, office files or archives; put others into an "
            "archive."
        )
    return found


def _of_text(content: bytes) -> Kind:
    """Pages, drawings and scripts are text like any other: nothing shows or runs them here."""
    if content.startswith(b"%PDF-"):
        return PDF
    return RTF if content.startswith(rb"{\rtf") else TEXT


def _of_others(content: bytes) -> Kind | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(content)
    if content.startswith(_OLE):
        return _of_older_office(content)
    if content.startswith(b"RIFF") and content[8:12] != b"WEBP":  # sound or video, which the library calls WebP, too
        return None
    from puremagic import magic_string  # a tenth of a second, for those alone who need it

    candidates = {it.extension for it in magic_string(content)}
    return next((kind for extension, kind in BY_SIGNATURE.items() if extension in candidates), None)


def _is_text(content: bytes) -> bool:
    """Whether it has no control character that no text has, in whatever character set; UTF-16 says what it is."""
    pieces = (content[at : at + PIECE] for at in range(0, len(content), PIECE))
    if not content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return not any(it.translate(None, _OF_TEXT) for it in pieces)
    decoder = getincrementaldecoder("utf-16")()
    try:
        if any(_A_CONTROL.search(decoder.decode(it)) for it in pieces):
            return False
        return not decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False


class _Bounded(BytesIO):
    """An archive of which `zipfile` reads no directory that is larger than `DIRECTORY_MAX`."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > DIRECTORY_MAX:
            raise BadZipFile
        return super().read(size)


def _of_zip(content: bytes) -> Kind:
    """An archive that cannot be looked into is no office file either: its name says so from then on."""
    try:
        with ZipFile(_Bounded(content)) as archive:
            names = set(archive.namelist())
            parts = _entry(archive, names, "[Content_Types].xml") or _entry(archive, names, "mimetype")
    except _BROKEN:
        return ZIP
    main = _MAIN.search(parts)
    found = OFFICE.get(main[1] or main[2], ZIP) if main else ZIP
    if _MACROS.search(parts) or (found is not ZIP and any(it.startswith(_MACRO_FOLDERS) for it in names)):
        raise _with_macros()
    return found


def _entry(archive: ZipFile, names: set[str], name: str) -> bytes:
    """Its beginning; nothing of what is packed in another way than office files are, which `zipfile` unpacks whole."""
    if name not in names or archive.getinfo(name).compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return b""
    with archive.open(name) as entry:
        return entry.read(ENTRY_MAX)


def _of_older_office(content: bytes) -> Kind | None:
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise _with_macros()
    streams = ((f"{name}\0".encode("utf-16-le"), kind) for name, kind in OLDER_OFFICE.items())
    return next((kind for stream, kind in streams if stream in content), None)


def _with_macros() -> UnsupportedMediaType:
    return UnsupportedMediaType(
        "Office files with macros are not taken. Save it without them, or put it into an archive."
    )
