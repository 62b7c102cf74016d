"""Text in whatever charset, called by its name, another one or none."""

import base64
import quopri

import pytest

from common.mime.charset import decoded
from common.mime.parser import parse
from tests.support.raw_mail import mail

SENTENCES = {
    "utf-8": "Grüße aus München, 您好, مرحبا 👍",
    "utf-16": "Grüße, 您好",
    "iso-8859-1": "Grüße aus München",
    "iso-8859-2": "Źle działa łącze",
    "iso-8859-5": "Принтер не печатает",
    "iso-8859-6": "الطابعة لا تعمل",
    "iso-8859-7": "Ο εκτυπωτής χάλασε",
    "iso-8859-15": "Das kostet 20 € für Œuvre",
    "windows-1250": "Dzień dobry, źle działa",
    "windows-1251": "Принтер не печатает",
    "windows-1252": "„Grüße“ – 20 €",
    "windows-1253": "Ο εκτυπωτής χάλασε",
    "windows-1254": "Yazıcı çalışmıyor, şifre",
    "windows-1255": "המדפסת לא עובדת",
    "windows-1256": "الطابعة لا تعمل",
    "koi8-r": "Принтер не печатает",
    "gb2312": "打印机坏了",
    "gb18030": "打印机坏了，㐂",
    "big5": "印表機壞了",
    "shift_jis": "プリンタが壊れました",
    "euc-jp": "プリンタが壊れました",
    "iso-2022-jp": "プリンタが壊れました",
    "euc-kr": "프린터가 고장났습니다",
    "utf-7": "Grüße",
}


@pytest.mark.parametrize(("charset", "sentence"), SENTENCES.items())
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_each_charset_in_each_transfer_encoding(charset: str, sentence: str, encoding: str) -> None:
    data = f"{sentence}\r\nsecond line".encode(charset)
    sent = {"8bit": data, "base64": base64.encodebytes(data), "quoted-printable": quopri.encodestring(data)}[encoding]
    raw = mail(sent, content_type=f'text/plain; charset="{charset}"', content_transfer_encoding=encoding)
    assert parse(raw).text == f"{sentence}\nsecond line"


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "us-ascii", "windows-1251", None, "no-such", "unicode_escape", "zlib", "x-unknown"]
)
def test_utf8_that_is_called_something_else(declared: str | None) -> None:
    assert decoded("Grüße, 您好".encode(), declared) == "Grüße, 您好"


@pytest.mark.parametrize(
    "charset", ["windows-1251", "windows-1252", "windows-1256", "gb18030", "shift_jis", "euc-kr", "iso-2022-jp"]
)
@pytest.mark.parametrize("declared", [None, "us-ascii", "utf-8"])
def test_a_missing_or_wrong_charset_is_guessed(charset: str, declared: str | None) -> None:
    sentence = SENTENCES[charset] * 3
    assert decoded(sentence.encode(charset), declared) == sentence


def test_short_chinese_is_not_taken_for_korean() -> None:
    sentence = "您好，我的订单还没有到，请帮忙。"
    assert decoded(sentence.encode("gb18030"), None) == sentence


def test_utf8_with_a_broken_character_stays_utf8() -> None:
    assert decoded("Grüße aus Köln, schöne Tage".encode() + b"\xe4\xbd", "utf-8") == "Grüße aus Köln, schöne Tage\ufffd"


def test_iso_8859_1_is_read_as_windows_1252() -> None:
    assert decoded(b"20 \x80 \x93quoted\x94", "iso-8859-1") == "20 € “quoted”"


def test_html_may_name_its_charset_itself() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>Принтер</html>'
    assert parse(mail(page.encode("cp1251"), content_type="text/html")).text == "Принтер"


def test_a_nul_byte_and_controls_are_dropped() -> None:
    assert parse(mail(b"a\x00b\x07c\x1b[31md\r\ne")).text == "abc[31md\ne"
    assert parse(mail("hello", subject="a\x00b")).subject == "ab"
