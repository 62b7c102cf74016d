"""Reading query strings with suspicion."""

import pytest

from common.base.errors import BadRequest
from common.tickets.inputs import TicketQuery
from tests.support.calls import call

MARKER = "xylophone"
"""Stands in bad values; no error may repeat it."""


def asked(query: str) -> TicketQuery:
    return call(query=query).query(TicketQuery)


def test_an_empty_parameter_is_no_filter() -> None:
    assert asked("category=&status=&search=&cursor=&page_size=") == TicketQuery()


def test_parameters_are_read_as_what_they_are() -> None:
    cursor = "7" + "z" * 25
    query = asked(
        "category=billing&priority=low&status=in_progress&awaiting=agent&search=two%20words&page_size=7&quarantined=true"
        f"&cursor={cursor}&assignee=me&requester=Ada@example.com&tag=Big%20%20Shop&queue=open&snoozed=true&sort=newest"
    )
    assert query.model_dump() == {
        "category": "billing",
        "priority": "low",
        "status": "in_progress",
        "awaiting": "agent",
        "assignee": "me",
        "requester": "Ada@example.com",
        "tag": "big shop",
        "queue": "open",
        "snoozed": True,
        "sort": "newest",
        "quarantined": True,
        "undelivered": False,
        "search": "two words",
        "page_size": 7,
        "count": False,
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
        ("colour=", "colour"),
        ("status=open&status=open", "status"),
        ("status=open&status=", "status"),
    ],
)
def test_a_bad_parameter_is_refused_by_its_name(query: str, field: str) -> None:
    with pytest.raises(BadRequest) as raised:
        asked(query)
    assert [error.field for error in raised.value.errors] == [field]
    assert MARKER not in raised.value.detail + raised.value.errors[0].message


@pytest.mark.parametrize("size", [1, 20, 100])
def test_a_page_has_1_to_100_tickets(size: int) -> None:
    assert asked(f"page_size={size}").page_size == size
