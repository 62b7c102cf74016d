"""The desk of one agent: list, filters, changes, and what it is like when there is nothing to show."""

import re

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import (
    add_filter,
    change_value,
    create_ticket,
    filters_of,
    find_tickets,
    lists_asked_for,
    open_desk,
    open_ticket,
    row,
    rows,
    status_of,
    stop_clock,
    unique_word,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page

EMPTY = "No ticket fits these filters."


def test_a_filter_shows_what_fits_and_is_in_the_address(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    create_ticket(api, f"Bill {word}", category="billing", priority="low")
    create_ticket(api, f"Crash {word}", category="technical", priority="critical")
    open_desk(page, agent, f"/desk?search={word}")
    expect(rows(page)).to_have_count(2)
    add_filter(page, "Category: Technical")
    expect(rows(page)).to_have_count(1)
    expect(row(page, f"Crash {word}")).to_be_visible()
    assert page.url.endswith(f"/desk?category=technical&search={word}")

    page.reload()
    expect(rows(page)).to_have_count(1)
    expect(filters_of(page)).to_have_text(["Category: Technical"])
    add_filter(page, "Priority: Low")
    expect(filters_of(page)).to_have_text(["Priority: Low", "Category: Technical"])
    expect(page.get_by_text(EMPTY)).to_be_visible()
    page.go_back()
    expect(row(page, f"Crash {word}")).to_be_visible()
    page.go_back()
    expect(rows(page)).to_have_count(2)
    expect(filters_of(page)).to_have_count(0)
    page.go_forward()
    filters_of(page).click()
    expect(rows(page)).to_have_count(2)


def test_a_search_waits_for_a_pause_of_300_ms_and_what_is_typed_on_stays(
    context: BrowserContext, api: httpx.Client, agent: Person
) -> None:
    page = context.new_page()
    word = unique_word()
    create_ticket(api, f"Needle {word}xy")
    page.clock.install()
    open_desk(page, agent)
    stop_clock(page)
    asked = lists_asked_for(page)
    search = page.get_by_label("Search")
    for letter in f"needle {word}":
        search.press_sequentially(letter)
        page.clock.run_for(250)
    assert asked == []
    page.clock.run_for(50)
    # The search is on its way back to the box as a filter.
    search.press_sequentially("xy")
    page.clock.resume()
    expect(row(page, f"Needle {word}xy")).to_be_visible()
    page.wait_for_url(f"**/desk?search=needle+{word}xy")
    expect(search).to_have_value(f"needle {word}xy")
    searches = [f"needle+{word}&page_size=20&count=true", f"needle+{word}xy&page_size=20&count=true"]
    assert list(dict.fromkeys(url.partition("search=")[2] for url in asked)) == searches


def test_the_name_of_the_desk_leads_to_where_one_begins(page: Page, agent: Person) -> None:
    open_desk(page, agent, "/desk?status=closed")
    page.get_by_role("banner").get_by_role("link", name="Support desk").click()
    page.wait_for_url(re.compile(r"/desk\?queue=(mine|unassigned)$"))


def test_the_back_button_ends_a_search_however_often_it_was_refined(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    create_ticket(api, f"Found {word}")
    create_ticket(api, f"Found {word} twice", category="billing")
    open_desk(page, agent, "/desk?category=billing")
    search = page.get_by_label("Search")
    for typed in (word, f"{word} twi"):
        search.fill(typed)
        page.wait_for_url(f"**/desk?category=billing&search={typed.replace(' ', '+')}")
    page.go_back()
    expect(search).to_have_value("")
    assert page.url.endswith("/desk?category=billing")
    page.go_forward()
    expect(search).to_have_value(f"{word} twi")
    expect(rows(page)).to_have_count(1)


def test_an_empty_result_offers_to_clear_search_or_filters(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "Something to show")
    open_desk(page, agent, "/desk?queue=unassigned")
    page.get_by_label("Search").fill(unique_word())
    expect(page.get_by_text("No ticket fits this search.")).to_be_visible()
    page.get_by_label("Search").fill("a b c d e f g h i j k l m")
    expect(page.get_by_text("Search has too many words; search for at most 12.")).to_be_visible()
    page.get_by_label("Search").fill(unique_word())
    page.get_by_role("button", name="Clear the search").click()
    expect(row(page, "Something to show").first).to_be_visible()
    expect(page.get_by_label("Search")).to_have_value("")
    assert page.url.endswith("/desk?queue=unassigned")
    page.goto(f"/desk?category=general&search={unique_word()}")
    page.get_by_role("button", name="Clear filters").click()
    expect(row(page, "Something to show").first).to_be_visible()


def test_a_change_in_place_is_saved(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Change me {word}"
    create_ticket(api, title, category="general", priority="low")
    open_desk(page, agent, f"/desk?search={word}")
    change_value(page, title, "Status", "In progress")
    change_value(page, title, "Priority", "Critical")
    change_value(page, title, "Category", "Billing")

    def stored() -> tuple[str, str, str]:
        [ticket] = find_tickets(api, agent, word)
        return ticket["status"], ticket["priority"], ticket["category"]

    wait_until(lambda: stored() == ("in_progress", "critical", "billing"))
    expect(row(page, title)).to_have_attribute("aria-busy", "false")
    expect(row(page, title).get_by_role("alert")).to_be_hidden()
    expect(status_of(page, title)).to_have_text("In progress")
    expect(row(page, title)).to_contain_text("Critical priority")
    # What was changed in one go is undone in one go.
    page.get_by_role("status", name="Last change").get_by_role("button", name="Undo").click()
    wait_until(lambda: stored() == ("open", "low", "general"))


def test_markup_in_a_ticket_is_shown_as_text(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"<img src=x onerror=alert(1)> {word}"
    create_ticket(api, title, description=f"<script>alert(2)</script> {word}")
    open_desk(page, agent, f"/desk?search={word}")
    ticket = open_ticket(page, title)
    expect(ticket.get_by_text(f"<script>alert(2)</script> {word}")).to_be_visible()
    expect(page.locator("main img, main script")).to_have_count(0)


def test_more_tickets_are_loaded_on_request(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    for number in range(23):
        create_ticket(api, f"Many {word} {number}")
    open_desk(page, agent, f"/desk?search={word}")
    expect(rows(page)).to_have_count(20)
    extent = page.get_by_role("status", name="List")
    expect(extent).to_have_text("20 of 23 tickets")
    page.get_by_role("button", name="Load more").click()
    expect(rows(page)).to_have_count(23)
    expect(extent).to_have_text("23 tickets")
    expect(page.get_by_role("button", name="Load more")).to_have_count(0)
    titles = [heading.inner_text() for heading in page.get_by_role("heading", level=3, name=word).all()]
    assert titles == [f"Many {word} {number}" for number in reversed(range(23))]
