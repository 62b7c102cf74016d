"""Mails in every charset and encoding, also broken ones, and mails that lack what others have."""

import base64
import quopri
from collections.abc import Callable

from tests.support.mails.maker import Made, Maker
from tests.support.raw_mail import mail, multipart, part

CHARSETS = {
    "en": ["us-ascii", "utf-8", "iso-8859-1", "windows-1252", "utf-7"],
    "de": ["utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "iso-8859-2", "utf-16"],
    "ar": ["utf-8", "iso-8859-6", "windows-1256"],
    "fr": ["utf-8", "windows-1252"],
    "ru": ["utf-8", "iso-8859-5", "windows-1251", "koi8-r"],
    "zh": ["utf-8", "gb2312", "gb18030", "gbk"],
}
JAPANESE = "プリンタが壊れました。助けてください"
TRANSFERS: dict[str, Callable[[bytes], bytes]] = {
    "8bit": lambda data: data,
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
}


def _encoded(m: Maker, data: bytes, charset: str | None) -> bytes:
    name = m.random.choice(list(TRANSFERS))
    kind = f'text/plain; charset="{charset}"' if charset else "text/plain"
    return mail(TRANSFERS[name](data), **m.fields(content_type=kind, content_transfer_encoding=name))


def charset(m: Maker) -> Made:
    name = m.random.choice(CHARSETS[m.language])
    return m.made(_encoded(m, f"{m.kept()}\r\n{m.kept()}".encode(name), name))


def japanese(m: Maker) -> Made:
    name = m.random.choice(["iso-2022-jp", "shift_jis", "euc-jp"])
    return m.made(_encoded(m, f"{JAPANESE}\r\n{m.kept('en')}".encode(name), name))


def wrong_charset(m: Maker) -> Made:
    return m.made(
        _encoded(m, m.kept().encode(), m.random.choice(["iso-8859-1", "us-ascii", "windows-1251", "no-such"]))
    )


def missing_charset(m: Maker) -> Made:
    return m.made(_encoded(m, m.kept().encode(), None))


def broken_utf8(m: Maker) -> Made:
    return m.made(_encoded(m, m.kept().encode() + b"\xc3", "utf-8"))


def flowed(m: Maker) -> Made:
    body = f"{m.kept()} \n{m.kept()} \n{m.kept()}\n\n{m.kept()}\n"
    return m.made(mail(body, **m.fields(content_type="text/plain; charset=utf-8; format=flowed")))


def broken_words(m: Maker) -> Made:
    """Encoded words of the subject and the name end in the middle of a character."""
    name, subject = f"{m.name} ä".encode(), f"{m.sentence()} ö {m.marker}".encode()
    fields = m.fields(**{"from": f"{_words(name)} <{m.sender}>", "subject": _words(subject)})
    return m.made(mail(m.kept(), **fields))


def _words(data: bytes) -> str:
    pieces = [data[start : start + 7] for start in range(0, len(data), 7)]
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(piece).decode()}?=" for piece in pieces)


def raw_header(m: Maker) -> Made:
    return m.made(mail(m.kept(), **m.fields(subject="Grüße, 您好")))


def long_subject(m: Maker) -> Made:
    return m.made(mail(m.kept(), **m.fields(subject=("long " * 400).strip())))


def empty_body(m: Maker) -> Made:
    return m.made(mail("", **m.fields(subject=f"{m.sentence()} {m.marker}")))


def blank_body(m: Maker) -> Made:
    return m.made(mail(" \n\n\t\n", **m.fields(subject=f"{m.sentence()} {m.marker}")))


def empty_subject(m: Maker) -> Made:
    return m.made(mail(m.kept(), **m.fields(subject=m.random.choice(["", None]))))


def no_date(m: Maker) -> Made:
    return m.made(mail(m.kept(), **m.fields(date=None)))


def no_message_id(m: Maker) -> Made:
    m.message_id = None
    return m.made(mail(m.kept(), **m.fields(message_id=m.random.choice([None, "", "<>"]))))


def nul_byte(m: Maker) -> Made:
    return m.made(mail(f"{m.sentence()}\x00 {m.kept()}\x00\n", **m.fields(subject="a\x00b")))


def bare_line_ends(m: Maker) -> Made:
    raw = mail(f"{m.kept()}\n{m.kept()}\n", **m.fields())
    return m.made(raw.replace(b"\r\n", m.random.choice([b"\n", b"\r"])))


def two_charsets(m: Maker) -> Made:
    first = part("text/plain; charset=windows-1252", f"„{m.kept('en')}“".encode("cp1252"))
    return m.made(multipart("mixed", first, part("text/plain; charset=utf-8", f"“{m.kept()}”"), **m.fields()))


KINDS: list[Callable[[Maker], Made]] = [
    *(charset, japanese, wrong_charset, missing_charset, broken_utf8, flowed, broken_words, raw_header, long_subject),
    *(empty_body, blank_body, empty_subject, no_date, no_message_id, nul_byte, bare_line_ends, two_charsets),
]
