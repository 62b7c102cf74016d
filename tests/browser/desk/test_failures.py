"""The desk when something fails: it says so, keeps what it has, and goes on when it can."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import (
    LIST,
    change_value,
    create_ticket,
    find_tickets,
    number,
    open_desk,
    row,
    status_of,
    unique_word,
    visit_desk,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page


def test_a_change_that_fails_is_taken_back_and_can_be_made_again(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Not saved {word}"
    create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    page.route("**/api/tickets/*", lambda route: route.fulfill(status=500, body="out of order"))
    change_value(page, title, "Status", "Closed")
    alert = row(page, title).get_by_role("alert")
    expect(alert).to_contain_text("Not saved.")
    expect(alert).to_contain_text("You chose Status: Closed.")
    expect(status_of(page, title)).to_have_text("Open")
    alert.get_by_role("button", name="Leave it").click()
    expect(alert).to_be_hidden()
    change_value(page, title, "Status", "Resolved")
    expect(alert).to_contain_text("Not saved.")
    page.unroute("**/api/tickets/*")
    alert.get_by_role("button", name="Try again").click()
    wait_until(lambda: find_tickets(api, agent, word)[0]["status"] == "resolved")
    expect(alert).to_be_hidden()


def test_a_list_that_fails_says_so_and_can_be_tried_again(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    create_ticket(api, f"Comes back {word}")
    page.route(LIST, lambda route: route.fulfill(status=500, body="out of order"))
    visit_desk(page, agent)
    expect(page.get_by_text("The tickets could not be read.")).to_be_visible()
    page.unroute(LIST)
    page.get_by_role("button", name="Try again").click()
    expect(row(page, f"Comes back {word}")).to_be_visible()
    expect(page.get_by_text("The tickets could not be read.")).to_have_count(0)


def test_statistics_that_fail_say_so_and_can_be_tried_again(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "Still listed")
    page.route("**/api/tickets/stats", lambda route: route.fulfill(status=500, body="out of order"))
    open_desk(page, agent)
    expect(row(page, "Still listed").first).to_be_visible()
    page.get_by_role("link", name="Statistics").click()
    expect(page.get_by_text("The statistics could not be read.")).to_be_visible()
    # By keyboard, and at once: a signal of other tests' tickets may have the desk look again by itself any moment.
    page.get_by_role("region", name="Statistics").get_by_role("button", name="Try again").focus()
    page.unroute("**/api/tickets/stats")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The statistics could not be read.")).to_have_count(0)
    assert number(page, "Total") > 0


def test_being_offline_is_said_and_what_was_loaded_stays(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Stays {word}"
    create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(page.get_by_role("status", name="Connection")).to_have_text("Offline")
    expect(row(page, title)).to_be_visible()
    change_value(page, title, "Status", "Closed")
    expect(row(page, title).get_by_role("alert")).to_contain_text("We could not reach the server.")
    page.context.set_offline(False)
    expect(page.get_by_text("You are offline.")).to_have_count(0)
    change_value(page, title, "Status", "Closed")
    wait_until(lambda: find_tickets(api, agent, word)[0]["status"] == "closed")
