"""The desk of one agent: numbers, list, filters, changes, and the states in which something is missing."""

import re

import httpx
from playwright.sync_api import Page, Request, expect

from tests.browser.pages import create_ticket, find_tickets, open_desk, row, rows, status_of, stop_clock, unique_word
from tests.support.people import Person
from tests.support.waiting import wait_until

LIST = re.compile(r"/api/tickets\?")
EMPTY = "No ticket fits these filters."


def test_the_numbers_are_those_of_the_api(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "Counted")
    open_desk(page, agent)

    def shown_as_counted() -> bool:
        stats = api.get("/api/tickets/stats", headers=agent.headers).json()
        text = page.get_by_role("region", name="Statistics").inner_text()
        total = f"Total\n{stats['total_tickets']}"
        return total in text.replace("\n\n", "\n") and str(stats["avg_tickets_per_day"]) in text

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
    searches: list[str] = []

    def note(request: Request) -> None:
        if LIST.search(request.url) and "search=" in request.url:
            searches.append(request.url)

    page.on("request", note)
    stop_clock(page)
    for letter in f"needle {word}":
        page.get_by_label("Search").press_sequentially(letter)
        page.clock.run_for(250)
    assert searches == []
    page.clock.run_for(60)
    page.clock.resume()
    expect(rows(page)).to_have_count(1)
    expect(row(page, f"Needle {word}")).to_be_visible()
    assert {url.partition("search=")[2] for url in searches} == {f"needle+{word}&page_size=20"}


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


def test_a_change_that_fails_is_taken_back_and_said(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Not saved {word}"
    create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    page.route("**/api/tickets/*", lambda route: route.fulfill(status=500, body="out of order"))
    status_of(page, title).select_option("Closed")
    expect(row(page, title).get_by_role("alert")).to_contain_text("Not saved.")
    expect(status_of(page, title)).to_have_value("open")


def test_a_ticket_opens_to_everything_about_it(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Look inside {word}"
    requester = {"name": "Ann Example", "email": "ann@example.com"}
    create_ticket(api, title, description=f"First line\nsecond {word}", priority="low", requester=requester)
    open_desk(page, agent, f"/desk?search={word}")
    ticket = row(page, title)
    expect(ticket.get_by_text(f"second {word}")).to_have_count(0)
    ticket.get_by_role("button", name=title).click()
    for text in (f"second {word}", "Ann Example", "form", "the requester", "automatic rules"):
        expect(ticket).to_contain_text(text)
    expect(ticket.get_by_role("link", name="ann@example.com")).to_be_visible()
    ticket.get_by_role("button", name=title).click()
    expect(ticket.get_by_text(f"second {word}")).to_have_count(0)


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


def test_a_list_that_fails_says_so_and_can_be_tried_again(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    create_ticket(api, f"Comes back {word}")
    page.route(LIST, lambda route: route.fulfill(status=500, body="out of order"))
    page.goto("/desk")
    page.get_by_label("E-mail").fill(agent.email)
    page.get_by_label("Password").fill(agent.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("The tickets could not be read.")).to_be_visible()
    page.unroute(LIST)
    page.get_by_role("button", name="Try again").click()
    expect(row(page, f"Comes back {word}")).to_be_visible()
    expect(page.get_by_text("The tickets could not be read.")).to_have_count(0)


def test_statistics_that_fail_say_so_and_the_list_is_still_there(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "Still listed")
    page.route("**/api/tickets/stats", lambda route: route.fulfill(status=500, body="out of order"))
    open_desk(page, agent)
    expect(page.get_by_text("The statistics could not be read.")).to_be_visible()
    expect(row(page, "Still listed").first).to_be_visible()


def test_being_offline_is_said_and_what_was_loaded_stays(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Stays {word}"
    create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(row(page, title)).to_be_visible()
    status_of(page, title).select_option("Closed")
    expect(row(page, title).get_by_role("alert")).to_contain_text("We could not reach the server.")
    page.context.set_offline(False)
    expect(page.get_by_text("You are offline.")).to_have_count(0)
    status_of(page, title).select_option("Closed")
    wait_until(lambda: find_tickets(api, agent, word)[0]["status"] == "closed")
