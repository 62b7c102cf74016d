"""Going through the list page by page."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import pairwise
from threading import Event

import httpx
import pytest

from common.tickets import listing
from common.tickets.inputs import TicketQuery
from tests.support.answers import success
from tests.support.desk import Desk
from tests.support.tickets import create


def test_pages_show_every_ticket_once_newest_first_while_more_are_opened(
    desk: Desk, api: httpx.Client, marker: str
) -> None:
    before = [create(api, title=marker)["id"] for _ in range(20)]
    done = Event()

    def open_more() -> int:
        count = 0
        while not done.is_set():
            create(api, title=marker)
            count += 1
        return count

    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(open_more)
        try:
            seen = desk.walk(search=marker, page_size=3)
            everybodys = desk.walk(page_size=25)
        finally:
            done.set()
        assert opened.result() > 0
    assert [ticket["id"] for ticket in seen if ticket["id"] in before] == before[::-1]
    for walked in (seen, everybodys):
        assert len({ticket["id"] for ticket in walked}) == len(walked)
        created = [datetime.fromisoformat(ticket["created_at"]) for ticket in walked]
        assert all(newer >= older for newer, older in pairwise(created))
    assert set(before) <= {ticket["id"] for ticket in everybodys}


def test_tickets_opened_in_one_moment_are_all_on_the_pages(desk: Desk, api: httpx.Client, marker: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: create(api, title=marker)["id"], range(16)))
    assert sorted(ticket["id"] for ticket in desk.walk(search=marker, page_size=5)) == sorted(opened)


def test_the_last_page_has_no_cursor_even_when_it_is_full(desk: Desk, api: httpx.Client, marker: str) -> None:
    opened = [create(api, title=marker)["id"] for _ in range(4)][::-1]
    first = desk.page(search=marker, page_size=2)
    assert first["next_cursor"] == opened[1]
    second = desk.page(search=marker, page_size=2, cursor=first["next_cursor"])
    assert [ticket["id"] for ticket in second["results"]] == opened[2:]
    assert second["next_cursor"] is None
    assert desk.page(search=marker, cursor=opened[-1]) == {"results": [], "next_cursor": None}


@pytest.mark.usefixtures("inside")
def test_a_page_says_how_many_tickets_fit_if_it_is_asked(
    desk: Desk, api: httpx.Client, marker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for category in ("billing", "billing", "billing", "account"):
        create(api, title=marker, category=category)
    create(api, title=marker, website="https://spam.example")

    def count(**query: object) -> int:
        page = success(desk.ask(search=marker, page_size=2, count="true", **query))
        assert page.keys() == {"results", "next_cursor", "count"}
        return int(page["count"])

    assert (count(), count(category="billing"), count(category="technical"), count(quarantined="true")) == (4, 3, 0, 1)
    # On each page it is how many there are in all.
    assert count(cursor=desk.page(search=marker, page_size=2)["next_cursor"]) == 4
    monkeypatch.setattr(listing, "COUNT_MAX", 3)
    assert listing.page(TicketQuery.model_validate_strings({"search": marker, "count": "true"}), None).count == 3


def test_a_page_has_twenty_tickets_unless_told_otherwise_and_up_to_a_hundred(
    desk: Desk, api: httpx.Client, marker: str
) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: create(api, title=marker), range(21)))
    assert len(desk.page(search=marker)["results"]) == 20
    assert len(desk.page(search=marker, page_size=1)["results"]) == 1
    assert len(desk.page(search=marker, page_size=100)["results"]) == 21
