"""Mails that are made to take time or memory: each is read in seconds, and in a small multiple of its size."""

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.base.remark import Remark
from common.mime import parser
from common.mime.parser import parse
from common.mime.structure import DEPTH_MAX, PARTS_MAX
from tests.support.raw_mail import mail, multipart, part

MIB = 2**20
SIZE = 25 * MIB
SECONDS = 5.0


def filled(unit: bytes, size: int = SIZE) -> bytes:
    return (unit * (size // len(unit) + 1))[:size]


def nested(depth: int, inner: bytes) -> bytes:
    """Multiparts in each other, none of which ends."""
    levels = (f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return "".join(levels).encode() + inner


HTML = {"content_type": "text/html"}
HUGE = {
    "an attachment": lambda: multipart(
        "mixed",
        part("text/plain", "hello"),
        part("image/png", filled(b"A" * 76 + b"\r\n"), content_transfer_encoding="base64"),
    ),
    "lines of one letter": lambda: mail(filled(b"a\n")),
    "one line": lambda: mail(filled(b"On 2026-11-30 12:00 <a@b.example> ")),
    "announcements": lambda: mail(filled(b"On 2026 12:00 " + b"a " * 160 + b":\n"), subject="Re: x"),
    "wrapped announcements": lambda: mail(filled(b"On 12:00 " + b"a " * 30 + b"\n"), subject="Re: x"),
    "quotations": lambda: mail(filled(b"> a\nb\n"), subject="Re: x"),
    "signatures": lambda: mail(filled(b"--\nSent from my x\n")),
    "quoted headers": lambda: mail(filled(b"From: a\nTo: b\n")),
    "a folded field": lambda: mail("hi", x_filler=filled(b"a " * 30 + b"\r\n ").decode() + "x"),
    "fields": lambda: filled(b"a:\r\n") + mail("hi"),
    "parts": lambda: mail(filled(b"--q\r\n\r\nhello\r\n"), content_type="multipart/mixed; boundary=q"),
    "almost delimiters": lambda: mail(filled(b"--x\n"), content_type='multipart/mixed; boundary="-"'),
    "dashes": lambda: mail(filled(b"-"), content_type='multipart/mixed; boundary="--"'),
    "deep parts": lambda: nested(5000, part("text/plain", filled(b"a\n"))),
    "long parts": lambda: multipart("mixed", *[part("text/html", filled(b"<p>hello <b>you</b>\r\n", MIB))] * 24),
    "HTML": lambda: mail(filled(b"<p>hello <b>you</b> <a href='http://x.example'>z</a>\r\n"), **HTML),
    "deep HTML": lambda: mail(filled(b"<div>"), **HTML),
    "open formats": lambda: mail(filled(b"<b><p>"), **HTML),
    "less-than signs": lambda: mail(filled(b"<"), **HTML),
    "comments": lambda: mail(filled(b"<!--"), **HTML),
    "data addresses": lambda: mail(filled(b"data:base64,"), **HTML),
    "flowed text": lambda: mail(filled(b"a \n"), content_type="text/plain; format=flowed"),
    "no charset": lambda: mail(filled(bytes(range(128, 256)))),
    "bad base64": lambda: mail(filled(b"=A\n"), content_transfer_encoding="base64"),
    "signed text": lambda: mail(filled(b"-----BEGIN PGP SIGNED MESSAGE-----\n")),
    "a report": lambda: multipart(
        "report; report-type=delivery-status",
        part("text/plain", filled(b"message-id:\n", MIB)),
        part("message/delivery-status", filled(b"Action: failed\n\n", 8 * MIB)),
        part("message/rfc822", filled(b"a\n", 10 * MIB)),
    ),
    "a bounce": lambda: mail(filled(b"user "), subject="failure notice", **{"from": "mailer-daemon@x.example"}),
}


@pytest.mark.parametrize("kind", HUGE)
def test_25_mib_are_read_in_seconds(kind: str) -> None:
    raw = HUGE[kind]()
    begin = time.process_time()
    parsed = parse(raw)
    assert time.process_time() - begin < SECONDS
    assert parsed.remark is not Remark.UNREADABLE
    assert len(parsed.text) <= parser.TEXT_MAX


@pytest.mark.parametrize("kind", ["an attachment", "lines of one letter", "fields", "bad base64"])
def test_memory_is_a_small_multiple_of_the_mail(kind: str) -> None:
    raw = HUGE[kind]()
    tracemalloc.start()
    parse(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * len(raw)


HEADER_FILLERS = {
    "to": '"a" <a@b.example>, ',
    "from": "=?a?q?",
    "sender": '"<(',
    "reply-to": "a",
    "subject": "=?utf-8?b?w6?= ",
    "references": "<a@b>\r\n ",
    "content-type": "text/plain; a*0*=b; ",
    "content-disposition": 'inline; a="\\";',
    "authentication-results": "x; dkim=pass (((; spf=pass smtp.mailfrom=a ",
}


@pytest.mark.parametrize(("field", "filler"), HEADER_FILLERS.items())
def test_a_header_of_a_megabyte_is_read(field: str, filler: str) -> None:
    raw = mail("hello", **{field: filled(filler.encode(), MIB).decode() + "x"})
    begin = time.process_time()
    assert parse(raw).text == "hello"
    assert time.process_time() - begin < SECONDS


def test_a_field_that_is_repeated_to_a_megabyte_is_read() -> None:
    raw = filled(b"From: =?a?q?=?a?q?=?a?q?=?a?q? <a@b.example>\r\n", MIB - MIB % 47) + b"\r\nhello"
    begin = time.process_time()
    assert parse(raw).text == "hello"
    assert time.process_time() - begin < SECONDS


def test_two_hundred_parts_are_read() -> None:
    parsed = parse(multipart("mixed", *(part("text/plain", f"part {n}") for n in range(PARTS_MAX - 1))))
    assert parsed.text.count("part ") == PARTS_MAX - 1
    assert parsed.remark is None


def test_what_is_behind_two_hundred_parts_is_not_read_and_noted() -> None:
    parsed = parse(multipart("mixed", *(part("text/plain", f"part {n}") for n in range(1000))))
    assert parsed.text.count("part ") == PARTS_MAX - 1
    assert parsed.remark is Remark.SHORTENED


@pytest.mark.parametrize(("depth", "read"), [(1, True), (DEPTH_MAX, True), (DEPTH_MAX + 1, False), (500, False)])
def test_a_depth_of_sixty_is_read(depth: int, read: bool) -> None:  # a table's column
    parsed = parse(nested(depth, part("text/plain", "deep down")))
    assert (parsed.text == "deep down") is read
    assert (parsed.remark is Remark.SHORTENED) is not read


def test_what_the_parsers_of_others_raise_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(raw: bytes) -> None:
        raise IndexError(raw)

    monkeypatch.setattr(parser, "_parsed", broken)
    assert parse(b"x").remark is Remark.UNREADABLE


PIECES = st.sampled_from(
    [
        *(
            b"From: a@b.c",
            b"Subject: =?utf-8?q?=C3?=",
            b"Content-Type: multipart/mixed; boundary=q",
            b"Content-Type: text/html",
        ),
        *(
            b"Content-Type: text/plain; charset=utf-16; format=flowed",
            b"Content-Transfer-Encoding: base64",
            b"--q",
            b"--q--",
        ),
        *(
            b"Content-Type: message/delivery-status",
            b"Action: failed",
            b"Status: 5.1.1",
            b"Precedence: bulk",
            b"\r\n",
            b"\n\n",
        ),
        *(
            b"Content-Type: text/plain; charset*0*=x''%ff; name*=utf-8''%",
            b"Content-Disposition: inline; filename*=x",
            b"> a",
        ),
        *(
            b"From: a\nTo: b\nSubject: c",
            b"On 1.1.2026 10:00 a@b.c wrote:",
            b"-- ",
            b"<div><blockquote>",
            b"Auto-Submitted: ",
        ),
        *(
            b"Content-Type: multipart/report; boundary=q",
            b"Authentication-Results: x; dmarc=pass",
            b"\x1b$B",
            b"=?x?b?====?=",
        ),
    ]
)


@given(st.binary(max_size=2000) | st.lists(PIECES | st.binary(max_size=20), max_size=40).map(b"\r\n".join))
def test_no_bytes_are_unreadable(raw: bytes) -> None:
    """Not even to the rooms below: no exception is caught on the way."""
    parsed = parser._parsed(raw)
    assert "\n" not in parsed.subject
    assert not {chr(code) for code in range(32)} - {"\n", "\t"} & set(parsed.text + parsed.cut)
