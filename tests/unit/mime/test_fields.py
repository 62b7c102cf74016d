"""The header of a mail: names and subjects in any encoding, addresses however they are written, ids."""

import pytest

from common.mime.model import Address
from common.mime.parser import parse
from tests.support.raw_mail import mail, with_fields


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?B?R3LDvMOfZQ==?= aus =?iso-8859-1?Q?M=FCnchen?=", "Grüße aus München"),
        ("=?utf-8?B?dGVzdMM=?= =?utf-8?B?pA==?=", "testä"),
        ("=?utf-8?Q?caf=C3?=\r\n =?utf-8?Q?=A9_ferm=C3=A9?=", "café fermé"),
        ("=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"),
        ("=?gb2312?B?xPq6ww==?=", "您好"),
        ("=?windows-1256?B?48fN5sc=?=", "ماحوا"),
        ("=?no-such-charset?Q?caf=C3=A9?=", "café"),
        ("Grüße, als Bytes", "Grüße, als Bytes"),
        ("folded\r\n over\r\n\tthree lines", "folded over three lines"),
        ("=?utf-8?Q?one=0D=0ABcc=3A_all=40example.com?=", "one Bcc: all@example.com"),
        ("a\u202ereversed\u0007 bell", "a reversed bell"),
        ("=?utf-8?B?!!!?= and =?broken", None),
        ("x" * 2000, "x" * 2000),
    ],
)
def test_subject_is_decoded_into_one_line(written: str, read: str | None) -> None:
    subject = parse(mail(subject=written)).subject
    assert subject == read if read is not None else "\n" not in subject


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "iso-2022-jp", "windows-1252"])
def test_a_subject_of_bare_bytes_is_guessed(charset: str) -> None:
    words = {"iso-2022-jp": "プリンタが壊れました", "windows-1252": "Die Bestellung für Köln"}
    subject = words.get(charset, "Принтер не печатает")
    assert parse(mail(subject="SUBJECT").replace(b"SUBJECT", subject.encode(charset))).subject == subject


@pytest.mark.parametrize(
    ("written", "name", "email"),
    [
        ("Kim <Kim@Example.COM>", "Kim", "kim@example.com"),
        ("kim@example.com", None, "kim@example.com"),
        ("kim@example.com (Kim Example)", "Kim Example", "kim@example.com"),
        ('"Example, Kim" <kim@example.com>', "Example, Kim", "kim@example.com"),
        ('"Kim \\"K\\" Example" <kim@example.com>', 'Kim "K" Example', "kim@example.com"),
        ("ceo@bank.example <kim@example.com>", "ceo@bank.example", "kim@example.com"),
        ('"ceo@bank.example" <kim@example.com>', "ceo@bank.example", "kim@example.com"),
        ("=?utf-8?Q?Example=2C_J=C3=BCrgen?= <kim@example.com>", "Example, Jürgen", "kim@example.com"),
        ("=?utf-8?B?SsO8cmdlbsM=?= =?utf-8?B?pA==?= <kim@example.com>", "Jürgenä", "kim@example.com"),
        ("=?utf-8?Q?Kim=0D=0ABcc=3A_x=40example.org?= <kim@example.com>", "Kim Bcc: x@example.org", "kim@example.com"),
        ("Müller <kim@example.com>", "Müller", "kim@example.com"),
        ("Support team: kim@example.com;", None, "kim@example.com"),
    ],
)
def test_sender_is_who_stands_in_the_brackets(written: str, name: str | None, email: str) -> None:
    parsed = parse(mail(**{"from": written}))
    assert parsed.sender == Address(name, email)


def test_several_senders_are_all_kept_in_order() -> None:
    parsed = parse(
        mail(**{"from": "Kim <kim@example.com>, Bo <bo@example.org>, kim@example.com", "reply-to": "x@y.example"})
    )
    assert [each.email for each in parsed.senders] == ["kim@example.com", "bo@example.org"]
    assert parsed.sender == Address("Kim", "kim@example.com")
    assert parsed.reply_to == (Address(None, "x@y.example"),)


def test_a_second_from_field_is_seen() -> None:
    raw = b"From: boss@bank.example\r\n" + mail("hello")
    assert [each.email for each in parse(raw).senders] == ["boss@bank.example", "kim@example.com"]


