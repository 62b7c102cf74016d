"""Files on the pages: what they are called, how large pictures become, and which are shown."""

import struct

from tests.support.modules import results
from tests.support.pictures import png

PICTURE = "shared/attachments/picture.ts"


def test_a_picture_keeps_its_shape_and_is_never_made_larger() -> None:
    sizes = {
        (4000, 3000): [2560, 1920],
        (3000, 4000): [1920, 2560],
        (2560, 2560): [2560, 2560],
        (640, 480): [640, 480],
        (10_000, 2): [2560, 1],
    }
    assert results(PICTURE, "fitted", [[*it] for it in sizes]) == list(sizes.values())


def test_the_name_of_a_picture_ends_as_its_kind_does() -> None:
    names = {
        ("IMG_1.JPEG", "image/jpeg"): "IMG_1.JPEG",
        ("IMG_1.heic", "image/jpeg"): "IMG_1.jpg",
        ("a.b.webp", "image/png"): "a.b.png",
        ("photo", "image/jpeg"): "photo.jpg",
    }
    assert results(PICTURE, "renamed", [[*it] for it in names]) == list(names.values())


def test_only_pictures_that_run_nothing_are_shown() -> None:
    kinds = {"image/png": True, "image/jpeg": True, "image/svg+xml": False, "text/html": False, "image/heic": False}
    assert results(PICTURE, "isPicture", [[it] for it in kinds]) == list(kinds.values())


def test_how_large_a_picture_gets_is_known_from_its_header() -> None:
    webp = b"RIFF\0\0\0\0WEBP"
    size = b"\0\x11\x08" + struct.pack(">HH", 65_500, 60_000)
    jpeg = b"\xff\xd8\xff\xe1\0\x04\xff\xc0\xff\xc2" + size
    screen = b"GIF89a" + struct.pack("<HH", 3_000, 2_000)
    frame = b"," + struct.pack("<HHHH", 500, 0, 60_000, 50_000)
    sizes = b"".join(b"ispe" + struct.pack(">III", 0, *it) for it in ((9, 9), (7, 70)))
    boxes = b"\0\0\0\x14ftypavif" + bytes(8)
    meta = struct.pack(">I", 8 + len(sizes) + 16) + b"meta" + sizes + bytes(16)
    headers = {
        png(30, 20): 600,
        screen + b"\0\0\0" + b"," + struct.pack("<HHHH", 0, 0, 9, 9): 6_000_000,
        screen + b"\x81\0\0" + bytes(12) + b"!\xf9\x04" + bytes(5) + frame: 60_500 * 50_000,
        webp + b"VP8 " + bytes(7) + b"\x9d\x01\x2a" + struct.pack("<HH", 640, 0x4000 + 480): 640 * 480,
        webp + b"VP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 16_383 | 8_191 << 14): 16_384 * 8_192,
        webp + b"VP8X" + bytes(8) + (99_999).to_bytes(3, "little") + (49_999).to_bytes(3, "little"): 100_000 * 50_000,
        jpeg: 65_500 * 60_000,
        b"\xff\xd8\xff\x01\xff\xd0\xff\xff\xff\xc0" + size: 65_500 * 60_000,
        boxes + meta: 490,
        boxes + struct.pack(">I", 9_000) + b"free" + bytes(8_992) + meta: 490,
        boxes: None,
        jpeg[:8]: None,
        screen: None,
        b"\xff\xd8\xff\xe1\0\0": None,
        b"\xff\xd8" + bytes(100): None,
        b"no picture at all": None,
        b"": None,
    }
    assert results("shared/attachments/pixels.ts", "pixelsOf", [[[*it]] for it in headers]) == list(headers.values())


def test_a_name_reads_as_what_it_is() -> None:
    names = {"r\u202efdp.exe": "rfdp.exe", "a\r\nb\0.txt": "ab.txt", "ملف.pdf": "ملف.pdf", "\u200f": "file"}
    assert results("shared/attachments/describing.ts", "readable", [[it] for it in names]) == list(names.values())


def test_a_kind_is_named_shortly_or_not_at_all() -> None:
    kinds = {
        "application/pdf": "PDF",
        "application/x-tar": "TAR",
        "application/x-7z-compressed": "7Z",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
        "application/octet-stream": "",
        "": "",
    }
    assert results("shared/attachments/describing.ts", "kindName", [[it] for it in kinds]) == list(kinds.values())
