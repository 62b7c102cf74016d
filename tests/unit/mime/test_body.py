"""Which of a mail's parts is its text, and what is noted of the others."""

import base64

import pytest

from common.base.remark import Remark
from common.mime.html import text_of
from common.mime.parser import parse
from tests.support.raw_mail import mail, multipart, part, several

PLAIN, PAGE = "text/plain; charset=utf-8", "text/html; charset=utf-8"


def test_the_plain_part_is_the_text_where_both_say_the_same() -> None:
    parsed = parse(multipart("alternative", part(PLAIN, "Hello *you*"), part(PAGE, "<p>Hello <b>you</b></p>")))
    assert (parsed.text, parsed.remark) == ("Hello *you*", None)


def test_the_html_part_is_the_text_where_the_plain_part_says_something_else() -> None:
    plain = "Nothing of this is what a mail program shows to the person who wrote it"
    parsed = parse(multipart("alternative", part(PLAIN, plain), part(PAGE, "<p>Please cancel my contract</p>")))
    assert (parsed.text, parsed.remark) == ("Please cancel my contract", Remark.DIFFERENT)


def test_quotations_of_one_part_alone_are_no_difference() -> None:
    plain = (
        "It works now.\n\nOn 30 Nov 2026 10:00, Support wrote:\n" + "> the quoted words of an agent are many more\n" * 9
    )
    parsed = parse(multipart("alternative", part(PLAIN, plain), part(PAGE, "<p>It works now.</p>"), subject="Re: x"))
    assert (parsed.text, parsed.remark) == ("It works now.", None)


@pytest.mark.parametrize("plain", ["", " \r\n", "This mail is HTML.", "One two three"])
def test_the_html_part_is_the_text_where_the_plain_part_says_little(plain: str) -> None:
    page = "<p>One two three 4a 5a 6a 7a 8a 9a 10 11 12 13 14 15 16 seventeen eighteen</p>"
    parsed = parse(multipart("alternative", part(PLAIN, plain), part(PAGE, page)))
    assert parsed.text.endswith("seventeen eighteen")
    assert parsed.remark is None


def test_texts_around_pictures_are_put_together() -> None:
    picture = part("image/png", "x", content_disposition='inline; filename="a.png"')
    assert parse(multipart("mixed", part(PLAIN, "above"), picture, part(PAGE, "<p>below</p>"))).text == "above\n\nbelow"


def test_attached_texts_are_not_the_text() -> None:
    log = part(PLAIN, "a log", content_disposition='attachment; filename="a.txt"')
    page = part(PAGE, "<p>a page</p>", content_disposition='inline; filename="a.html"')
    assert parse(multipart("mixed", part(PLAIN, "hello"), log, page)).text == "hello"


def test_a_text_with_a_name_is_the_text() -> None:
    assert parse(multipart("mixed", part('text/plain; name="body.txt"', "hello"))).text == "hello"
    assert parse(mail("hello", content_disposition='attachment; filename="a.txt"')).text == "hello"


def test_an_attached_mail_is_the_text_where_nothing_else_is_written() -> None:
    inner = part("message/rfc822", mail("inner words", subject="inner"))
    assert parse(multipart("mixed", inner)).text == "inner words"
    parsed = parse(multipart("mixed", part(PLAIN, "outer words"), inner))
    assert (parsed.text, parsed.subject) == ("outer words", "The printer is broken")


@pytest.mark.parametrize(
    ("raw", "note", "text"),
    [
        (
            multipart("signed; protocol=x", part(PLAIN, "hello"), part("application/pgp-signature", "x")),
            Remark.SIGNED,
            "hello",
        ),
        (multipart("encrypted; protocol=x", part("application/pgp-encrypted", "Version: 1")), Remark.ENCRYPTED, ""),
        (mail("AAAA", content_type="application/pkcs7-mime; smime-type=enveloped-data"), Remark.ENCRYPTED, ""),
        (mail("AAAA", content_type="application/pkcs7-mime; smime-type=signed-data"), Remark.SIGNED, ""),
        (mail("-----BEGIN PGP MESSAGE-----\n\nhQ=="), Remark.ENCRYPTED, "-----BEGIN PGP MESSAGE-----\n\nhQ=="),
        (multipart("mixed", part(PLAIN, "hello"), part("application/ms-tnef", "x")), Remark.WINMAIL, "hello"),
        (
            multipart("mixed", part(PLAIN, "hello"), part('application/octet-stream; name="WINMAIL.DAT"', "x")),
            Remark.WINMAIL,
            "hello",
        ),
        (
            multipart("alternative", part(PLAIN, "hello"), part("text/calendar; method=REQUEST", "BEGIN")),
            Remark.CALENDAR,
            "hello",
        ),
        (multipart("mixed", part(PLAIN, "hello"), part("application/ics", "BEGIN")), Remark.CALENDAR, "hello"),
        (mail("hello"), None, "hello"),
    ],
)
def test_what_the_text_cannot_show_is_noted(raw: bytes, note: Remark | None, text: str) -> None:
    parsed = parse(raw)
    assert (parsed.remark, parsed.text) == (note, text)


