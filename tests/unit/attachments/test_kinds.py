"""What a file is, by its bytes."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from common.attachments import kinds
from common.attachments.kinds import kind_of
from common.base.errors import UnsupportedMediaType
from tests.support import files
from tests.support.files import REFUSED, TAKEN


@pytest.mark.parametrize("extension", TAKEN)
def test_a_file_that_is_taken_is_known_by_its_bytes(extension: str) -> None:
    content, media_type = TAKEN[extension]
    kind = kind_of(content)
    assert kind.media_type == media_type
    assert extension in kind.extensions


@pytest.mark.parametrize("what", REFUSED)
def test_what_runs_or_is_unknown_is_refused(what: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        kind_of(REFUSED[what])


@pytest.mark.parametrize(
    "content",
    [
        files.HTML,
        files.SVG,
        b"<?xml version='1.0'?><a/>",
        b"#!/bin/sh\nrm -rf ~\n",
        b"GIF89a=1;alert(1)//",
        b"BMW is a make of cars",
        "<html>".encode("utf-16"),
        b"MZ is how it begins",
    ],
)
def test_pages_scripts_and_what_only_begins_like_another_kind_are_text(content: bytes) -> None:
    assert kind_of(content).media_type == "text/plain"


def test_a_picture_with_a_page_in_it_is_a_picture() -> None:
    assert kind_of(files.PNG + files.HTML).media_type == "image/png"
    assert kind_of(files.JPEG + files.packed({"a.html": files.HTML})).media_type == "image/jpeg"


def test_a_character_that_two_pieces_share_is_read_whole() -> None:
    assert kind_of(("a" * (kinds.PIECE // 2 - 2) + "\U0001f600").encode("utf-16")).media_type == "text/plain"
    with pytest.raises(UnsupportedMediaType):
        kind_of("cut \U0001f600".encode("utf-16")[:-2])


def test_an_archive_of_very_many_entries_is_not_looked_into() -> None:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": f"{files.OPEN_XML}.wordprocessingml.document.main+xml"}
    many: dict[str, str | bytes] = {f"{number}\U0001f600".ljust(60_000, "a"): b"" for number in range(8)}
    assert kind_of(files.packed(parts | many)).media_type.endswith("wordprocessingml.document")
    assert kind_of(files.packed(parts | many | {"a" * 60_000: b""})).media_type == "application/zip"


def test_of_an_entry_only_a_part_is_unpacked() -> None:
    types = f"application/{files.OPEN_XML}.wordprocessingml.document.main+xml".rjust(kinds.ENTRY_MAX + 1000)
    assert kind_of(files.packed({"[Content_Types].xml": types})).media_type == "application/zip"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_would_be_unpacked_without_a_bound_is_not(method: int) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        archive.writestr("[Content_Types].xml", bytes(50 * 2**20))
    bomb = written.getvalue()
    tracemalloc.start()
    try:
        assert kind_of(bomb).media_type == "application/zip"
        assert kind_of(bomb[:60] + b"\xff" * 10 + bomb[70:]).media_type == "application/zip"
        assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    finally:
        tracemalloc.stop()


def test_a_file_that_is_embedded_in_another_one_does_not_say_what_that_is() -> None:
    embedded = f'<Default Extension="xlsx" ContentType="{files.OPEN_XML}.spreadsheetml.sheet"/>'
    main = f'<Override PartName="/p" ContentType="{files.OPEN_XML}.presentationml.presentation.main+xml"/>'
    deck = files.packed({"[Content_Types].xml": f"<Types>{embedded}{main}</Types>"})
    assert kind_of(deck).media_type.endswith("presentationml.presentation")


@pytest.mark.parametrize("damage", ["end", "directory", "entry", "method", "encrypted"])
def test_a_damaged_archive_is_an_archive(damage: str) -> None:
    content = bytearray(files.open_xml(f"{files.OPEN_XML}.wordprocessingml.document.main+xml"))
    directory = content.index(b"PK\1\2")
    match damage:
        case "end":
            del content[-10:]
        case "directory":
            content[directory] = 0
        case "entry":
            content[60:70] = b"\xff" * 10
        case "method":
            content[directory + 10 : directory + 12] = struct.pack("<H", 99)
        case _:
            content[directory + 8] |= 1
            content[6] |= 1
    assert kind_of(bytes(content)).media_type == "application/zip"


def test_a_self_extracting_archive_is_a_program() -> None:
    written = io.BytesIO(b"MZ\x90\0\3\0\0\0")
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("a", "b")
    with pytest.raises(UnsupportedMediaType):
        kind_of(written.getvalue())
