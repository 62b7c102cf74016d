"""Mails as bytes, written down as servers hand them over."""

from collections.abc import Mapping

BOUNDARY = "=_part"


def mail(body: str | bytes = "", /, **fields: str | None) -> bytes:
    """A mail with such a body and such fields (`content_type` is `Content-Type`) beside the usual ones; None: without.

    Fields are sent as UTF-8, line breaks in them included; the body's line breaks become those of mail.
    """
    usual = {
        "From": "Kim Example <kim@example.com>",
        "To": "Support <support@desk.example>",
        "Subject": "The printer is broken",
        "Date": "Mon, 30 Nov 2026 10:00:00 +0000",
        "Message-ID": "<1@example.com>",
        "MIME-Version": "1.0",
    }
    given = {
        name.replace("_", "-").title().replace("Id", "ID").replace("Mime", "MIME"): v for name, v in fields.items()
    }
    return with_fields({**usual, "Content-Type": "text/plain; charset=utf-8", **given}, body)


def with_fields(fields: Mapping[str, str | None], body: str | bytes) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    data = body if isinstance(body, bytes) else body.replace("\n", "\r\n").encode()
    return lines.encode() + b"\r\n" + data


def part(kind: str, body: str | bytes, /, **fields: str) -> bytes:
    """A part of that `Content-Type`, for `several`."""
    named = {name.replace("_", "-").title(): value for name, value in fields.items()}
    return with_fields({"Content-Type": kind, **named}, body)


def several(*parts: bytes, boundary: str = BOUNDARY, end: bool = True) -> bytes:
    """The body of a multipart; without `end`, its last part never ends."""
    joined = b"".join(b"--%s\r\n%s\r\n" % (boundary.encode(), each) for each in parts)
    return joined + (b"--%s--\r\n" % boundary.encode() if end else b"")


def multipart(kind: str, /, *parts: bytes, **fields: str | None) -> bytes:
    """A whole mail of such parts; `kind` as in `mixed` or `report; report-type=delivery-status`."""
    fields["content_type"] = f'multipart/{kind}; boundary="{BOUNDARY}"'
    return mail(several(*parts), **fields)
