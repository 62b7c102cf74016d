"""Files of every kind that is taken, and some that are not, each as small as it can be."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping
from typing import Any

import httpx

from tests.support.answers import success

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\0\1\0\0\0\1\x08\2\0\0\0" + b"\0" * 20
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100") + b"\0" * 20
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
OPEN_XML = "application/vnd.openxmlformats-officedocument"


def packed(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return written.getvalue()


def open_xml(main: str, **more: str) -> bytes:
    """An office file whose main part is of this type."""
    types = f'<Types><Override PartName="/x" ContentType="application/{main}"/></Types>'
    return packed({"[Content_Types].xml": types, "x": "", **more})


def open_document(kind: str, **more: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "", **more})


def of_stream(*names: str) -> bytes:
    """An older office file with these streams."""
    return OLE + b"".join(f"{name}\0".encode("utf-16-le") for name in names)


def tar() -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return written.getvalue()


TAKEN: dict[str, tuple[bytes, str]] = {
    "png": (PNG, "image/png"),
    "jpg": (JPEG, "image/jpeg"),
    "gif": (b"GIF89a\1\0\1\0\0\0\0", "image/gif"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 \0\0\0\0", "image/webp"),
    "avif": (b"\0\0\0\x1cftypavif\0\0\0\0", "image/avif"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
    "tif": (b"II*\0\x08\0\0\0", "image/tiff"),
    "bmp": (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "image/bmp"),
    "pdf": (PDF, "application/pdf"),
    "rtf": (rb"{\rtf1\ansi Hello}", "application/rtf"),
    "txt": (b"Hello\n", "text/plain"),
    "log": (b"\x1b[31merror\x1b[0m\tat 5\r\n", "text/plain"),
    "csv": ("größer;1\n".encode("cp1252"), "text/plain"),
    "json": ('{"a": "ü"}'.encode("utf-16"), "text/plain"),
    "docx": (open_xml(f"{OPEN_XML}.wordprocessingml.document.main+xml"), f"{OPEN_XML}.wordprocessingml.document"),
    "xlsx": (open_xml(f"{OPEN_XML}.spreadsheetml.sheet.main+xml"), f"{OPEN_XML}.spreadsheetml.sheet"),
    "pptx": (
        open_xml(f"{OPEN_XML}.presentationml.presentation.main+xml"),
        f"{OPEN_XML}.presentationml.presentation",
    ),
    "odt": (open_document("text"), "application/vnd.oasis.opendocument.text"),
    "ods": (open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "odp": (open_document("presentation"), "application/vnd.oasis.opendocument.presentation"),
    "doc": (of_stream("WordDocument"), "application/msword"),
    "xls": (of_stream("Workbook"), "application/vnd.ms-excel"),
    "ppt": (of_stream("PowerPoint Document"), "application/vnd.ms-powerpoint"),
    "zip": (packed({"a.exe": b"MZ"}), "application/zip"),
    "7z": (b"7z\xbc\xaf'\x1c\0\4\0\0", "application/x-7z-compressed"),
    "rar": (b"Rar!\x1a\x07\x01\0\0\0", "application/vnd.rar"),
    "tar": (tar(), "application/x-tar"),
    "gz": (gzip.compress(b"a"), "application/gzip"),
    "bz2": (bz2.compress(b"a"), "application/x-bzip2"),
    "xz": (lzma.compress(b"a"), "application/x-xz"),
    "zst": (b"\x28\xb5\x2f\xfd\0\0\0\0", "application/zstd"),
}
"""By extension: a file, and its media type."""
REFUSED = {
    "exe": b"MZ\x90\0\3\0\0\0\4\0",
    "elf": b"\x7fELF\2\1\1\0\0\0",
    "class": b"\xca\xfe\xba\xbe\0\0\0\x34",
    "mp4": b"\0\0\0\x1cftypisom\0\0\0\0",
    "wav": b"RIFF\x24\0\0\0WAVEfmt \0",
    "avi": b"RIFF\x24\0\0\0AVI LIST\0",
    "mp3": b"ID3\4\0\0\0\0\0\0",
    "msi": of_stream("!_Tables"),
    "unknown": b"\x01\x02\x03\x04\0\0\0\0",
    "utf-16 with a control": "a\x01".encode("utf-16"),
    "utf-16 that is none": b"\xff\xfe\0\xd8\0\xd8",
    "docm": open_xml("vnd.ms-word.document.macroEnabled.main+xml"),
    "docx with a macro": open_xml(
        f'{OPEN_XML}.wordprocessingml.document.main+xml"/><Override ContentType="application/vnd.ms-office.vbaProject'
    ),
    "xlsx with a macro sheet": open_xml(
        f'{OPEN_XML}.spreadsheetml.sheet.main+xml"/><Override ContentType="application/vnd.ms-excel.macrosheet+xml'
    ),
    "odt with a macro": open_document("text", **{"Basic/Standard/Module1.xml": ""}),
    "doc with a macro": of_stream("WordDocument", "_VBA_PROJECT"),
}
"""By what they are."""


def upload(
    api: httpx.Client, content: bytes = PNG, name: str = "a.png", headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Uploads a file through Hosting and returns the answer."""
    answer = api.post("/api/attachments", files={"file": (name, content)}, headers=headers)
    uploaded: dict[str, Any] = success(answer, 201)
    return uploaded


def shown(uploaded: Mapping[str, Any]) -> dict[str, Any]:
    """What is read of an uploaded file, once it is attached."""
    return {**{name: uploaded[name] for name in ("name", "size", "kind")}, "id": uploaded["id"].partition(".")[0]}
