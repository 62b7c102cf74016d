"""Reading bodies and query strings with suspicion."""

import contextlib
import json
from io import BytesIO
from typing import Any

import pytest
from flask import Request
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from common.errors import BadRequest, TooLarge, UnsupportedMediaType
from common.models import ClassifyRequest, NewTicket, TicketPatch, TicketQuery
from common.requests import BODY_MAX, ERRORS_MAX, Call

TICKET = {"title": "It crashes", "description": "Again and again"}
MARKER = "xylophone"
"""Stands in bad values; no error may repeat it."""


def call(content: bytes = b"", query: str = "", content_type: str = "application/json", **headers: str) -> Call:
    builder = EnvironBuilder(
        method="POST", query_string=query, data=content, content_type=content_type, headers=list(headers.items())
    )
    return Call(Request(builder.get_environ()))


def faults(raised: pytest.ExceptionInfo[BadRequest]) -> dict[str, str]:
    return {error.field: error.message for error in raised.value.errors}


def refused(content: Any, model: type[NewTicket | TicketPatch | ClassifyRequest] = NewTicket) -> dict[str, str]:
    """The faults that a JSON value is refused with, by field."""
    with pytest.raises(BadRequest) as raised:
        call(json.dumps(content).encode()).body(model)
    found = faults(raised)
    assert found, "a validation failure names its fields"
    assert MARKER not in raised.value.detail + str(found)
    return found


def asked(query: str) -> TicketQuery:
    return call(query=query).query(TicketQuery)


def query_refused(query: str) -> dict[str, str]:
    with pytest.raises(BadRequest) as raised:
        asked(query)
    assert MARKER not in raised.value.detail + str(list(faults(raised).values()))
    return faults(raised)


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"'],
)
def test_json_in_utf_8_is_read(content_type: str) -> None:
    content = json.dumps({**TICKET, "title": "Größe 😀"}, ensure_ascii=False).encode()
    assert call(content, content_type=content_type).body(NewTicket).title == "Größe 😀"


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "text/json", "application/json; charset=latin-1", "json"],
)
def test_another_content_type_is_unsupported(content_type: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        call(json.dumps(TICKET).encode(), content_type=content_type).body(NewTicket)


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip"])
def test_a_compressed_body_is_unsupported(encoding: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        call(json.dumps(TICKET).encode(), **{"Content-Encoding": encoding}).body(NewTicket)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"{",
        b'{"title": "a",}',
        b"{'title': 'a'}",
        b'{"title": "a"} {"title": "b"}',
        b'{"title": "\\ud800"}',
        b'{"title": "\\udc00\\ud800"}',
        b'{"title": "\xed\xa0\x80"}',
        b'{"title": "\xff"}',
        b'{"title": "\x00"}',
        b"\xef\xbb\xbf{}",
        b"[" * 30_000,
        b'{"a":' * 12_000,
        b"nul",
    ],
)
def test_what_is_not_json_is_a_bad_request_that_says_so(content: bytes) -> None:
    with pytest.raises(BadRequest, match="is not valid JSON"):
        call(content).body(NewTicket)


@pytest.mark.parametrize("content", [[], [TICKET], "text", 1, 1.5, True, None])
def test_a_value_that_is_no_object_is_refused_as_a_whole(content: object) -> None:
    assert list(refused(content)) == [""]


def test_every_fault_is_named_by_its_field() -> None:
    found = refused({"title": " ", "category": MARKER, "requester": {"name": "", "phone": MARKER}, "colour": MARKER})
    assert found == {
        "title": "must not be empty",
        "description": "is required",
        "category": "must be 'billing', 'technical', 'account' or 'general'",
        "requester.name": "must not be empty",
        "requester.phone": "is not a known field",
        "colour": "is not a known field",
    }


@pytest.mark.parametrize("value", [None, 1, 1.5, True, [], {}, [MARKER], {MARKER: MARKER}])
def test_a_title_of_another_type_is_refused(value: object) -> None:
    assert refused({**TICKET, "title": value}) == {"title": "must be a string"}


@pytest.mark.parametrize("value", ["", "Billing", " billing", 1, True, [], {}])
def test_only_the_exact_words_of_an_enum_are_taken(value: object) -> None:
    assert list(refused({**TICKET, "category": value})) == ["category"]


@pytest.mark.parametrize("char", [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))])
def test_a_control_character_inside_a_line_is_refused_by_its_number(char: str) -> None:
    message = refused({**TICKET, "title": f"a{char}b"})["title"]
    assert message == f"contains a control character (U+{ord(char):04X})"


def test_a_description_may_have_lines_and_tabs_and_no_other_control_character() -> None:
    content = json.dumps({**TICKET, "description": "one\r\ntwo\rthree\n\tfour"}).encode()
    assert call(content).body(NewTicket).description == "one\ntwo\nthree\n\tfour"
    assert refused({**TICKET, "description": "a\u0000b"}) == {"description": "contains a control character (U+0000)"}


@pytest.mark.parametrize("text", ["\u200b", "\u2066\u2069", "\u3164 \u200b".replace("\u3164", "\u00a0"), "\u2028"])
def test_a_text_without_a_visible_character_is_refused(text: str) -> None:
    assert list(refused({**TICKET, "title": text})) == ["title"]


@pytest.mark.parametrize("field", ["title", "description"])
def test_lengths_count_characters_and_not_bytes_or_surrogates(field: str) -> None:
    limit = {"title": 200, "description": 10_000}[field]
    longest = json.dumps({**TICKET, field: "😀" * limit}, ensure_ascii=False).encode()
    assert len(getattr(call(longest).body(NewTicket), field)) == limit
    assert refused({**TICKET, field: "a" * (limit + 1)}) == {field: f"must have at most {limit} characters"}


