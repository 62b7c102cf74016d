"""axe-core on the desk: every state, in both themes; and what axe does not measure."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import expect_no_violations
from tests.browser.conftest import WIDE
from tests.browser.pages import (
    LIST,
    change_in,
    change_value,
    create_ticket,
    details,
    entries,
    filters_of,
    open_desk,
    open_ticket,
    panel,
    pick,
    row,
    rows,
    show_queue,
    unique_word,
    value_in,
    visit_desk,
)
from tests.support.people import Person

type Show = Callable[[Page, httpx.Client, Person], None]

PHONE = {"width": 360, "height": 740}
WORD = unique_word()


def one_ticket(page: Page, api: httpx.Client, agent: Person, **values: object) -> str:
    """Puts a ticket of its own on the desk; returns its title."""
    word = unique_word()
    title = f"Look at {word}"
    requester = {"name": "Ann Example", "email": "ann@example.com"}
    create_ticket(api, title, requester=requester, **values)
    open_desk(page, agent, f"/desk?search={word}{'&queue=quarantine' if 'website' in values else ''}")
    expect(rows(page)).to_have_count(1)
    return title


def the_list(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "In the list")
    open_desk(page, agent)
    expect(rows(page).first).to_be_visible()


def statistics(page: Page, api: httpx.Client, agent: Person) -> None:
    open_desk(page, agent, "/desk?page=statistics")
    page.get_by_text("Show as a table").click()
    page.get_by_role("button", name='How is "Total" defined?').click()


def menu(page: Page, api: httpx.Client, agent: Person) -> None:
    """The choice of a value, over a ticket of the list."""
    title = one_ticket(page, api, agent)
    row(page, title).get_by_role("link").focus()
    page.keyboard.press("p")
    expect(page.get_by_role("listbox")).to_be_visible()


def filtered(page: Page, api: httpx.Client, agent: Person) -> None:
    open_desk(page, agent, "/desk?status=open&priority=critical&undelivered=true")
    expect(filters_of(page)).to_have_count(3)


def queues_on_a_phone(page: Page, api: httpx.Client, agent: Person) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_desk(page, agent)
    page.get_by_role("button", name="Queues").click()
    expect(page.get_by_role("navigation", name="Queues")).to_be_visible()


def loading(page: Page, api: httpx.Client, agent: Person) -> None:
    page.route(LIST, lambda _route: None)
    visit_desk(page, agent, "/desk?ticket=00000000000000000000000000")
    expect(page.get_by_text("Loading tickets")).to_be_visible()


def nothing_found(page: Page, api: httpx.Client, agent: Person) -> None:
    open_desk(page, agent, f"/desk?search={WORD}")


def empty(page: Page, api: httpx.Client, agent: Person) -> None:
    page.route(LIST, lambda route: route.fulfill(json={"results": [], "next_cursor": None}))
    open_desk(page, agent)
    expect(page.get_by_text("There are no tickets yet.")).to_be_visible()


def failing(page: Page, api: httpx.Client, agent: Person) -> None:
    page.route("**/api/tickets*", lambda route: route.fulfill(status=500, body="out of order"))
    page.route("**/api/tickets/**", lambda route: route.fulfill(status=500, body="out of order"))
    visit_desk(page, agent, "/desk?ticket=00000000000000000000000000")
    expect(page.get_by_text("The tickets could not be read.")).to_be_visible()


def offline(page: Page, api: httpx.Client, agent: Person) -> None:
    one_ticket(page, api, agent)
    page.evaluate(
        """Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
        window.dispatchEvent(new Event("offline"))"""
    )
    expect(page.get_by_text("You are offline.")).to_be_visible()


def ticket(page: Page, api: httpx.Client, agent: Person) -> None:
    opened = open_ticket(page, one_ticket(page, api, agent))
    change_in(opened, "Priority", "Critical")
    expect(entries(opened)).to_have_count(1)


def ticket_with_new_link(page: Page, api: httpx.Client, agent: Person) -> None:
    link = details(open_ticket(page, one_ticket(page, api, agent))).get_by_role("region", name="Status link")
    link.get_by_role("button", name="Replace link").click()
    link.get_by_role("group", name="Replace link").get_by_role("button", name="Replace link").click()
    expect(link.get_by_label("New link.")).to_be_visible()
    link.get_by_role("button", name="Revoke link").click()


def ticket_on_a_phone(page: Page, api: httpx.Client, agent: Person) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_ticket(page, one_ticket(page, api, agent))
    expect(panel(page).get_by_label("Text of the reply")).to_be_visible()
    panel(page).get_by_role("button", name="Properties", exact=True).click()
    value_in(panel(page), "Status").click()
    expect(page.get_by_role("listbox")).to_be_visible()


def quarantined(page: Page, api: httpx.Client, agent: Person) -> None:
    open_ticket(page, one_ticket(page, api, agent, website="https://spam.example"))
    expect(page.get_by_role("button", name="Release")).to_be_visible()


def refused_change(page: Page, api: httpx.Client, agent: Person) -> None:
    title = one_ticket(page, api, agent)
    page.route(
        "**/api/tickets/*",
        lambda route: route.fulfill(status=412) if route.request.method == "PATCH" else route.fallback(),
    )
    change_value(page, title, "Status", "Closed")
    expect(row(page, title).get_by_role("button", name="Apply mine")).to_be_visible()


def not_saved(page: Page, api: httpx.Client, agent: Person) -> None:
    """A change that failed of the ticket on screen, and of one that has left it."""
    left = one_ticket(page, api, agent)
    page.route("**/api/tickets/*", lambda route: route.fulfill(status=500, body="out of order"))
    change_value(page, left, "Status", "Closed")
    expect(row(page, left).get_by_role("button", name="Try again")).to_be_visible()
    stays = f"Stays {unique_word()}"
    create_ticket(api, stays)
    page.get_by_label("Search").fill(stays)
    change_value(page, stays, "Status", "Closed")
    expect(row(page, stays).get_by_role("button", name="Try again")).to_be_visible()
    expect(page.get_by_role("button", name="Open the ticket")).to_be_visible()


def stopped_export(page: Page, api: httpx.Client, agent: Person) -> None:
    page.add_init_script("delete window.showSaveFilePicker")
    one_ticket(page, api, agent)
    page.route(LIST, lambda route: route.fulfill(status=500, body="out of order"))
    page.get_by_role("button", name="Export CSV").click()
    expect(page.get_by_role("button", name="Continue export")).to_be_visible()


def bulk(page: Page, api: httpx.Client, agent: Person) -> None:
    one_ticket(page, api, agent)
    page.get_by_label("Select all shown").check()
    bar = page.get_by_role("region", name="Selected tickets")
    bar.get_by_role("button", name="Set status").click()
    pick(page, "Resolved")
    bar.get_by_text("Result of each ticket").click()
    expect(bar.get_by_role("list", name="Results")).to_be_visible()
    page.get_by_label("Select all shown").check()


def help_(page: Page, api: httpx.Client, agent: Person) -> None:
    open_desk(page, agent)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def views(page: Page, api: httpx.Client, agent: Person) -> None:
    view = {"name": "Open", "filters": {"status": "open"}, "shared": True}
    api.post("/api/views", json=view, headers=agent.headers).raise_for_status()
    open_desk(page, agent, "/desk?status=open")
    page.get_by_role("button", name="Save or edit views").click()
    expect(page.get_by_role("dialog", name="Saved views")).to_be_visible()


def new_tickets_wait(page: Page, api: httpx.Client, agent: Person) -> None:
    title = one_ticket(page, api, agent)
    row(page, title).hover()
    create_ticket(api, f"Later {title}")
    expect(page.get_by_role("button", name="Show 1 new ticket")).to_be_visible()


def new_ticket_on_a_phone(page: Page, api: httpx.Client, agent: Person) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened = open_ticket(page, one_ticket(page, api, agent))
    opened.get_by_role("button", name="Properties", exact=True).click()
    opened.get_by_role("button", name="New ticket for them").click()
    page.route("**/api/tickets", lambda route: route.fulfill(status=500, body="out of order"))
    dialog = page.get_by_role("dialog", name="New ticket")
    dialog.get_by_label("Title").fill("By phone")
    dialog.get_by_label("Description").fill("It rang.")
    dialog.get_by_role("button", name="Open the ticket").click()
    expect(dialog.get_by_role("alert")).not_to_be_empty()


STATES: list[Show] = [
    the_list,
    statistics,
    menu,
    filtered,
    queues_on_a_phone,
    loading,
    nothing_found,
    empty,
    failing,
    offline,
    ticket,
    ticket_with_new_link,
    ticket_on_a_phone,
    quarantined,
    refused_change,
    not_saved,
    stopped_export,
    bulk,
    help_,
    views,
    new_tickets_wait,
    new_ticket_on_a_phone,
]


@pytest.fixture
def desk_page(shared_page: Page) -> Iterator[Page]:
    """For all states, one after the other."""
    yield shared_page
    shared_page.unroute_all(behavior="ignoreErrors")
    shared_page.set_viewport_size(WIDE)


@pytest.mark.parametrize("show", STATES, ids=lambda show: show.__name__)
def test_nothing_is_in_the_way_of_anybody(show: Show, desk_page: Page, api: httpx.Client, agent: Person) -> None:
    show(desk_page, api, agent)
    expect_no_violations(desk_page, show.__name__)


def test_on_a_phone_there_is_a_way_from_the_list_to_the_statistics_and_back(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    create_ticket(api, "Before the numbers")
    open_desk(page, agent)
    expect(rows(page).first).to_be_in_viewport()
    page.get_by_role("button", name="Queues").click()
    page.get_by_role("link", name="Statistics").click()
    expect(page.get_by_role("heading", name="Statistics")).to_be_in_viewport()
    page.get_by_role("button", name="Queues").click()
    show_queue(page, "All open")
    expect(rows(page).first).to_be_in_viewport()


SIZES = [(1200, 800), (900, 700)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_list_conversation_and_properties_scroll_by_themselves(
    width: int, height: int, page: Page, api: httpx.Client, agent: Person
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    title = one_ticket(page, api, agent, description="A line.\n" * 200)
    opened = open_ticket(page, title)
    expect(row(page, title)).to_be_in_viewport()
    expect(opened.get_by_label("Text of the reply")).to_be_in_viewport()
    if width < 1200:
        expect(value_in(opened, "Status")).to_be_hidden()
        opened.get_by_role("button", name="Properties", exact=True).click()
    expect(value_in(opened, "Status")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollHeight") == height
