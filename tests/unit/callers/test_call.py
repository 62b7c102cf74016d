"""Reading bodies with suspicion: their format, their length, their encoding."""

import contextlib
import json
from io import BytesIO

import pytest
from flask import Request
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from common.base.errors import BadRequest, TooLarge, UnsupportedMediaType
from common.callers.call import BODY_MAX, Call
from common.tickets.inputs import NewTicket
from tests.support.calls import call

TICKET = {"title": "It crashes", "description": "Again and again"}


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
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\xef\xbb\xbf{}",
        b"[" * 30_000,
        b'{"a":' * 12_000,
        b"nul",
    ],
)
def test_what_is_not_json_is_a_bad_request_that_says_so(content: bytes) -> None:
    with pytest.raises(BadRequest, match=r"is not valid JSON: .* at line 1 column \d+\.$"):
        call(content).body(NewTicket)


def test_a_byte_order_mark_before_the_json_makes_no_difference() -> None:
    assert call(b"\xef\xbb\xbf" + json.dumps(TICKET).encode()).body(NewTicket) == NewTicket.model_validate(TICKET)


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
