"""Two agents at one ticket: who comes second is told what the first did, and chooses."""

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.pages import (
    LIST,
    Held,
    add_filter,
    change_in,
    change_ticket,
    change_value,
    create_ticket,
    find_tickets,
    open_desk,
    open_ticket,
    panel,
    row,
    status_of,
    unique_word,
    value_in,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page


def fight(page: Page, api: httpx.Client, agent: Person, other_agent: Person, word: str) -> str:
    """Has both change one ticket, the other agent first; returns its title."""
    title = f"Fought over {word}"
    ticket = create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    # This window no longer hears of changes: its agent decides on what was true before.
    page.route(LIST, lambda route: route.abort())
    change_ticket(api, other_agent, ticket, status="in_progress", priority="critical")
    change_value(page, title, "Status", "Closed")
    return title


class Stale:
    """Answers with the ticket as it was, until a change of it was sent."""

    def __init__(self, api: httpx.Client, agent: Person, ticket_id: str) -> None:
        self.ticket = api.get(f"/api/tickets/{ticket_id}", headers=agent.headers).json()
        self.sent = False

    def __call__(self, route: Route) -> None:
        self.sent = self.sent or route.request.method == "PATCH"
        if self.sent:
            route.fallback()
        else:
            route.fulfill(json=self.ticket)


def alert_of(page: Page, title: str) -> Locator:
    return row(page, title).get_by_role("alert")


def test_a_stale_edit_is_not_made_and_becomes_a_choice(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    title = fight(page, api, agent, other_agent, word)
    expect(alert_of(page, title)).to_contain_text(
        "This ticket changed in the meantime (now Status: In progress, Priority: Critical). You chose Status: Closed."
    )
    expect(status_of(page, title)).to_have_text("In progress")
    assert find_tickets(api, agent, word)[0]["status"] == "in_progress"
    row(page, title).get_by_role("button", name="Apply mine").click()
    wait_until(lambda: find_tickets(api, agent, word)[0]["status"] == "closed")
    [ticket] = find_tickets(api, agent, word)
    assert ticket["priority"] == "critical"
    expect(alert_of(page, title)).to_be_hidden()
    expect(status_of(page, title)).to_have_text("Closed")


def test_theirs_can_be_kept(page: Page, api: httpx.Client, agent: Person, other_agent: Person) -> None:
    word = unique_word()
    title = fight(page, api, agent, other_agent, word)
    row(page, title).get_by_role("button", name="Keep theirs").click()
    expect(alert_of(page, title)).to_be_hidden()
    expect(status_of(page, title)).to_have_text("In progress")
    [ticket] = find_tickets(api, agent, word)
    assert (ticket["status"], ticket["version"]) == ("in_progress", 2)


def test_two_who_want_the_same_have_no_conflict(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    title = f"Agreed {word}"
    ticket = create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    page.route(LIST, lambda route: route.abort())
    change_ticket(api, other_agent, ticket, status="closed", priority="high")
    with page.expect_response(lambda answer: answer.status == 412):
        change_value(page, title, "Status", "Closed")
    expect(row(page, title)).to_contain_text("High priority")
    expect(row(page, title)).to_have_attribute("aria-busy", "false")
    expect(alert_of(page, title)).to_be_hidden()


def test_a_choice_about_a_ticket_that_is_not_on_screen_any_more_is_not_lost(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    title = f"Left behind {word}"
    ticket = create_ticket(api, title, category="general")
    open_desk(page, agent, f"/desk?search={word}")
    held = Held()
    page.route(f"**/api/tickets/{ticket['id']}", lambda route: route.fallback() if held.requests else held(route))
    change_value(page, title, "Status", "Closed")
    request = held.wait_for(page)
    change_ticket(api, other_agent, ticket, priority="critical")
    add_filter(page, "Category: Billing")
    expect(row(page, title)).to_have_count(0)
    request.continue_()
    expect(page.get_by_role("alert").filter(has_text=f"was not saved: {title}")).to_be_visible()
    page.get_by_role("button", name="Open the ticket").click()
    expect(panel(page)).to_contain_text("(now Priority: Critical). You chose Status: Closed.")
    panel(page).get_by_role("button", name="Apply mine").click()
    wait_until(lambda: find_tickets(api, agent, word)[0]["status"] == "closed")
    expect(page.get_by_role("alert").filter(has_text="was not saved")).to_have_count(0)


def test_an_open_ticket_asks_in_its_own_place(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    title = f"Open and fought over {word}"
    ticket = create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    with page.expect_response(f"**/api/tickets/{ticket['id']}"):
        beside = open_ticket(page, title)
    page.route(LIST, lambda route: route.abort())
    page.route(f"**/api/tickets/{ticket['id']}", Stale(api, agent, ticket["id"]))
    change_ticket(api, other_agent, ticket, status="resolved")
    change_in(beside, "Category", "Billing")
    expect(beside.get_by_role("alert").filter(has_text="You chose Category: Billing")).to_be_visible()
    expect(alert_of(page, title)).to_be_hidden()
    beside.get_by_role("button", name="Apply mine").click()
    expect(value_in(beside, "Category")).to_have_text("Billing")
