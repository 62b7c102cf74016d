"""What is said about the fields of a body that is not valid."""

import json
from typing import Any

import pytest

from common.base.errors import BadRequest
from common.callers.call import ERRORS_MAX
from common.classifier.inputs import ClassifyRequest
from common.tickets.inputs import NewTicket, TicketPatch
from tests.support.calls import call

TICKET = {"title": "It crashes", "description": "Again and again"}
MARKER = "xylophone"
"""Stands in bad values; no error may repeat it."""


def refused(content: Any, model: type[NewTicket | TicketPatch | ClassifyRequest] = NewTicket) -> dict[str, str]:
    """The faults that a JSON value is refused with, by field."""
    with pytest.raises(BadRequest) as raised:
        call(json.dumps(content).encode()).body(model)
    found = {error.field: error.message for error in raised.value.errors}
    assert found, "a validation failure names its fields"
    assert MARKER not in raised.value.detail + str(found)
    return found


@pytest.mark.parametrize("content", [[], [TICKET], "text", 1, 1.5, True, None])
def test_a_value_that_is_no_object_is_refused_as_a_whole(content: object) -> None:
    assert refused(content) == {"": "must be an object"}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("requester", "Ada", "must be an object"),
        ("elapsed_ms", -1, "must be at least 0"),
        ("elapsed_ms", 1.5, "must be a whole number"),
        ("elapsed_ms", float("inf"), "must be a whole number"),
    ],
)
def test_what_is_wrong_with_a_field_is_said_in_words_that_follow_its_name(
    field: str, value: object, message: str
) -> None:
    assert refused({**TICKET, field: value}) == {field: message}


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
def test_no_control_character_stands_in_the_way_and_none_is_kept_in_a_line(char: str) -> None:
    content = json.dumps({"title": f"a{char}b", "description": f"a{char}b"}).encode()
    read = call(content).body(NewTicket)
    assert read.title in ("ab", "a b")
    assert read.description in ("ab", "a b", "a\tb", "a\nb")


def test_a_description_may_have_lines_and_tabs() -> None:
    content = json.dumps({**TICKET, "description": "one\r\ntwo\rthree\n\tfour"}).encode()
    assert call(content).body(NewTicket).description == "one\ntwo\nthree\n\tfour"


@pytest.mark.parametrize("text", ["\u200b", "\u2066\u2069", "\u3164 \u200b".replace("\u3164", "\u00a0"), "\u2028"])
def test_a_text_without_a_visible_character_is_refused(text: str) -> None:
    assert list(refused({**TICKET, "title": text})) == ["title"]


@pytest.mark.parametrize("field", ["title", "description"])
def test_lengths_count_characters_and_not_bytes_or_surrogates(field: str) -> None:
    limit = {"title": 200, "description": 10_000}[field]
    longest = json.dumps({**TICKET, field: "😀" * limit}, ensure_ascii=False).encode()
    assert len(getattr(call(longest).body(NewTicket), field)) == limit
    assert refused({**TICKET, field: "a" * (limit + 1)}) == {field: f"must have at most {limit} characters"}


def test_a_list_is_too_long_by_its_entries() -> None:
    assert refused({"tags": ["a"] * 21}, TicketPatch) == {"tags": "must have at most 20 entries"}


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
        f"a\uffff@{MARKER}.com",
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
