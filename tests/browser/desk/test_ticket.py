"""The ticket that is open beside the list: what it says, its address, and that the list keeps its place."""

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import (
    add_filter,
    change_in,
    change_ticket,
    create_ticket,
    details,
    entries,
    filters_of,
    open_desk,
    open_ticket,
    panel,
    row,
    rows,
    unique_word,
    visit_desk,
)
from tests.support.gemini import Gemini, Reply
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import store_changes

pytestmark = pytest.mark.one_page

PHONE = {"width": 360, "height": 740}


def scroll_of(page: Page) -> int:
    """How far the list is scrolled, in pixels."""
    return int(page.get_by_role("list", name="Tickets").evaluate("list => list.parentElement.scrollTop"))


def test_a_ticket_opens_to_everything_about_it(page: Page, api: httpx.Client, agent: Person, gemini: Gemini) -> None:
    word = unique_word()
    gemini.when(word, Reply(status=503))
    title = f"Look inside {word}"
    requester = {"name": "Ann Example", "email": "ann@example.com"}
    description = f"First line\nsecond {word}"
    create_ticket(api, title, description=description, category=None, priority="low", requester=requester)
    open_desk(page, agent, f"/desk?search={word}")
    ticket = open_ticket(page, title)
    expect(ticket.get_by_role("heading", level=2)).to_be_focused()
    for text in (f"second {word}", "Ann Example", "ChannelForm", "Category set byKeywords", "Priority set byRequester"):
        expect(ticket).to_contain_text(text)
    expect(details(ticket).get_by_role("link", name="ann@example.com")).to_be_visible()
    ticket.get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)
    expect(row(page, title).get_by_role("link", name=title)).to_be_focused()


def test_it_says_what_was_suggested_to_whoever_set_the_values(
    page: Page, api: httpx.Client, agent: Person, gemini: Gemini
) -> None:
    word = unique_word()
    gemini.when(word, Reply(json={"analysis": "A wrong bill.", "category": "billing", "priority": "high"}))
    description = f"The bill is wrong: {word}"
    api.post("/api/tickets/classify", json={"description": description}).raise_for_status()
    title = f"Suggested {word}"
    create_ticket(api, title, description=description, category="billing", priority="low")
    open_desk(page, agent, f"/desk?search={word}")
    ticket = open_ticket(page, title)
    expect(ticket).to_contain_text("Category set byRequester, as Gemini suggested")
    expect(ticket).to_contain_text("Priority set byRequester (Gemini suggested High)")
    expect(ticket).to_contain_text("Billing, High by Gemini (gemini-")


