"""The files of a mail: what is attached or shown within it, under its name and unchanged; none of its texts."""

import base64
import time
import tracemalloc
from email.message import EmailMessage
from typing import Any

import pytest

from common.mime.parser import parse
from tests.support.raw_mail import mail, multipart, part

TEXT = part("text/plain", "See the picture.")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


def encoded(content: bytes) -> bytes:
    return base64.encodebytes(content)


def picture(**fields: str) -> bytes:
    return part("image/png", encoded(PNG), content_transfer_encoding="base64", **fields)


def found(raw: bytes) -> list[tuple[str, bytes]]:
    return [(it.name, it.read()) for it in parse(raw).files]


def test_what_is_attached_and_what_a_page_shows_are_files() -> None:
    related = EmailMessage()
    related.set_content("Look")
    related.add_alternative('<img src="cid:a">', subtype="html")
    html: Any = related.get_payload()[1]  # type: ignore[index]  # a message of two parts
    html.add_related(PNG, "image", "png", cid="<a>", filename="Bild ä.png")
    related.add_attachment(PNG[:9], "application", "octet-stream", filename="log.bin")
    assert found(bytes(related)) == [("Bild ä.png", PNG), ("log.bin", PNG[:9])]


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="a.png"', "a.png"),
        ("inline; filename=a.png", "a.png"),
        ('attachment; filename="=?utf-8?b?w7xiZXIucG5n?="', "über.png"),
        ("attachment; filename*=utf-8''%C3%BCber.png", "über.png"),
        ('attachment; filename*0="very "; filename*1="long.png"', "very long.png"),
        ("attachment; filename*=x-unknown''%FF.png", "ÿ.png"),
        ('attachment; filename="über.png"', "über.png"),
        ('attachment; filename="photo\u202egnp.exe"', "photo gnp.exe"),
        ("inline", ""),
    ],
)
def test_a_file_has_the_name_that_its_sender_gave_it(disposition: str, name: str) -> None:
    raw = multipart("mixed", TEXT, picture(content_disposition=disposition))
    assert found(raw) == [(name, PNG)]


def test_a_mail_of_nothing_but_a_file_is_one() -> None:
    raw = mail(encoded(PNG), content_type='image/png; name="a.png"', content_transfer_encoding="base64")
    assert found(raw) == [("a.png", PNG)]
    assert parse(raw).text == ""


def test_a_file_is_as_it_was_before_it_was_encoded() -> None:
    attached = {"content_disposition": "attachment; filename=a"}
    large = bytes(range(256)) * 8192
    for how, sent, expected in (
        ("base64", encoded(large), large),
        ("quoted-printable", b"caf=C3=A9=\r\n!", "café!".encode()),
        ("8bit", "café".encode(), "café".encode()),
        ("binary", PNG, PNG),
    ):
        raw = multipart("mixed", TEXT, part("text/csv", sent, content_transfer_encoding=how, **attached))
        assert found(raw) == [("a", expected)]


def test_a_base64_that_is_damaged_is_read_as_far_as_it_can_be() -> None:
    for sent, expected in (
        (b"QUJD", b"ABC"),
        (b"QU*J\r\nD", b"ABC"),
        (b"QUI", b"AB"),
        (b"QUJDR", b"QUJDR"),
        (b"", b""),
    ):
        raw = multipart("mixed", TEXT, part("image/png", sent, content_transfer_encoding=" BASE64 "))
        assert found(raw) == [("", expected)]


@pytest.mark.parametrize("how", ["base64", "quoted-printable", "x-uuencode", "8bit"])
def test_a_file_of_very_short_lines_takes_little_memory_and_time(how: str) -> None:
    size = 4 * 2**20
    raw = multipart("mixed", TEXT, part("image/png", b"Q\r\n" * (size // 3), content_transfer_encoding=how))
    (file,) = parse(raw).files
    tracemalloc.start()
    began = time.process_time()
    file.read()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - began < 2
    assert peak < 4 * size


def test_a_text_that_is_attached_is_a_file_and_what_is_written_is_none() -> None:
    log = part("text/plain", "line 1", content_disposition="attachment; filename=a.log")
    page = part("text/html", "<p>See the picture.</p>")
    assert found(multipart("mixed", TEXT, page, log)) == [("a.log", b"line 1")]
    assert found(multipart("alternative", TEXT, part("text/x-amp-html", "<html amp4email>"), page)) == []
    assert found(mail("Hello")) == []


def test_a_mail_and_an_invitation_in_it_are_files_and_a_signature_is_none() -> None:
    inner = part("message/rfc822", mail("Inner"))
    invitation = part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR")
    (forwarded, calendar) = found(multipart("mixed", TEXT, inner, invitation))
    assert (forwarded[0], calendar) == ("message.eml", ("invite.ics", b"BEGIN:VCALENDAR"))
    assert forwarded[1].startswith(b"From: Kim Example")
    signature = part("application/pgp-signature", "-----BEGIN", content_disposition="attachment; filename=s.asc")
    assert found(multipart("signed", TEXT, signature)) == []