def test_white_space_around_a_text_does_not_count() -> None:
    new = call(json.dumps({"title": f"  {'a' * 200}\t", "description": f"\n{'b' * 10_000} "}).encode()).body(NewTicket)
    assert (new.title, new.description) == ("a" * 200, "b" * 10_000)


@pytest.mark.parametrize(
    "email",
    [
        MARKER,
        f"{MARKER}@",
        f"@{MARKER}.example",
        f"{MARKER}@{MARKER}",
        f"a b@{MARKER}.com",
        f"a@{MARKER}_.com",
        f"a@b@{MARKER}.com",
        f"a\n@{MARKER}.com",
        f"a\u0000@{MARKER}.com",
        f"a@{'b' * 3000}{MARKER}.com",
        "",
        1,
    ],
)
def test_a_bad_mail_address_is_refused_in_words_that_do_not_repeat_it(email: object) -> None:
    assert list(refused({**TICKET, "requester": {"email": email}})) == ["requester.email"]


def test_a_requester_needs_a_name_or_an_address() -> None:
    assert refused({**TICKET, "requester": {}}) == {"requester": "needs a name or an e-mail address"}


def test_a_body_with_a_thousand_faults_gets_a_list_that_a_person_can_read() -> None:
    assert len(refused({**TICKET, **{f"field{number}": 1 for number in range(1000)}})) == ERRORS_MAX


def test_the_name_of_an_unknown_field_is_cut_short() -> None:
    assert max(map(len, refused({**TICKET, "x" * 5000: 1}))) <= 100


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({}, ""),
        ({"status": None}, ""),
        ({"status": "open", "priority": None}, ""),
        ({"status": "done"}, "status"),
        ({"title": "x"}, "title"),
        ({"version": 3}, "version"),
        ({"resolved_at": None}, "resolved_at"),
    ],
)
def test_a_patch_changes_something_and_only_what_may_be_changed(patch: object, field: str) -> None:
    assert list(refused(patch, TicketPatch)) == [field]


def test_a_description_to_classify_has_ten_characters_after_trimming() -> None:
    assert call(b'{"description": " 0123456789 "}').body(ClassifyRequest).description == "0123456789"
    assert refused({"description": " 012345678 "}, ClassifyRequest) == {
        "description": "must have at least 10 characters"
    }


def test_a_body_of_exactly_the_limit_is_read_and_one_byte_more_is_too_large() -> None:
    content = json.dumps(TICKET).encode()
    assert call(content.ljust(BODY_MAX)).body(NewTicket).title == TICKET["title"]
    with pytest.raises(TooLarge, match="65536"):
        call(content.ljust(BODY_MAX + 1)).body(NewTicket)


def test_a_body_that_grows_past_the_limit_unannounced_is_too_large() -> None:
    environ = EnvironBuilder(method="POST", content_type="application/json").get_environ()
    environ.pop("CONTENT_LENGTH", None)
    environ.update({"wsgi.input": BytesIO(b" " * (BODY_MAX + 1)), "wsgi.input_terminated": True})
    with pytest.raises(TooLarge):
        Call(Request(environ)).body(NewTicket)


def test_a_body_that_ends_before_its_announced_length_is_a_bad_request() -> None:
    environ = EnvironBuilder(method="POST", data=b"{}", content_type="application/json").get_environ()
    environ["CONTENT_LENGTH"] = "10"
    with pytest.raises(BadRequest, match="ended early"):
        Call(Request(environ)).body(NewTicket)


@given(st.binary(max_size=300))
def test_no_bytes_make_anything_but_a_ticket_or_an_error_for_the_caller(content: bytes) -> None:
    with contextlib.suppress(BadRequest):
        call(content).body(NewTicket)


def test_an_empty_parameter_is_no_filter() -> None:
    assert asked("category=&status=&search=&cursor=&page_size=") == TicketQuery()


def test_parameters_are_read_as_what_they_are() -> None:
    cursor = "7" + "z" * 25
    query = asked(f"category=billing&priority=low&status=in_progress&search=two%20words&page_size=7&cursor={cursor}")
    assert query.model_dump() == {
        "category": "billing",
        "priority": "low",
        "status": "in_progress",
        "search": "two words",
        "page_size": 7,
        "cursor": cursor,
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        (f"category={MARKER}", "category"),
        ("category=Billing", "category"),
        (f"priority={MARKER}", "priority"),
        (f"status={MARKER}", "status"),
        ("status=open,closed", "status"),
        ("page_size=0", "page_size"),
        ("page_size=-1", "page_size"),
        ("page_size=101", "page_size"),
        ("page_size=1.5", "page_size"),
        (f"page_size={MARKER}", "page_size"),
        ("page_size=" + "9" * 5000, "page_size"),
        (f"cursor={MARKER}", "cursor"),
        ("cursor=" + "8" * 26, "cursor"),
        ("cursor=" + "u" * 26, "cursor"),
        ("cursor=" + "0" * 26 + "%0A", "cursor"),
        ("cursor=tickets/" + "0" * 18, "cursor"),
        ("search=" + "a" * 201, "search"),
        ("colour=red", "colour"),
        ("status=open&status=open", "status"),
        ("status=open&status=", "status"),
    ],
)
def test_a_bad_parameter_is_refused_by_its_name(query: str, field: str) -> None:
    assert list(query_refused(query)) == [field]


@pytest.mark.parametrize("size", [1, 20, 100])
def test_a_page_has_1_to_100_tickets(size: int) -> None:
    assert asked(f"page_size={size}").page_size == size
