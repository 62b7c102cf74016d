"""Names of files, harmless wherever they are shown or saved."""

import re
import time
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from common.attachments.names import NAME_MAX, disposition, harmless


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("photo.png", "photo.png"),
        ("Photo.PNG", "Photo.PNG"),
        ("Größe – 写真 ملف.png", "Größe – 写真 ملف.png"),
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\Ada\\a.png", "a.png"),
        ("a\r\nSet-Cookie: x=1.png", "a Set-Cookie_ x=1.png"),
        ("photo\u202egnp.exe", "photognp.exe.png"),
        ('say "hi"?.png', "say _hi__.png"),
        ("page.html", "page.html.png"),
        (".htaccess", "htaccess.png"),
        ("..", "file.png"),
        ("", "file.png"),
        ("/", "file.png"),
        (".png", "png.png"),
        ("a.png. .", "a.png"),
        ("con.png", "_con.png"),
        ("CON.tar.png", "_CON.tar.png"),
        ("console.png", "console.png"),
        ("e\u0301.png", "\xe9.png"),
        ("COM¹.png", "_COM¹.png"),
        ("invoice.pdf" + " \xa0" * 90 + ".exe", "invoice.pdf .exe.png"),
        ("\ud800.png", "file.png"),
        ("a" * 300 + ".png", "a" * NAME_MAX + ".png"),
        ("é" * 300 + ".jpeg", "é" * (NAME_MAX // 2) + ".png"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_harmless(sent: str, name: str) -> None:
    assert harmless(sent, ("png",)) == name


def test_a_name_of_very_many_accents_takes_no_time() -> None:
    began = time.process_time()
    assert harmless("a" + "\u0301" * 60_000 + "\u0316" * 60_000 + ".png", ("png",)).endswith(".png")
    assert time.process_time() - began < 1


def test_every_extension_of_a_kind_is_kept_and_the_usual_one_is_added() -> None:
    assert harmless("a.JPEG", ("jpg", "jpeg")) == "a.JPEG"
    assert harmless("a.png", ("jpg", "jpeg")) == "a.png.jpg"


@given(st.text(st.characters(), max_size=400))
@example("\u202e\u2066/\\\x85\u2028")
def test_whatever_a_name_is_it_is_one_line_that_can_be_saved(sent: str) -> None:
    name = harmless(sent, ("txt", "log"))
    assert re.fullmatch(r'[^\x00-\x1f\x7f-\x9f/\\<>:"|?*\u202a-\u202e\u2066-\u2069]+\.(txt|log)', name, re.IGNORECASE)
    assert not name.startswith((".", " "))
    assert len(name.encode()) <= NAME_MAX + 5
    assert harmless(name, ("txt", "log")) == name
    header = disposition(name)
    assert header.isascii()
    assert header.isprintable()
    assert not re.search(r"[<>:|?*/\\]", header.split('"')[1])
    kind, options = parse_options_header(header)
    assert (kind, options["filename"]) == ("attachment", name)


def test_a_browser_that_knows_no_other_letters_gets_a_plain_name() -> None:
    assert disposition("Größe.png") == "attachment; filename=\"Groe.png\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.png"
    assert disposition("写真.png").startswith('attachment; filename="file.png";')
    assert disposition("a／..＼b：？.png").startswith('attachment; filename="a_.._b__.png";')
    assert disposition("50%25.png").startswith('attachment; filename="50_25.png";')
    assert unquote(disposition("写真.png").rpartition("''")[2]) == "写真.png"
