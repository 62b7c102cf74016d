"""Tickets that may come from a bot: apart from the others, and released by an agent."""

from typing import Any

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import (
    create_ticket,
    find_tickets,
    number,
    open_desk,
    open_ticket,
    panel,
    row,
    rows,
    unique_word,
)
from tests.support.people import Person
from tests.support.waiting import wait_until


def test_a_quarantined_ticket_has_its_own_filter_and_can_be_released(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    title = f"Buy now {word}"
    create_ticket(api, title, website="https://spam.example")
    open_desk(page, agent, f"/desk?search={word}")
    expect(page.get_by_text("No ticket fits these filters.")).to_be_visible()
    total = number(page, "Total")
    page.get_by_label("Quarantine", exact=True).check()
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("status", name="List")).to_have_text("1 ticket in quarantine, newest first")
    assert "quarantined=true" in page.url
    expect(row(page, title)).to_contain_text("Quarantined")
    expect(row(page, title).get_by_label("Status of")).to_be_disabled()
    expect(row(page, title).get_by_role("checkbox")).to_have_count(0)

    ticket = open_ticket(page, title)
    expect(ticket).to_contain_text("This ticket may come from a bot")
    expect(ticket).to_contain_text("release it. That cannot be undone.")
    ticket.get_by_role("button", name="Release").click()
    expect(ticket.get_by_text("This ticket may come from a bot")).to_have_count(0)
    expect(ticket.get_by_label("Status of")).to_be_enabled()
    expect(ticket.get_by_role("list", name="Messages and changes")).to_contain_text("Released from quarantine")
    [released] = find_tickets(api, agent, word)
    assert released["title"] == title
    ticket.get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)
    wait_until(lambda: number(page, "Total") == total + 1)


def test_a_release_that_fails_says_so(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Kept {word}"
    create_ticket(api, title, website="https://spam.example")
    open_desk(page, agent, f"/desk?quarantined=true&search={word}")
    page.route("**/release", lambda route: route.fulfill(status=500, body="out of order"))
    ticket = open_ticket(page, title)
    ticket.get_by_role("button", name="Release").click()
    expect(ticket.get_by_text("Not released.")).to_be_visible()


def test_an_empty_quarantine_says_what_it_is_for(page: Page, agent: Person) -> None:
    nothing: dict[str, Any] = {"results": [], "next_cursor": None}
    page.route("**/api/tickets?quarantined=true*", lambda route: route.fulfill(json=nothing))
    open_desk(page, agent)
    page.get_by_label("Quarantine", exact=True).check()
    expect(page.get_by_text("The quarantine is empty.")).to_be_visible()
