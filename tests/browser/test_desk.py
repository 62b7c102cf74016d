"""The desk of one agent: numbers, list, filters, changes, and what it is like when there is nothing to show."""

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import (
    change_ticket,
    create_ticket,
    find_tickets,
    lists_asked_for,
    open_desk,
    row,
    rows,
    status_of,
    stop_clock,
    unique_word,
)
from tests.support.gemini_server import Gemini, Reply
from tests.support.people import Person
from tests.support.waiting import wait_until

EMPTY = "No ticket fits these filters."


def test_the_numbers_are_those_of_the_api(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "Counted")
    change_ticket(api, agent, create_ticket(api, "Closed and counted"), status="closed")
    open_desk(page, agent)

    def shown_as_counted() -> bool:
        stats = api.get("/api/tickets/stats", headers=agent.headers).json()
        text = page.get_by_role("region", name="Statistics").inner_text()
        tiles = {
            "Total": f"{stats['total_tickets']:,}",
            "Open": f"{stats['open_tickets']:,}",
            "Average per day": f"{stats['avg_tickets_per_day']:,.1f}",
        }
        return all(f"{value}\n{name}\n" in text.replace("\n\n", "\n") for name, value in tiles.items())

    wait_until(shown_as_counted)


def test_a_filter_shows_what_fits_and_is_in_the_address(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    create_ticket(api, f"Bill {word}", category="billing", priority="low")
    create_ticket(api, f"Crash {word}", category="technical", priority="critical")
    open_desk(page, agent, f"/desk?search={word}")
    expect(rows(page)).to_have_count(2)
    filters = page.get_by_role("search", name="Filter tickets")
    filters.get_by_label("Category").select_option("Technical")
    expect(rows(page)).to_have_count(1)
    expect(row(page, f"Crash {word}")).to_be_visible()
    assert page.url.endswith(f"/desk?category=technical&search={word}")

    page.reload()
    expect(rows(page)).to_have_count(1)
    expect(filters.get_by_label("Category")).to_have_value("technical")
    filters.get_by_label("Priority").select_option("Low")
    expect(page.get_by_text(EMPTY)).to_be_visible()
    page.go_back()
    expect(row(page, f"Crash {word}")).to_be_visible()
    page.go_back()
    expect(rows(page)).to_have_count(2)
    expect(filters.get_by_label("Category")).to_have_value("")


def test_the_search_waits_until_typing_has_paused_for_300_ms(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    create_ticket(api, f"Needle {word}")
    page.clock.install()
    open_desk(page, agent)
    stop_clock(page)
    asked = lists_asked_for(page)
    for letter in f"needle {word}":
        page.get_by_label("Search").press_sequentially(letter)
        page.clock.run_for(250)
    assert asked == []
    page.clock.run_for(60)
    page.clock.resume()
    expect(rows(page)).to_have_count(1)
    expect(row(page, f"Needle {word}")).to_be_visible()
    assert {url.partition("search=")[2] for url in asked} == {f"needle+{word}&page_size=20"}


def test_an_empty_result_offers_to_clear_the_filters(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "Something to show")
    open_desk(page, agent, f"/desk?search={unique_word()}")
    expect(page.get_by_text(EMPTY)).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(row(page, "Something to show").first).to_be_visible()
    expect(page.get_by_label("Search")).to_have_value("")
    assert page.url.endswith("/desk")


def test_a_change_in_place_is_saved(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Change me {word}"
    create_ticket(api, title, category="general", priority="low")
    open_desk(page, agent, f"/desk?search={word}")
    status_of(page, title).select_option("In progress")
    row(page, title).get_by_label("Priority of").select_option("Critical")
    row(page, title).get_by_label("Category of").select_option("Billing")

    def saved() -> bool:
        [ticket] = find_tickets(api, agent, word)
        return (ticket["status"], ticket["priority"], ticket["category"]) == ("in_progress", "critical", "billing")

    wait_until(saved)
    expect(row(page, title)).to_have_attribute("aria-busy", "false")
    expect(row(page, title).get_by_role("alert")).to_be_hidden()
    expect(row(page, title).get_by_label("Category of")).to_have_value("billing")


def test_a_ticket_opens_to_everything_about_it(page: Page, api: httpx.Client, agent: Person, gemini: Gemini) -> None:
    word = unique_word()
    gemini.when(word, Reply(status=404))
    title = f"Look inside {word}"
    requester = {"name": "Ann Example", "email": "ann@example.com"}
    text = f"First line\nsecond {word}"
    create_ticket(api, title, description=text, category=None, priority="low", requester=requester)
    open_desk(page, agent, f"/desk?search={word}")
    ticket = row(page, title)
    expect(ticket.get_by_text(f"second {word}")).to_have_count(0)
    ticket.get_by_role("button", name=title).click()
    for text in (f"second {word}", "Ann Example", "form", "the requester", "automatic rules"):
        expect(ticket).to_contain_text(text)
    expect(ticket.get_by_role("link", name="ann@example.com")).to_be_visible()
    ticket.get_by_role("button", name=title).click()
    expect(ticket.get_by_text(f"second {word}")).to_have_count(0)


def test_a_link_to_the_requester_writes_to_that_address_and_to_no_other(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    create_ticket(api, f"Reply {word}", requester={"email": "ann?cc=eve@example.com"})
    open_desk(page, agent, f"/desk?search={word}")
    page.get_by_role("button", name=f"Reply {word}").click()
    link = page.get_by_role("link", name="ann?cc=eve@example.com")
    expect(link).to_have_attribute("href", "mailto:ann%3Fcc%3Deve@example.com")


def test_markup_in_a_ticket_is_shown_as_text(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"<img src=x onerror=alert(1)> {word}"
    create_ticket(api, title, description=f"<script>alert(2)</script> {word}")
    open_desk(page, agent, f"/desk?search={word}")
    page.get_by_role("button", name=title).click()
    expect(page.get_by_text(f"<script>alert(2)</script> {word}")).to_be_visible()


def test_more_tickets_are_loaded_on_request(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    for number in range(23):
        create_ticket(api, f"Many {word} {number}")
    open_desk(page, agent, f"/desk?search={word}")
    expect(rows(page)).to_have_count(20)
    page.get_by_role("button", name="Load more").click()
    expect(rows(page)).to_have_count(23)
    expect(page.get_by_role("button", name="Load more")).to_have_count(0)
    titles = [heading.inner_text() for heading in page.get_by_role("heading", level=3, name=word).all()]
    assert titles == [f"Many {word} {number}" for number in reversed(range(23))]
