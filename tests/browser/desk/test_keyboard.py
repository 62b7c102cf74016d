"""The desk without a mouse."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import (
    create_ticket,
    find_tickets,
    open_desk,
    panel,
    row,
    rows,
    unique_word,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page


@pytest.fixture
def titles(page: Page, api: httpx.Client, agent: Person) -> list[str]:
    """Three tickets on the desk, from top to bottom."""
    word = unique_word()
    titles = [f"Key {word} {place}" for place in ("top", "middle", "bottom")]
    for title in reversed(titles):
        create_ticket(api, title, description="Something without the word.")
    open_desk(page, agent, f"/desk?search={word}")
    return titles


def link(page: Page, title: str) -> Locator:
    return row(page, title).get_by_role("link", name=title)


def test_j_and_k_move_and_enter_opens_and_escape_closes(page: Page, titles: list[str]) -> None:
    top, middle, bottom = titles
    page.keyboard.press("j")
    expect(link(page, top)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(link(page, bottom)).to_be_focused()
    page.keyboard.press("j")
    expect(link(page, bottom)).to_be_focused()
    page.keyboard.press("k")
    expect(link(page, middle)).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(middle)
    expect(panel(page).get_by_role("heading", level=2)).to_be_focused()
    # A key is about the ticket that is open.
    page.keyboard.press("s")
    expect(page.get_by_role("combobox", name=re.compile("^Status of"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page).get_by_role("heading", level=2)).to_be_focused()
    # The list goes on from the ticket that is open.
    page.keyboard.press("j")
    expect(link(page, bottom)).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(bottom)
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(link(page, bottom)).to_be_focused()


def test_keys_work_in_a_ticket_that_takes_the_whole_screen(page: Page, titles: list[str]) -> None:
    page.set_viewport_size({"width": 768, "height": 900})
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    ticket = page.get_by_role("dialog", name="Ticket")
    expect(ticket.get_by_role("heading", level=2)).to_have_text(titles[0])
    page.keyboard.press("n")
    expect(ticket.get_by_label("Text of the note")).to_be_focused()
    page.keyboard.press("Escape")
    expect(ticket.get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("p")
    page.keyboard.type("crit")
    page.keyboard.press("Enter")
    expect(ticket.get_by_role("status", name="Last change")).to_contain_text("Critical")
    page.keyboard.press("]")
    expect(ticket.get_by_role("heading", level=2)).to_have_text(titles[1])
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_).to_be_visible()
    page.keyboard.press("]")
    page.keyboard.press("Escape")
    expect(help_).to_have_count(0)
    expect(ticket.get_by_role("heading", level=2)).to_have_text(titles[1])
    page.keyboard.press("Escape")
    expect(ticket).to_have_count(0)
    expect(link(page, titles[1])).to_be_focused()


KEYS = [
    ("s", "Status of", "r", "status", "resolved"),
    ("p", "Priority of", "c", "priority", "critical"),
    ("c", "Category of", "b", "category", "billing"),
]


def test_a_key_changes_a_value_of_the_current_ticket(
    page: Page, api: httpx.Client, agent: Person, titles: list[str]
) -> None:
    [ticket] = [ticket for ticket in find_tickets(api, agent, titles[1]) if ticket["title"] == titles[1]]
    page.keyboard.press("j")
    page.keyboard.press("j")

    def stored() -> dict[str, Any]:
        return dict(api.get(f"/api/tickets/{ticket['id']}", headers=agent.headers).json())

    for undone, (key, name, letter, field, value) in enumerate(KEYS):
        page.keyboard.press(key)
        expect(page.get_by_role("combobox", name=f"{name} {ticket['reference']}")).to_be_focused()
        page.keyboard.press(letter)
        page.keyboard.press("Enter")
        wait_until(lambda: (stored()["version"], stored()[field]) == (2 + 2 * undone, value))  # noqa: B023
        # The focus is back on the ticket: the next key is none of the choice's.
        expect(link(page, titles[1])).to_be_focused()
        said = re.compile(f"{ticket['reference']} is now .*{value}", re.IGNORECASE)
        expect(page.get_by_role("status", name="Last change")).to_have_text(said)
        page.keyboard.press("z")
        wait_until(lambda: stored()["version"] == 3 + 2 * undone)  # noqa: B023
        assert stored()[field] == ticket[field]
        expect(link(page, titles[1])).to_be_focused()


def test_x_selects_and_no_key_with_ctrl_does(page: Page, titles: list[str]) -> None:
    page.keyboard.press("j")
    for key in ("Control+x", "Alt+x", "Meta+x"):
        page.keyboard.press(key)
    # What comes after them is on screen, so what they did would be, too.
    page.keyboard.press("j")
    expect(link(page, titles[1])).to_be_focused()
    expect(page.get_by_role("region", name="Selected tickets")).to_have_count(0)
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(row(page, titles[0]).get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_role("region", name="Selected tickets")).to_contain_text("1 selected")
    page.keyboard.press("x")
    expect(row(page, titles[0]).get_by_role("checkbox")).not_to_be_checked()


def test_a_slash_leads_to_the_search_and_no_key_is_a_shortcut_there(page: Page, titles: list[str]) -> None:
    page.keyboard.press("/")
    search = page.get_by_label("Search")
    expect(search).to_be_focused()
    search.fill("")
    page.keyboard.type("jkxspc?/")
    expect(search).to_be_focused()
    expect(search).to_have_value("jkxspc?/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(rows(page).get_by_role("checkbox", checked=True)).to_have_count(0)
    search.fill(titles[0])
    expect(rows(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(link(page, titles[0])).to_be_focused()
    expect(search).to_have_value(titles[0])


def test_help_names_the_keys_and_closes(page: Page, titles: list[str]) -> None:
    page.keyboard.press("j")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keyboard shortcuts")
    for meaning in ("Next ticket", "Change its priority", "Snooze it", "Search", "Select the ticket"):
        expect(help_.get_by_text(meaning, exact=True)).to_be_visible()
    # Nothing behind the dialog reacts.
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("Escape")
    expect(help_).to_have_count(0)
    expect(link(page, titles[0])).to_be_focused()
    expect(rows(page).get_by_role("checkbox", checked=True)).to_have_count(0)


def test_shortcuts_can_be_switched_off_for_good(page: Page, titles: list[str]) -> None:
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_role("checkbox", name="Use these shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    expect(rows(page)).to_have_count(3)
    page.keyboard.press("j")
    page.keyboard.press("?")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_have_count(1)
    expect(link(page, titles[0])).not_to_be_focused()
    page.get_by_role("checkbox", name="Use these shortcuts").check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_focused()
    page.keyboard.press("j")
    expect(link(page, titles[0])).to_be_focused()
