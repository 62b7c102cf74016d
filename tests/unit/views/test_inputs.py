"""What a view may hold: what the list can be asked for, and no more."""

from typing import Any

import pytest
from pydantic import ValidationError

from common.tickets.fields import Priority
from common.tickets.queues import Queue, Sort
from common.views.inputs import NewView, ViewPatch, plain, query_of

NAMED = {"name": "Money"}


def faulty(model: type[NewView] | type[ViewPatch], **fields: Any) -> list[str]:
    """The fields that are at fault, dotted."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(fields)
    return [".".join(map(str, it["loc"])) for it in caught.value.errors()]


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"queue": "mine", "priority": "high"},
        {"assignee": "me", "tag": "Refund", "snoozed": True},
        {"requester": "ada@example.com", "undelivered": True, "awaiting": "agent"},
    ],
)
def test_what_is_stored_is_what_the_list_is_asked_for(filters: dict[str, Any]) -> None:
    view = NewView.model_validate({**NAMED, "filters": filters})
    query = query_of(plain(view.filters), view.sort)
    assert query.model_dump(include=set(filters)) == view.filters.model_dump(include=set(filters))
    assert plain(view.filters).keys() == filters.keys()


def test_a_stored_view_is_read_as_the_list_reads_its_address() -> None:
    query = query_of({"queue": "urgent", "priority": "critical", "quarantined": False}, Sort.URGENT)
    chosen = {"queue": Queue.URGENT, "priority": Priority.CRITICAL, "sort": Sort.URGENT}
    assert query.model_dump(include=set(chosen)) == chosen


@pytest.mark.parametrize("filters", [{"search": "crash"}, {"tag": "x"}, {"quarantined": True}, {"queue": "quarantine"}])
@pytest.mark.parametrize("sort", [it for it in Sort if it is not Sort.NEWEST])
def test_an_order_that_the_list_refuses_is_none_of_a_view(filters: dict[str, Any], sort: Sort) -> None:
    assert faulty(NewView, **NAMED, filters=filters, sort=sort) == ["sort"]


@pytest.mark.parametrize("search", [" ".join("abcdefghijklm"), "x" * 201])
def test_a_search_that_the_list_refuses_is_none_of_a_view(search: str) -> None:
    assert faulty(NewView, **NAMED, filters={"search": search})[0].startswith("filters")
    assert faulty(ViewPatch, filters={"search": search})[0].startswith("filters")


def test_a_filter_is_there_or_is_not_and_never_null() -> None:
    assert faulty(NewView, **NAMED, filters={"tag": None}) == ["filters"]
    assert faulty(ViewPatch, filters={"status": None}) == ["filters"]


def test_a_patch_names_something_and_nothing_of_it_is_null() -> None:
    assert faulty(ViewPatch) == [""]
    for name in ("name", "filters", "sort", "shared"):
        assert faulty(ViewPatch, **{name: None}) == [""]
