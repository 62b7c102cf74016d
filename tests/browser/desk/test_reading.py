"""The list under the eyes of its reader: it is up to date, and nothing in it moves."""

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import (
    change_ticket,
    change_value,
    create_ticket,
    open_desk,
    row,
    rows,
    status_of,
    unique_word,
)
from tests.support.people import Person

pytestmark = pytest.mark.one_page

SOON_MS = 2_000


def test_while_the_list_is_read_new_tickets_wait_and_values_do_not(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    tickets = [create_ticket(api, f"Read {word} {number}") for number in range(3)]
    open_desk(page, agent, f"/desk?search={word}")
    read = row(page, f"Read {word} 1")
    read.hover()
    before = read.bounding_box()
    read.get_by_role("link").focus()
    create_ticket(api, f"Read {word} later")
    change_ticket(api, other_agent, tickets[1], status="closed")
    button = page.get_by_role("button", name="Show 1 new ticket")
    expect(button).to_be_visible()
    expect(status_of(page, f"Read {word} 1")).to_have_text("Closed")
    expect(rows(page)).to_have_count(3)
    expect(read.get_by_role("link")).to_be_focused()
    assert read.bounding_box() == before
    button.click()
    expect(rows(page)).to_have_count(4)
    expect(rows(page).first).to_contain_text(f"Read {word} later")
    expect(button).to_have_count(0)


def test_a_ticket_that_no_longer_fits_stays_in_its_place_for_its_reader(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    titles = [f"Fits {word} {number}" for number in range(3)]
    for title in titles:
        create_ticket(api, title)
    open_desk(page, agent, f"/desk?status=open&search={word}")
    change_value(page, titles[2], "Status", "Closed")
    expect(row(page, titles[2])).to_contain_text("No longer in this view")
    expect(rows(page)).to_have_count(3)
    for title in titles[1:]:
        row(page, title).get_by_role("checkbox").check()
    page.get_by_role("button", name="Update the list").click()
    expect(rows(page)).to_have_count(2)
    expect(row(page, titles[2])).to_have_count(0)
    # What is not to be seen is not selected either.
    expect(page.get_by_role("region", name="Selected tickets")).to_contain_text("1 selected")


def test_a_pointer_that_moves_over_the_list_reads_it_and_one_that_rests_does_not(
    context: BrowserContext, api: httpx.Client, agent: Person
) -> None:
    page = context.new_page()
    word = unique_word()
    create_ticket(api, f"Pointed at {word}")
    page.clock.install()
    open_desk(page, agent, f"/desk?search={word}")
    row(page, f"Pointed at {word}").hover()
    page.clock.fast_forward(2_000)
    create_ticket(api, f"Second {word}")
    expect(page.get_by_role("button", name="Show 1 new ticket")).to_be_visible()
    expect(rows(page)).to_have_count(1)
    page.clock.fast_forward(10_000)
    create_ticket(api, f"Third {word}")
    expect(rows(page)).to_have_count(3)


def test_a_list_that_nobody_reads_shows_new_tickets_by_itself(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    create_ticket(api, f"First {word}")
    open_desk(page, agent, f"/desk?search={word}")
    create_ticket(api, f"Second {word}")
    expect(rows(page).first).to_contain_text(f"Second {word}", timeout=SOON_MS * 2)


def test_far_down_the_list_nothing_moves_when_tickets_come(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    for number in range(25):
        create_ticket(api, f"Deep {word} {number}")
    open_desk(page, agent, f"/desk?search={word}")
    page.get_by_role("button", name="Load more").click()
    expect(rows(page)).to_have_count(25)
    page.mouse.move(2, 2)
    row(page, f"Deep {word} 1").scroll_into_view_if_needed()
    before = row(page, f"Deep {word} 1").bounding_box()
    create_ticket(api, f"Deep {word} new")
    expect(page.get_by_role("button", name="Show 1 new ticket")).to_be_visible()
    assert row(page, f"Deep {word} 1").bounding_box() == before
    expect(rows(page)).to_have_count(25)
