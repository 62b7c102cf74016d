"""Tickets that may come from a bot: apart from the others, and released by an agent."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import (
    create_ticket,
    find_tickets,
    open_desk,
    open_ticket,
    panel,
    row,
    show_queue,
    total_of,
    unique_word,
    value_in,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page


def test_a_quarantined_ticket_is_in_a_queue_of_its_own_and_can_be_released(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    title = f"Buy now {word}"
    create_ticket(api, title, website="https://spam.example")
    open_desk(page, agent, f"/desk?search={word}")
    expect(page.get_by_text("No ticket fits this search.")).to_be_visible()
    total = total_of(api, agent)
    show_queue(page, "Quarantine")
    expect(row(page, title)).to_be_visible()
    assert page.url.endswith("/desk?queue=quarantine")
    page.goto(f"/desk?queue=quarantine&search={word}")
    expect(page.get_by_role("status", name="List")).to_have_text("1 ticket")
    expect(row(page, title)).to_contain_text("Quarantined")
    expect(row(page, title).get_by_role("checkbox")).to_have_count(0)

    ticket = open_ticket(page, title)
    expect(value_in(ticket, "Status")).to_be_disabled()
    expect(ticket).to_contain_text("This ticket may come from a bot")
    expect(ticket).to_contain_text("release it. That cannot be undone.")
    ticket.get_by_role("button", name="Release").click()
    expect(ticket.get_by_text("This ticket may come from a bot")).to_have_count(0)
    expect(value_in(ticket, "Status")).to_be_enabled()
    expect(ticket.get_by_role("list", name="Messages and changes")).to_contain_text("Released from quarantine")
    [released] = find_tickets(api, agent, word)
    assert released["title"] == title
    ticket.get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)
    wait_until(lambda: total_of(api, agent) == total + 1)


def test_a_release_that_fails_says_so(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Kept {word}"
    create_ticket(api, title, website="https://spam.example")
    open_desk(page, agent, f"/desk?queue=quarantine&search={word}")
    page.route("**/release", lambda route: route.fulfill(status=500, body="out of order"))
    ticket = open_ticket(page, title)
    ticket.get_by_role("button", name="Release").click()
    expect(ticket.get_by_text("Not released.")).to_be_visible()


def test_an_empty_quarantine_says_what_it_is_for(page: Page, agent: Person) -> None:
    nothing: dict[str, Any] = {"results": [], "next_cursor": None}
    page.route("**/api/tickets?queue=quarantine*", lambda route: route.fulfill(json=nothing))
    open_desk(page, agent)
    show_queue(page, "Quarantine")
    expect(page.get_by_text("Quarantine is empty.")).to_be_visible()
