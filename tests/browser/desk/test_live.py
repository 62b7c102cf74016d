"""Several people at once: changes appear by themselves, and nobody's change is overwritten."""

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.browser.pages import (
    Held,
    change_value,
    create_ticket,
    find_tickets,
    number,
    open_desk,
    queue_count,
    row,
    rows,
    status_of,
    unique_word,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

type OpenWindow = Callable[[Person, str], Page]


@pytest.fixture
def window(new_context: CreateContextCallback) -> OpenWindow:
    """Opens the desk as somebody, in a window that shares nothing with the others."""

    def open_window(person: Person, path: str) -> Page:
        page = new_context().new_page()
        open_desk(page, person, path)
        page.evaluate("window.notReloaded = true")
        return page

    return open_window


def test_a_change_in_one_window_appears_in_the_other(
    window: OpenWindow, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    title = f"Seen by two {word}"
    create_ticket(api, title, priority="low")
    first = window(agent, f"/desk?search={word}")
    second = window(other_agent, f"/desk?search={word}")
    figures = window(other_agent, "/desk?page=statistics")
    before = number(figures, "Resolved")

    change_value(first, title, "Status", "Resolved")
    expect(status_of(second, title)).to_have_text("Resolved")
    wait_until(lambda: number(figures, "Resolved") == before + 1)
    for it in (first, second, figures):
        assert it.evaluate("window.notReloaded")


def test_a_new_ticket_appears_on_top_and_is_counted(window: OpenWindow, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    desk = window(agent, "/desk?queue=unassigned")
    figures = window(agent, "/desk?page=statistics")
    total, unassigned = number(figures, "Total"), queue_count(desk, "Unassigned")
    create_ticket(api, f"Brand new {word}")
    expect(rows(desk).first).to_contain_text(f"Brand new {word}")
    wait_until(lambda: (number(figures, "Total"), queue_count(desk, "Unassigned")) == (total + 1, unassigned + 1))


def test_several_changes_of_one_ticket_in_a_row_are_all_made(
    window: OpenWindow, api: httpx.Client, agent: Person
) -> None:
    """The second waits for the version that the first makes; else we would refuse our own agent's change."""
    word = unique_word()
    title = f"Quick hands {word}"
    ticket = create_ticket(api, title, category="general", priority="low")
    desk = window(agent, f"/desk?search={word}")
    held = Held()
    change = f"**/api/tickets/{ticket['id']}"
    # The first one waits until all three are chosen.
    desk.route(
        change,
        lambda route: held(route) if route.request.method == "PATCH" and not held.requests else route.fallback(),
    )
    for field, value in (("Status", "Resolved"), ("Priority", "High"), ("Category", "Billing")):
        change_value(desk, title, field, value)
    held.wait_for(desk).continue_()

    def values() -> tuple[str, str, str]:
        [found] = find_tickets(api, agent, word)
        return found["status"], found["priority"], found["category"]

    # Asking the page lets its requests go on.
    wait_until(lambda: desk.evaluate("0") == 0 and values() == ("resolved", "high", "billing"))
    expect(row(desk, title)).to_have_attribute("aria-busy", "false")
    expect(row(desk, title).get_by_role("alert")).to_be_hidden()