def test_a_link_to_the_requester_writes_to_that_address_and_to_no_other(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    title = f"Reply {word}"
    create_ticket(api, title, requester={"email": "ann?cc=eve@example.com"})
    open_desk(page, agent, f"/desk?search={word}")
    link = details(open_ticket(page, title)).get_by_role("link", name="ann?cc=eve@example.com")
    expect(link).to_have_attribute("href", "mailto:ann%3Fcc%3Deve@example.com")


def test_the_history_says_what_who_and_when(page: Page, api: httpx.Client, agent: Person, other_agent: Person) -> None:
    word = unique_word()
    title = f"Eventful {word}"
    ticket = create_ticket(api, title, priority="low")
    change_ticket(api, other_agent, ticket, status="in_progress", priority="high")
    open_desk(page, agent, f"/desk?search={word}")
    beside = open_ticket(page, title)
    changes = entries(beside)
    expect(changes).to_have_count(1)
    for text in ("Status from Open to In progress", "Priority from Low to High", other_agent.email):
        expect(changes.first).to_contain_text(text)
    expect(beside).to_contain_text(f"Priority set by{other_agent.email}")

    change_in(beside, "Status", "Closed")
    expect(changes).to_have_count(2)
    expect(changes.last).to_contain_text("Status from In progress to Closed")
    expect(changes.last).to_contain_text(agent.email)
    beside.get_by_role("button", name="Hide changes").click()
    expect(changes).to_have_count(0)


def test_a_long_history_is_read_page_by_page(page: Page, api: httpx.Client, agent: Person, system: System) -> None:
    word = unique_word()
    title = f"Long story {word}"
    store_changes(system, create_ticket(api, title)["id"], 52)
    open_desk(page, agent, f"/desk?search={word}")
    beside = open_ticket(page, title)
    expect(entries(beside)).to_have_count(50)
    beside.get_by_role("button", name="Show older").click()
    expect(entries(beside)).to_have_count(52)
    expect(beside.get_by_role("button", name="Show older")).to_have_count(0)


def test_a_ticket_has_an_address_of_its_own(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    ticket = create_ticket(api, f"Linked to {word}")
    # The list beside it is empty.
    open_desk(page, agent, f"/desk?search={unique_word()}&ticket={ticket['id']}")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(ticket["title"])
    change_in(panel(page), "Status", "Resolved")
    expect(panel(page).get_by_role("list", name="Messages and changes")).to_contain_text("Status from Open to Resolved")
    page.keyboard.press("Tab")
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)
    assert "ticket=" not in page.url


def is_below(one: Locator, other: Locator) -> None:
    box, above = one.bounding_box(), other.bounding_box()
    assert box
    assert above
    assert box["y"] >= above["y"] + above["height"]


def test_a_ticket_that_cannot_be_read_says_so_in_its_whole_width(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    ticket = create_ticket(api, f"Not read {word}")
    page.route(f"**/api/tickets/{ticket['id']}", lambda route: route.fulfill(status=503, body=""))
    visit_desk(page, agent, f"/desk?search={word}&ticket={ticket['id']}")
    failure = panel(page).get_by_role("alert").filter(has_text="Try again")
    expect(failure).to_contain_text("The ticket could not be read.")
    is_below(failure, panel(page).get_by_role("heading"))
    box, whole = failure.bounding_box(), panel(page).bounding_box()
    assert box
    assert whole
    assert box["width"] > whole["width"] * 0.9
    page.unroute_all()
    failure.get_by_role("button", name="Try again").click()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(ticket["title"])


def test_a_ticket_that_does_not_exist_says_so(page: Page, agent: Person) -> None:
    for ticket in ("00000000000000000000000000", "stats", "classify", ".", "../stats"):
        visit_desk(page, agent, f"/desk?ticket={ticket}")
        expect(panel(page).get_by_text("There is no such ticket.")).to_be_visible()
        is_below(panel(page).get_by_text("There is no such ticket."), panel(page).get_by_role("heading"))
        panel(page).get_by_role("button", name="Close").click()
        expect(panel(page)).to_have_count(0)


def test_the_back_button_closes_the_ticket_and_forward_opens_it(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    first, second = f"One {word}", f"Two {word}"
    create_ticket(api, first)
    create_ticket(api, second)
    open_desk(page, agent, f"/desk?search={word}")
    open_ticket(page, first)
    # From one to the next: back leads to the list, not through all that was read.
    open_ticket(page, second)
    page.go_back()
    expect(panel(page)).to_have_count(0)
    expect(rows(page)).to_have_count(2)
    page.go_forward()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(second)


def test_closing_a_ticket_takes_back_the_step_that_opened_it(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Open and shut {word}"
    create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    add_filter(page, "Status: Open")
    expect(rows(page)).to_have_count(1)
    open_ticket(page, title)
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)
    page.go_back()
    expect(filters_of(page)).to_have_count(0)
    expect(panel(page)).to_have_count(0)


def test_closing_a_ticket_keeps_a_search_that_was_made_beside_it(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Kept open {word}"
    create_ticket(api, title)
    open_desk(page, agent)
    open_ticket(page, title)
    page.get_by_label("Search").fill(word)
    expect(rows(page)).to_have_count(1)
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)
    expect(page.get_by_label("Search")).to_have_value(word)
    expect(rows(page)).to_have_count(1)


def test_the_list_keeps_its_place_while_a_ticket_opens_and_closes(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    for number in range(20):
        create_ticket(api, f"Place {word} {number}")
    open_desk(page, agent, f"/desk?search={word}")
    expect(rows(page)).to_have_count(20)
    title = f"Place {word} 4"
    row(page, title).scroll_into_view_if_needed()
    before = row(page, title).bounding_box()
    scrolled = scroll_of(page)
    assert scrolled > 0
    open_ticket(page, title)
    assert row(page, title).bounding_box() == before
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    assert scroll_of(page) == scrolled


def test_on_a_phone_the_ticket_takes_the_screen_and_gives_it_back(page: Page, api: httpx.Client, agent: Person) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    word = unique_word()
    for number in range(12):
        create_ticket(api, f"Small {word} {number}")
    open_desk(page, agent, f"/desk?search={word}")
    title = f"Small {word} 2"
    row(page, title).scroll_into_view_if_needed()
    scrolled = scroll_of(page)
    ticket = open_ticket(page, title)
    assert ticket.bounding_box() == {"x": 0, "y": 0, **PHONE}
    expect(page.get_by_role("dialog", name="Ticket")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    assert scroll_of(page) == scrolled
    expect(row(page, title).get_by_role("link", name=title)).to_be_focused()
