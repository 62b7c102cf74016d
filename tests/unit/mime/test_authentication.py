"""What servers say of who sent a mail: in order, and a pass for another domain is none for the sender's."""

import pytest

from common.mime.model import AuthResult
from common.mime.parser import parse
from tests.support.raw_mail import mail


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("mx.example; dmarc=pass header.from=example.com", ("pass", None, None)),
        ("mx.example 1; dmarc=pass (p=REJECT sp=NONE dis=NONE) header.from=EXAMPLE.com", ("pass", None, None)),
        ("mx.example; dmarc=pass", ("pass", None, None)),
        ("mx.example; dmarc=pass header.from=evil.example", ("unaligned", None, None)),
        (
            "mx.example;\r\n\tspf=pass (a comment; dkim=pass) smtp.mailfrom=kim@example.com;\r\n\tdkim=fail",
            (None, "pass", "fail"),
        ),
        (
            "mx.example; spf=pass smtp.mailfrom=bounce.evil.example; dkim=pass header.d=evil.example",
            (None, "unaligned", "unaligned"),
        ),
        ("mx.example; dkim=pass header.d=evil.example; dkim=pass header.i=@example.com", (None, None, "pass")),
        ("mx.example; dkim=pass header.i=@example.com; dkim=fail header.d=example.com", (None, None, "pass")),
        ("mx.example; dkim=pass header.d=com", (None, None, "unaligned")),
        ("mx.example; dkim=pass header.d=ample.com", (None, None, "unaligned")),
        ("mx.example; dkim=pass; spf=pass", (None, "unaligned", "unaligned")),
        ("mx.example; spf=softfail smtp.mailfrom=x; dkim=none; dmarc=fail", ("fail", "softfail", "none")),
        ("mx.example; none", (None, None, None)),
        ("MX.Example; DMARC=PASS Header.From=example.com", ("pass", None, None)),
    ],
)
def test_results_are_read(value: str, result: tuple[str | None, ...]) -> None:
    parsed = parse(mail("x", authentication_results=value))
    assert parsed.authentication == (AuthResult("mx.example", *result),)


def test_a_domain_above_the_senders_may_stand_for_it() -> None:
    raw = mail(
        "x", **{"from": "kim@mail.example.com"}, authentication_results="mx.example; dkim=pass header.d=example.com"
    )
    assert parse(raw).authentication[0].dkim == "pass"


def test_a_domain_below_the_senders_does_not() -> None:
    raw = mail("x", authentication_results="mx.example; dkim=pass header.d=blog.example.com")
    assert parse(raw).authentication[0].dkim == "unaligned"


def test_the_field_that_was_added_last_is_first() -> None:
    forged = mail("x", authentication_results="mx.example; dmarc=pass")
    parsed = parse(b"Authentication-Results: mx.example; dmarc=fail\r\n" + forged)
    assert [each.dmarc for each in parsed.authentication] == ["fail", "pass"]


def test_without_a_sender_nothing_passes() -> None:
    raw = mail("x", **{"from": None}, authentication_results="mx.example; dmarc=pass; spf=pass smtp.mailfrom=a.example")
    assert parse(raw).authentication == (AuthResult("mx.example", "unaligned", "unaligned", None),)


@pytest.mark.parametrize("value", ["", ";;;", " ; dmarc=pass", "((("])
def test_a_field_without_a_server_says_nothing(value: str) -> None:
    assert all(not each.dmarc for each in parse(mail("x", authentication_results=value)).authentication)
