"""What people may send: limits, characters, unknown fields, and errors that never repeat what was sent."""

import json
from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from common.base.schema import PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX
from common.classifier.inputs import CLASSIFY_MIN, ClassifyRequest
from common.tickets.fields import SETTLED, Category, Priority, Status
from common.tickets.inputs import (
    DESCRIPTION_MAX,
    EMAIL_MAX,
    NAME_MAX,
    SEARCH_MAX,
    TITLE_MAX,
    NewTicket,
    Requester,
    TicketPatch,
    TicketQuery,
)
from common.tickets.queues import Sort

ADDRESSES = json.loads((Path(__file__).parents[2] / "golden" / "addresses.json").read_text("utf-8"))
"""What is typed as an e-mail address; the form is tested with the same."""

TICKET: dict[str, object] = {"title": "Printer on fire", "description": "It burns."}


def refused(model: type[BaseModel], content: Mapping[str, object]) -> dict[str, str]:
    """The messages by dotted path with which the content is refused."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(content)
    return {".".join(map(str, error["loc"])): error["msg"] for error in caught.value.errors()}


def ticket(**changes: object) -> NewTicket:
    return NewTicket.model_validate({**TICKET, **changes})


def test_a_ticket_needs_only_a_title_and_a_description() -> None:
    left_out = dict.fromkeys(("category", "priority", "requester", "language"))
    assert ticket().model_dump() == {**TICKET, **left_out, "attachments": []}
    assert refused(NewTicket, {}).keys() == {"title", "description"}


@pytest.mark.parametrize(
    ("enum", "values"),
    [
        (Category, ["billing", "technical", "account", "general"]),
        (Priority, ["low", "medium", "high", "critical"]),
        (Status, ["open", "in_progress", "resolved", "closed"]),
    ],
)
def test_the_enums_have_the_values_of_the_contract(enum: type[StrEnum], values: list[str]) -> None:
    assert list(enum) == values


def test_resolved_and_closed_tickets_are_settled() -> None:
    assert {Status.RESOLVED, Status.CLOSED} == SETTLED


@pytest.mark.parametrize(("field", "limit"), [("title", TITLE_MAX), ("description", DESCRIPTION_MAX)])
def test_texts_are_limited_after_trimming(field: str, limit: int) -> None:
    assert getattr(ticket(**{field: f" \n{'x' * limit}\t "}), field) == "x" * limit
    assert refused(NewTicket, {**TICKET, field: "x" * (limit + 1)}).keys() == {field}
    assert refused(NewTicket, {**TICKET, field: " \n\t "}).keys() == {field}
    assert refused(NewTicket, {**TICKET, field: ""}).keys() == {field}


def test_limits_count_characters_and_not_bytes() -> None:
    assert ticket(title="\U0001f525" * TITLE_MAX).title == "\U0001f525" * TITLE_MAX


def test_a_description_keeps_its_lines_and_tabs_and_all_newlines_become_one_kind() -> None:
    assert ticket(description="\r\na\r\nb\rc\nd\te\r\n").description == "a\nb\nc\nd\te"


@pytest.mark.parametrize(
    "text",
    ["\u200b", "\u200d\u2060", "\ufeff", "\u00ad", "\u202e \u200b", "\ue000", "\u3164\u2800", "\ufe0f"],
)
@pytest.mark.parametrize("field", ["title", "description"])
def test_a_text_of_nothing_visible_is_refused(field: str, text: str) -> None:
    assert refused(NewTicket, {**TICKET, field: text}) == {
        field: "Value error, contains only characters that nobody can see; write some text"
    }


@pytest.mark.parametrize("text", ["\U0001f468\u200d\U0001f4bb", "می\u200cخواهم", "a\u200b", "?", "1", "가"])
def test_invisible_characters_among_visible_ones_are_kept(text: str) -> None:
    assert ticket(title=text, description=text).description == text


@pytest.mark.parametrize(
    "marks", ["\u0301\u0316", "\u0e48\u0e38", "\uff9e\u093c", "\u0f73\u0f74"], ids=["Latin", "Thai", "kana", "Tibetan"]
)
def test_of_marks_that_are_piled_up_thirty_are_kept(marks: str) -> None:
    piled = f"a{marks * 15}"
    text = ticket(title=f"{piled * 3}{marks * 10}!", description=f"{piled}{marks * 2_500}\n{piled}").model_dump()
    assert (text["title"], text["description"]) == (f"{piled * 3}!", f"{piled}\n{piled}")
    tags = TicketPatch.model_validate({"tags": [f"a{marks * 10_000}"]}).tags
    assert tags is not None
    assert len(tags[0]) <= 31


@pytest.mark.parametrize("escape", [r"\ud800", r"a\udfffb", r"\ud83d\ud83d"])
def test_lone_surrogates_are_refused_as_the_json_is_read(escape: str) -> None:
    with pytest.raises(ValidationError) as caught:
        NewTicket.model_validate_json(f'{{"title": "{escape}", "description": "x"}}')
    assert caught.value.errors()[0]["type"] == "json_invalid"


@pytest.mark.parametrize("value", [None, 7, True, ["a"], {"a": "b"}, b"bytes"[0]])
@pytest.mark.parametrize("field", ["title", "description"])
def test_texts_are_strings(field: str, value: object) -> None:
    assert refused(NewTicket, {**TICKET, field: value}).keys() == {field}


@pytest.mark.parametrize("value", ["", "Billing", "sales", 1, [], True])
@pytest.mark.parametrize("field", ["category", "priority"])
def test_values_outside_an_enum_are_refused(field: str, value: object) -> None:
    assert refused(NewTicket, {**TICKET, field: value}).keys() == {field}


@pytest.mark.parametrize("field", ["status", "id", "reference", "created_at", "suggestion", "channel", "Title", ""])
def test_unknown_fields_are_refused_by_name(field: str) -> None:
    assert refused(NewTicket, {**TICKET, field: "open"}) == {field: "Extra inputs are not permitted"}


def test_errors_do_not_repeat_what_was_sent() -> None:
    with pytest.raises(ValidationError) as caught:
        ticket(title="4711" * 100, category="4711", requester={"email": "4711"})
    assert "4711" not in str(caught.value)
    assert len(caught.value.errors()) == 3


@pytest.mark.parametrize("requester", [{}, {"name": None}, {"name": None, "email": None}])
def test_a_requester_has_a_name_or_an_address(requester: dict[str, object]) -> None:
    assert "needs a name or an e-mail address" in refused(NewTicket, {**TICKET, "requester": requester})["requester"]


@pytest.mark.parametrize("name", ["", "  ", "x" * (NAME_MAX + 1), "\x1b", "\u200b"])
def test_a_requesters_name_is_one_visible_line_within_its_limit(name: str) -> None:
    assert refused(Requester, {"name": name}).keys() == {"name"}
    assert Requester(name=f" {'x' * NAME_MAX} ").name == "x" * NAME_MAX


@pytest.mark.parametrize("case", ADDRESSES, ids=lambda case: case["typed"])
def test_an_address_is_judged_as_on_the_form(case: dict[str, Any]) -> None:
    email = case["typed"]
    if case["accepted"]:
        assert Requester(email=email).email
    else:
        assert refused(Requester, {"email": email}).keys() == {"email"}


@pytest.mark.parametrize("email", ["ada@example.com", "a.b+c@mail.example.org", "ada@exämple.com"])
def test_an_e_mail_address_is_kept(email: str) -> None:
    assert Requester(email=email).email == email


@pytest.mark.parametrize("email", ["", "ada", "ada@", "@example.com", "a b@example.com", "ada@example", "a@b\n.com"])
def test_what_is_no_e_mail_address_is_refused(email: str) -> None:
    assert refused(Requester, {"email": email}).keys() == {"email"}


def test_an_e_mail_address_is_limited() -> None:
    longest = f"{'a' * 64}@{'.'.join(['b' * 61] * 3)}.org"
    assert len(longest) <= EMAIL_MAX
    assert Requester(email=longest).email == longest
    assert refused(Requester, {"email": longest.replace("@", "@" + "c" * 10 + ".")}).keys() == {"email"}


def test_a_patch_takes_any_of_its_fields() -> None:
    patch = TicketPatch.model_validate({"status": "closed", "priority": "low"})
    assert patch.model_dump(exclude_unset=True) == {"status": "closed", "priority": "low"}


def test_an_empty_patch_is_refused() -> None:
    assert refused(TicketPatch, {}) == {
        "": "Value error, names nothing to change; give status, category, priority, assignee, tags or snoozed_until"
    }


@pytest.mark.parametrize("field", ["status", "category", "priority"])
def test_a_null_in_a_patch_is_refused_by_name(field: str) -> None:
    assert refused(TicketPatch, {"status": "open", "category": "general", field: None}) == {
        "": f"Value error, {field} cannot be null"
    }


@pytest.mark.parametrize("field", ["title", "description", "version", "id", "requester"])
def test_a_patch_refuses_what_cannot_be_changed(field: str) -> None:
    assert refused(TicketPatch, {"status": "open", field: "x"}).keys() == {field}


def test_a_query_without_parameters_asks_for_the_first_page_of_everything() -> None:
    query = TicketQuery.model_validate({})
    assert query.page_size == PAGE_SIZE_DEFAULT
    assert query.model_dump(exclude_defaults=True) == {}


@pytest.mark.parametrize(("text", "size"), [("1", 1), (str(PAGE_SIZE_MAX), PAGE_SIZE_MAX)])
def test_a_page_size_is_read_from_text(text: str, size: int) -> None:
    assert TicketQuery.model_validate({"page_size": text}).page_size == size


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("page_size", size) for size in ["0", "101", "-1", "2.5", "x", "", "1e1"]),
        *(("cursor", cursor) for cursor in ["", "x", "7" * 25, "8" + "0" * 25, "7" * 26 + "\n", "I" * 26]),
        *((field, "unknown") for field in ["category", "priority", "status", "sort"]),
        ("search", "x" * (SEARCH_MAX + 1)),
    ],
)
def test_an_unknown_or_impossible_parameter_of_a_query_is_refused(field: str, value: str) -> None:
    assert refused(TicketQuery, {field: value}).keys() == {field}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((field, "unknown value") for field in ["assignee", "queue", "requester"]),
        *(("assignee", uid) for uid in ["", "a/b", ".", "__a__", "a" * 129]),
        *(("tag", tag) for tag in ["", " ", "x" * 41]),
        *(("snoozed", truth) for truth in ["True", "1", ""]),
    ],
)
def test_an_impossible_filter_is_refused(field: str, value: str) -> None:
    assert refused(TicketQuery, {field: value}).keys() == {field}


@pytest.mark.parametrize("sort", [it for it in Sort if it is not Sort.NEWEST])
def test_what_is_found_in_the_order_of_names_goes_with_no_other(sort: str) -> None:
    for name, value in {"search": "word", "tag": "vip", "quarantined": True, "queue": "quarantine"}.items():
        error = refused(TicketQuery, {name: value, "sort": sort})["sort"]
        assert error.startswith(f"Value error, must be newest with {name}")
        assert TicketQuery.model_validate({name: value, "sort": "newest"}).sort is Sort.NEWEST
    asked = {"sort": sort, "queue": "mine", "quarantined": "false", "search": ""}
    assert TicketQuery.model_validate_strings(asked).sort == sort


def test_a_cursor_belongs_to_the_order_that_gave_it() -> None:
    name = "7" + "z" * 25
    cursors = {sort: name if sort is Sort.NEWEST else f"{sort}-1234567890123456-{name}" for sort in Sort}
    for sort, (order, cursor) in product(Sort, cursors.items()):
        if sort is order:
            assert TicketQuery.model_validate_strings({"sort": sort, "cursor": cursor}).cursor == cursor
        else:
            assert refused(TicketQuery, {"sort": sort, "cursor": cursor}).keys() == {"cursor"}
    for wrong in (f"newest-1-{name}", f"oldest-{name}", f"oldest--{name}", f"urgent-{'1' * 18}-{name}", "oldest-1-x"):
        assert refused(TicketQuery, {"cursor": wrong}).keys() == {"cursor"}


def test_tags_are_folded_and_repeats_dropped() -> None:
    tags = [" VIP ", "vip", "Big\t \u00a0Shop", "big \u200b shop", "Stra\u00dfe", "\uff56ip", "\u200bB\x00"]
    assert TicketPatch.model_validate({"tags": tags}).tags == ["b", "big shop", "strasse", "vip"]
    assert TicketPatch.model_validate({"tags": []}).tags == []
    assert TicketPatch.model_validate({"tags": ["x" * 40] * 20}).tags == ["x" * 40]


@pytest.mark.parametrize("tags", ["vip", ["x" * 41], [""], [" "], [7], ["a"] * 21])
def test_what_are_no_tags_is_refused(tags: object) -> None:
    assert {it.partition(".")[0] for it in refused(TicketPatch, {"tags": tags})} == {"tags"}


def test_null_takes_the_assignee_and_the_snooze_away_and_is_no_list_of_tags() -> None:
    patch = TicketPatch.model_validate({"assignee": None, "snoozed_until": None})
    assert patch.model_dump(exclude_unset=True) == {"assignee": None, "snoozed_until": None}
    assert refused(TicketPatch, {"tags": None}) == {"": "Value error, tags cannot be null"}


@pytest.mark.parametrize("until", [1_800_000_000, "tomorrow", "2030-01-01", "2030-01-01T00:00:00", ""])
def test_a_snooze_ends_at_an_instant(until: object) -> None:
    assert refused(TicketPatch, {"snoozed_until": until}).keys() == {"snoozed_until"}


def test_a_text_to_classify_has_at_least_so_many_characters_after_trimming() -> None:
    assert ClassifyRequest(description=f"  {'x' * CLASSIFY_MIN}  ").description == "x" * CLASSIFY_MIN
    assert refused(ClassifyRequest, {"description": f" {'x' * (CLASSIFY_MIN - 1)} "}).keys() == {"description"}
    assert refused(ClassifyRequest, {"description": "x" * (DESCRIPTION_MAX + 1)}).keys() == {"description"}
