"""Mails of unusual parts."""

import base64
from collections.abc import Callable
from html import escape

from tests.support.mails.maker import Made, Maker
from tests.support.raw_mail import mail, multipart, part, several

PLAIN, PAGE = "text/plain; charset=utf-8", "text/html; charset=utf-8"
PICTURE = base64.encodebytes(b"\x89PNG" + bytes(300))
EVENT = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Call\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def attachment(kind: str, name: str, data: bytes) -> bytes:
    disposition = f'attachment; filename="{name}"'
    encoded = base64.encodebytes(data)
    return part(kind, encoded, content_disposition=disposition, content_transfer_encoding="base64")


def different_parts(m: Maker) -> Made:
    """People see the HTML part, so that is what they wrote."""
    page = "".join(f"<p>{m.kept()}</p>" for _ in range(4))
    parts = (
        part(PLAIN, "Your mail program cannot show this mail, so please open it in a browser instead"),
        part(PAGE, page),
    )
    return m.made(multipart("alternative", *parts, **m.fields()))


def nested_parts(m: Maker) -> Made:
    kept = m.kept()
    picture = part("image/png", PICTURE, content_id="<p@x>", content_transfer_encoding="base64")
    related = part(
        'multipart/related; boundary="r"',
        several(part(PAGE, f"<p>{escape(kept)}<img src='cid:p@x'></p>"), picture, boundary="r"),
    )
    alternative = part('multipart/alternative; boundary="a"', several(part(PLAIN, kept), related, boundary="a"))
    return m.made(multipart("mixed", alternative, attachment("application/pdf", "a.pdf", bytes(2000)), **m.fields()))


def text_around_a_picture(m: Maker) -> Made:
    picture = part(
        "image/png", PICTURE, content_disposition='inline; filename="p.png"', content_transfer_encoding="base64"
    )
    return m.made(multipart("mixed", part(PLAIN, m.kept()), picture, part(PLAIN, m.kept()), **m.fields()))


def attached_text(m: Maker) -> Made:
    """An attached text is not what was written."""
    return m.made(
        multipart("mixed", part(PLAIN, m.kept()), attachment("text/plain", "log.txt", b"line of a log"), **m.fields())
    )


def mail_in_a_mail(m: Maker) -> Made:
    inner = mail(m.sentence(), subject="Earlier")
    return m.made(multipart("mixed", part(PLAIN, m.kept()), part("message/rfc822", inner), **m.fields()))


def nothing_but_a_mail(m: Maker) -> Made:
    inner = mail(m.kept(), subject="Earlier")
    return m.made(multipart("mixed", part(PLAIN, "\n"), part("message/rfc822", inner), **m.fields()))


def winmail(m: Maker) -> Made:
    parts = part(PLAIN, m.kept()), attachment("application/ms-tnef", "winmail.dat", b"\x78\x9f\x3e\x22" + bytes(200))
    return m.made(multipart("mixed", *parts, **m.fields()))


def invitation(m: Maker) -> Made:
    kept = m.kept()
    parts = part(PLAIN, kept), part(PAGE, f"<p>{kept}</p>"), part("text/calendar; charset=utf-8; method=REQUEST", EVENT)
    return m.made(multipart("alternative", *parts, **m.fields()))


def signed(m: Maker) -> Made:
    parts = (
        part(PLAIN, m.kept()),
        attachment("application/pgp-signature", "signature.asc", b"-----BEGIN PGP SIGNATURE-----"),
    )
    return m.made(multipart('signed; micalg=pgp-sha256; protocol="application/pgp-signature"', *parts, **m.fields()))


def signed_text(m: Maker) -> Made:
    armour = "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----\n"
    body = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{m.kept()}\n{armour}"
    return m.made(mail(body, **m.fields()))


def encrypted(m: Maker) -> Made:
    """Only its header can be read."""
    parts = (
        part("application/pgp-encrypted", "Version: 1"),
        part("application/octet-stream", "-----BEGIN PGP MESSAGE-----\n\nhQ=="),
    )
    fields = m.fields(subject=f"{m.sentence()} {m.marker}")
    return m.made(multipart('encrypted; protocol="application/pgp-encrypted"', *parts, **fields))


def many_parts(m: Maker) -> Made:
    rest = [part("image/png", PICTURE, content_transfer_encoding="base64")] * m.random.choice([198, 300])
    return m.made(multipart("mixed", part(PLAIN, m.kept()), *rest, **m.fields()))


def deep_parts(m: Maker) -> Made:
    inner = part(PLAIN, m.kept())
    for level in range(59):
        inner = part(f'multipart/mixed; boundary="b{level}"', several(inner, boundary=f"b{level}"))
    return m.made(multipart("mixed", inner, **m.fields()))


def a_part_without_end(m: Maker) -> Made:
    body = several(part(PLAIN, m.kept()), part("image/png", PICTURE), end=False)
    return m.made(mail(body, **m.fields(content_type='multipart/mixed; boundary="=_part"')))


def no_boundary(m: Maker) -> Made:
    return m.made(mail(m.kept(), **m.fields(content_type="multipart/mixed")))


KINDS: list[Callable[[Maker], Made]] = [
    *(different_parts, nested_parts, text_around_a_picture, attached_text, mail_in_a_mail, nothing_but_a_mail, winmail),
    *(invitation, signed, signed_text, encrypted, many_parts, deep_parts, a_part_without_end, no_boundary),
]