def test_the_armour_of_a_signed_text_is_taken_off() -> None:
    signature = "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n"
    parsed = parse(mail(f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhello\n- -- dashes\n{signature}"))
    assert (parsed.text, parsed.remark) == ("hello\n-- dashes", Remark.SIGNED)


@pytest.mark.parametrize(
    "kind",
    ["multipart/mixed", 'multipart/mixed; boundary="not-there"', "multipart/mixed; boundary=", "nonsense", "", "text"],
)
def test_a_mail_of_a_broken_type_is_text(kind: str) -> None:
    assert parse(mail("hello", content_type=kind)).text == "hello"


def test_a_part_that_never_ends_is_read() -> None:
    body = several(part(PLAIN, "hello"), part("application/zip", "x" * 100), end=False)
    assert parse(mail(body, content_type='multipart/mixed; boundary="=_part"')).text == "hello"


def test_what_is_before_and_behind_the_parts_is_not_the_text() -> None:
    body = b"This is a multi-part message.\r\n" + several(part(PLAIN, "hello")) + b"behind"
    assert parse(mail(body, content_type='multipart/mixed; boundary="=_part"')).text == "hello"


def test_a_delimiter_within_a_line_is_text() -> None:
    written = "one --=_part two\n--=_part-three\nfour --=_part\nfive"
    raw = mail(several(part(PLAIN, written)), content_type='multipart/mixed; boundary="=_part"')
    assert parse(raw).text == written


@pytest.mark.parametrize("raw", [mail(""), mail(" \n\t\n"), mail("", content_type="text/html"), b"", b"\r\n\r\n"])
def test_an_empty_mail_has_no_text(raw: bytes) -> None:
    assert (parse(raw).text, parse(raw).cut) == ("", "")


def test_bad_base64_is_read_as_far_as_it_goes() -> None:
    encoded = base64.b64encode(b"hello there").decode()
    assert parse(mail(f"{encoded}!\n", content_transfer_encoding="base64")).text == "hello there"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/><br>Three", "One\nTwo\n\nThree"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("<p class=MsoNormal>One</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Two</p>", "One\nTwo"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<table><tr><td>Model</td><td>X200</td></tr><tr><th>No</th><td>5</td></tr></table>", "Model X200\nNo 5"),
        ("a<b>b</b>c &amp; <i>d</i> &lt;e&gt; &#128512;", "abc & d <e> 😀"),
        ("<pre>x  y\n  z</pre>", "x  y\n  z"),
        ("<blockquote>One<blockquote>Two</blockquote></blockquote>Three", "> One\n>> Two\n>>\n>\nThree"),
        ('<a href="https://x.example/a">the page</a>', "the page (https://x.example/a)"),
        ('<a href="https://x.example/">x.example</a> <a href="mailto:a@b.example">Bo</a>', "x.example Bo"),
        ('<img alt="😀" src="x"><img alt="A long description" src="y">', "😀"),
        ("plain & simple < than", "plain & simple < than"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("<center>One</center><section>Two</section><dl><dt>A</dt><dd>B</dd></dl>", "One\n\nTwo\n\nA\nB"),
        ("<p>One</p><p>--&nbsp;</p><p>Kim</p>", "One\n\n-- \n\nKim"),
        ('One<div class="gmail_signature">Kim</div>', "One\n-- \nKim"),
    ],
)
def test_html_is_text_as_it_is_seen(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "markup",
    [
        "<script>BAD</script>",
        "<style>BAD</style>",
        "<head><title>BAD</title></head>",
        "<!-- BAD -->",
        '<div style="display: none">BAD</div>',
        '<span style="color:red;visibility:hidden">BAD</span>',
        '<table><tr><td style="font-size:0">BAD</td></tr></table>',
        '<span style="mso-hide:all">BAD</span>',
        "<form><button>BAD</button><select><option>BAD</option></select><textarea>BAD</textarea></form>",
        '<img src="https://track.example/BAD" alt="BAD tracker">',
        '<a href="javascript:BAD()">.</a>',
        "<iframe src=BAD>BAD</iframe><object>BAD</object><svg><text>BAD</text></svg>",
        '<img src="data:image/png;base64,BADBADBAD=">',
    ],
)
def test_what_nobody_sees_and_what_acts_is_no_text(markup: str) -> None:
    text = text_of(f"<body>before {markup} after</body>")
    assert "BAD" not in text
    assert "before" in text
    assert "after" in text
