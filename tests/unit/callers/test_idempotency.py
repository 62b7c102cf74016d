"""The idempotency key of a request: where it comes from and which requests count as the same."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.base.errors import BadRequest
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.idempotency import Key, key_of
from common.tickets.inputs import NewTicket
from tests.support.calls import request

PUBLIC = Caller(Kind.PUBLIC)
AGENT = Caller(Kind.AGENT, "uid-1")
WEBHOOK = Caller(Kind.WEBHOOK, "shop", delivery="msg_1")
SALT = bytes(range(32))
VISIBLE = st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters='"')


def body(**fields: Any) -> NewTicket:
    return NewTicket.model_validate({"title": "It crashes", "description": "Again", **fields})


def key(header: str | None, caller: Caller = PUBLIC, new: NewTicket | None = None, ticket_id: str = "") -> Key | None:
    headers = {} if header is None else {"Idempotency-Key": header}
    call = Call(request("POST", **headers))
    call.names = {"id": ticket_id}
    return key_of(call, caller, new or body())


def present(found: Key | None) -> Key:
    assert found is not None
    return found


def token(salt: bytes, value: str, fingerprint: str) -> str:
    return Key(value, "public:", fingerprint).token(salt)


def test_what_is_dropped_from_a_text_makes_no_other_request_of_it() -> None:
    assert key("k", new=body(title="It\tcrashes\x1b", description="\vAgain\x92")) == key("k", new=body())


def test_a_request_without_the_header_has_no_key() -> None:
    assert key(None) is None


@given(st.text(VISIBLE, min_size=1, max_size=255))
def test_a_quoted_key_is_the_same_as_the_bare_one(value: str) -> None:
    assert present(key(f'"{value}"')) == present(key(value))
    assert present(key(value)).value == value


@pytest.mark.parametrize(
    "header",
    ["", '""', '"', '"a', 'a"', 'a"b', "a b", '"a b"', "a\tb", "x" * 256, f'"{"x" * 256}"', "é", '"a", "b"', "a\x7f"],
)
def test_a_bad_key_is_a_bad_request_that_names_the_header(header: str) -> None:
    with pytest.raises(BadRequest) as raised:
        key(header)
    assert [error.field for error in raised.value.errors] == ["Idempotency-Key"]


def test_the_longest_key_is_255_characters() -> None:
    assert present(key("x" * 255)).value == "x" * 255


def test_a_webhooks_key_is_its_delivery_whatever_the_header_says() -> None:
    assert present(key("other", WEBHOOK)).value == "msg_1"


def test_callers_of_different_kinds_and_names_never_share_a_key() -> None:
    callers = [PUBLIC, AGENT, Caller(Kind.AGENT, "uid-2"), WEBHOOK, Caller(Kind.WEBHOOK, "uid-1", "msg_1")]
    assert len({present(key("msg_1", caller)).scope for caller in callers}) == len(callers)


def test_formatting_makes_no_other_request() -> None:
    spaced = body(title="  It crashes ", description="Again\r\n")
    assert present(key("k")).fingerprint == present(key("k", new=spaced)).fingerprint


@pytest.mark.parametrize(
    "fields", [{"title": "Other"}, {"description": "Other"}, {"category": "billing"}, {"requester": {"name": "Ada"}}]
)
def test_another_content_is_another_request(fields: dict[str, Any]) -> None:
    assert present(key("k")).fingerprint != present(key("k", new=body(**fields))).fingerprint


def test_the_same_content_for_another_ticket_is_another_request() -> None:
    assert present(key("k", ticket_id="a")).fingerprint != present(key("k", ticket_id="b")).fingerprint


def test_a_token_is_43_url_safe_characters_without_padding() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token(SALT, "key", "fingerprint"))


@given(salt=st.binary(min_size=16, max_size=32), key=st.text(), fingerprint=st.text())
def test_the_same_request_derives_the_same_token(salt: bytes, key: str, fingerprint: str) -> None:
    assert token(salt, key, fingerprint) == token(salt, key, fingerprint)


def test_salt_key_and_fingerprint_each_make_another_token() -> None:
    tokens = {
        token(salt, key, fingerprint)
        for salt in (SALT, SALT[::-1])
        for key in ("one", "two")
        for fingerprint in ("one", "two")
    }
    assert len(tokens) == 8


def test_text_cannot_move_between_fingerprint_and_key() -> None:
    assert token(SALT, "bc", "a") != token(SALT, "c", "ab")
