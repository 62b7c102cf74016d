"""axe-core on the desk: every state, in both themes; and what axe does not measure."""

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import expect_no_violations
from tests.browser.pages import (
    LIST,
    create_ticket,
    details,
    entries,
    open_desk,
    open_ticket,
    panel,
    row,
    rows,
    unique_word,
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
    open_desk(page, agent, f"/desk?search={word}{'&quarantined=true' if 'website' in values else ''}")
    expect(rows(page)).to_have_count(1)
    return title


def the_list(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "In the list")
    open_desk(page, agent)
    expect(rows(page).first).to_be_visible()
    page.get_by_text("Show as a table").click()
    page.get_by_role("button", name='How is "Total" defined?').click()


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
    opened.get_by_label("Priority of").select_option("Critical")
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


def quarantined(page: Page, api: httpx.Client, agent: Person) -> None:
    open_ticket(page, one_ticket(page, api, agent, website="https://spam.example"))
    expect(page.get_by_role("button", name="Release")).to_be_visible()


def refused_change(page: Page, api: httpx.Client, agent: Person) -> None:
    title = one_ticket(page, api, agent)
    page.route(
        "**/api/tickets/*",
        lambda route: route.fulfill(status=412) if route.request.method == "PATCH" else route.fallback(),
    )
    row(page, title).get_by_label("Status of").select_option("Closed")
    expect(row(page, title).get_by_role("button", name="Apply mine")).to_be_visible()


def not_saved(page: Page, api: httpx.Client, agent: Person) -> None:
    """A change that failed of the ticket on screen, and of one that has left it; the statistics failed, too."""
    left = one_ticket(page, api, agent)
    page.route("**/api/tickets/*", lambda route: route.fulfill(status=500, body="out of order"))
    row(page, left).get_by_label("Status of").select_option("Closed")
    expect(row(page, left).get_by_role("button", name="Try again")).to_be_visible()
    stays = f"Stays {unique_word()}"
    create_ticket(api, stays)
    page.get_by_label("Search").fill(stays)
    row(page, stays).get_by_label("Status of").select_option("Closed")
    expect(row(page, stays).get_by_role("button", name="Try again")).to_be_visible()
    expect(page.get_by_role("button", name="Open the ticket")).to_be_visible()
    expect(page.get_by_text("The statistics may be out of date.")).to_be_visible()


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
    bar.get_by_label("Set status").select_option("Resolved")
    bar.get_by_text("Result of each ticket").click()
    expect(bar.get_by_role("list", name="Results")).to_be_visible()
    page.get_by_label("Select all shown").check()


def help_(page: Page, api: httpx.Client, agent: Person) -> None:
    open_desk(page, agent)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def views(page: Page, api: httpx.Client, agent: Person) -> None:
    open_desk(page, agent, "/desk?status=open")
    page.evaluate(
        """uid => {
            const views = [{ name: "Open", query: "status=open" }];
            localStorage.setItem(`desk.views.${uid}`, JSON.stringify(views));
        }""",
        agent.uid,
    )
    page.reload()
    page.get_by_role("button", name="Save or edit views").click()
    expect(page.get_by_role("dialog", name="Saved views")).to_be_visible()


def new_tickets_wait(page: Page, api: httpx.Client, agent: Person) -> None:
    title = one_ticket(page, api, agent)
    row(page, title).hover()
    create_ticket(api, f"Later {title}")
    expect(page.get_by_role("button", name="Show 1 new ticket")).to_be_visible()


STATES: list[Show] = [
    the_list,
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
]


@pytest.mark.parametrize("show", STATES, ids=lambda show: show.__name__)
def test_nothing_is_in_the_way_of_anybody(show: Show, page: Page, api: httpx.Client, agent: Person) -> None:
    show(page, api, agent)
    expect_no_violations(page, show.__name__)


def test_on_a_phone_the_list_comes_before_the_statistics(page: Page, api: httpx.Client, agent: Person) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    create_ticket(api, "Before the numbers")
    open_desk(page, agent)
    first = rows(page).first.bounding_box()
    statistics = page.get_by_role("region", name="Statistics").bounding_box()
    assert first is not None
    assert statistics is not None
    assert first["y"] < PHONE["height"] < statistics["y"]
    page.get_by_role("link", name="To the statistics").click()
    expect(page.get_by_role("heading", name="Statistics")).to_be_in_viewport()


def test_on_a_wide_screen_both_are_in_view(page: Page, api: httpx.Client, agent: Person) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    create_ticket(api, "Beside the numbers")
    open_desk(page, agent)
    expect(rows(page).first).to_be_in_viewport()
    expect(page.get_by_role("region", name="Statistics").get_by_role("img")).to_be_in_viewport()
