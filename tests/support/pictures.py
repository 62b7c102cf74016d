"""Pictures that a browser can read, as bytes."""

import base64
import struct
import zlib

from playwright.sync_api import Page

CAMERA = b"Camera of 1998"
JPEG_OF = """async ([width, height]) => {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d").fillRect(0, 0, width, height);
  return canvas.toDataURL("image/jpeg").split(",")[1];
}"""
SIZES = range(0xC0, 0xC4)
"""The segments of a JPEG that say how large it is."""


def png(width: int, height: int, colour: bytes = b"\x20\x60\xa0") -> bytes:
    """One colour, red, green and blue."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + colour * width) * height)
    parts = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*it) for it in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def photo(page: Page, width: int, height: int) -> bytes:
    """As a camera that lay on its side stores it: to be turned by 90 degrees, with the camera's name and a place."""
    jpeg = base64.b64decode(page.evaluate(JPEG_OF, [width, height]))
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(_exif()) + 2) + _exif() + jpeg[2:]


def _exif() -> bytes:
    """Three entries: camera, orientation 6, and where the place begins, which is a latitude reference."""
    name = CAMERA + b"\0"
    behind = 8 + 2 + 3 * 12 + 4
    place = behind + len(name) + len(name) % 2
    entries = struct.pack(">HHII", 0x0110, 2, len(name), behind)
    entries += struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    entries += struct.pack(">HHII", 0x8825, 4, 1, place)
    latitude = struct.pack(">HHHI4s", 1, 1, 2, 2, b"N\0\0\0") + bytes(4)
    return (
        b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 3) + entries + bytes(4) + name.ljust(place - behind, b"\0") + latitude
    )


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height as they are stored."""
    at = 2
    while jpeg[at + 1] not in SIZES:
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    height, width = struct.unpack(">HH", jpeg[at + 5 : at + 9])
    return width, height
