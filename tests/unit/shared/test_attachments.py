"""Files on the pages: what they are called, how large pictures become, and which are shown."""

from tests.support.modules import results

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