@pytest.mark.parametrize("written", ["", "undisclosed-recipients:;", "nobody at all", "<>", "@@", "a@"])
def test_no_sender_where_there_is_no_address(written: str) -> None:
    assert parse(mail("hello", **{"from": written})).sender is None


def test_sender_stands_in_for_a_missing_from() -> None:
    assert parse(mail(**{"from": None}, sender="list@example.com")).sender == Address(None, "list@example.com")


GROUP = {"from": "'Kim' via Support <support@desk.example>", "list_id": "<support.desk.example>"}
POST = "<https://groups.example/support/post>, <mailto:Support@desk.example>"


@pytest.mark.parametrize(
    ("fields", "email"),
    [
        ({**GROUP, "x_original_from": "Kim <kim@bank.example>"}, "kim@bank.example"),
        ({**GROUP, "list_post": POST, "reply_to": "support@desk.example, Kim <kim@bank.example>"}, "kim@bank.example"),
        ({**GROUP, "list_post": POST, "reply_to": "support@desk.example"}, "support@desk.example"),
        ({**GROUP, "reply_to": "Kim <kim@bank.example>"}, "support@desk.example"),
        ({**GROUP, "list_id": None, "x_original_from": "Kim <kim@bank.example>"}, "support@desk.example"),
        ({"list_id": "<a.example>", "list_post": POST, "reply_to": "bo@example.com"}, "kim@example.com"),
    ],
)
def test_of_a_mail_whose_sender_a_list_has_replaced_the_author_is_the_sender(
    fields: dict[str, str | None], email: str
) -> None:
    parsed = parse(mail("hello", **fields, authentication_results="mx.desk.example; dmarc=pass"))
    assert parsed.sender
    assert parsed.sender.email == email
    assert bool(parsed.authentication) is (email != "kim@bank.example"), "what is proven is the list's address"


def test_recipients_are_those_of_every_field_that_servers_keep_them_in() -> None:
    raw = with_fields(
        {
            "To": "Support <Support@Desk.example>, a@example.com",
            "Cc": "B <b@example.com>",
            "Delivered-To": "support+ABC@desk.example",
            "X-Original-To": "support@desk.example",
            "Envelope-To": "<e@desk.example>",
        },
        "hello",
    )
    assert parse(raw).recipients == (
        "support@desk.example",
        "a@example.com",
        "b@example.com",
        "support+abc@desk.example",
        "e@desk.example",
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<a.b@example.com>", "<a.b@example.com>"),
        (" \r\n <a.b@example.com>", "<a.b@example.com>"),
        ("<a.b\r\n @example.com>", "<a.b@example.com>"),
        ("a.b@example.com", "<a.b@example.com>"),
        ("<no-at-sign>", "<no-at-sign>"),
        ("", None),
        ("<>", None),
        ("<@>", None),
        (f"<{'x' * 600}@example.com>", None),
        (None, None),
    ],
)
def test_message_id_is_cleaned_or_none(written: str | None, read: str | None) -> None:
    assert parse(mail(message_id=written)).message_id == read


def test_ids_are_in_order_without_repeats() -> None:
    parsed = parse(mail(in_reply_to="<b@x> (by Kim)", references="<a@x> <b@x>\r\n <a@x>\r\n\t<c@x>"))
    assert parsed.in_reply_to == ("<b@x>",)
    assert parsed.references == ("<a@x>", "<b@x>", "<c@x>")


def test_of_many_references_the_first_and_the_last_are_kept() -> None:
    references = parse(mail(references=" ".join(f"<{n}@x>" for n in range(1000)))).references
    assert len(references) == 100
    assert (references[0], references[1], references[-1]) == ("<0@x>", "<901@x>", "<999@x>")


def test_a_mail_without_a_header_has_text() -> None:
    parsed = parse(b"just words\r\nand more")
    assert (parsed.sender, parsed.subject, parsed.text) == (None, "", "just words\nand more")


def test_line_ends_of_every_kind_end_fields() -> None:
    for end in (b"\r\n", b"\n", b"\r"):
        parsed = parse(mail("one\ntwo", subject="Re: x").replace(b"\r\n", end))
        assert (parsed.subject, parsed.text) == ("Re: x", "one\ntwo")


def test_a_mailbox_line_before_the_header_is_no_text() -> None:
    parsed = parse(b"From kim@example.com Mon Nov 30 10:00:00 2026\r\n" + mail("hello"))
    assert (parsed.subject, parsed.text) == ("The printer is broken", "hello")
