"""What several browser tests do on the pages, found by role and label as a person finds it."""

import re
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, Request, Route, StorageState, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.support.people import Person
from tests.support.tickets import word
from tests.support.waiting import wait_until

expect.set_options(timeout=30_000)

CREATE = re.compile(r"/api/tickets$")
LIST = re.compile(r"/api/tickets\?")
CLASSIFY = "**/api/tickets/classify"
EVERY_TICKET = "/desk?queue=all"
VALUE_KEYS = {"Status": "s", "Priority": "p", "Category": "c"}
SESSIONS: dict[str, StorageState] = {}
"""What a browser stores of those who have signed in for an earlier test, by uid."""
DESCRIPTION = "Since this morning the export stays empty, whatever I select."


def unique_word() -> str:
    """A word that no other test uses, to recognise a ticket by; without digits, which would be masked for Gemini."""
    return f"word{word()}"


def fill_form(page: Page, title: str, description: str = DESCRIPTION) -> None:
    """Leaves the focus in the description."""
    page.get_by_label("Title").fill(title)
    describe(page, description)


def describe(page: Page, text: str) -> None:
    page.get_by_label("Description").fill(text)


def leave_description(page: Page) -> None:
    page.get_by_label("Description").blur()


def asks(request: Request) -> bool:
    """Whether it asks for a suggestion, and does not only wake the classifier."""
    return request.url.endswith("/api/tickets/classify") and request.method == "POST"


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit").click()


def thanks(page: Page) -> Locator:
    return page.get_by_role("region", name="Thank you, we have your ticket")


def status_link(page: Page) -> str:
    link = thanks(page).get_by_role("link", name="Open link").get_attribute("href")
    assert link is not None
    return link


def sign_in(page: Page, person: Person, path: str = "/desk") -> None:
    """Opens the desk and signs in; returns as soon as that was asked for."""
    page.goto(path)
    enter(page, person.email, person.password)


def enter(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def visit_desk(page: Page, person: Person, path: str = EVERY_TICKET) -> None:
    """Opens the desk as a person whose browser remembers them if it can: from an earlier test, or from this window."""
    if page.url == "about:blank":  # else it waits without end for the page to let its database go
        page.context.set_storage_state(SESSIONS.get(person.uid, {}))
    if person.uid in SESSIONS:
        page.goto(path)
    else:
        sign_in(page, person, path)


def open_desk(page: Page, person: Person, path: str = EVERY_TICKET) -> None:
    """As `visit_desk`, and returns when the desk hears of changes."""
    visit_desk(page, person, path)
    is_live(page)
    remember(page, person)


def remember(page: Page, person: Person) -> None:
    """Has the person, who is signed in, be so in later tests from the start."""
    if person.uid not in SESSIONS:
        SESSIONS[person.uid] = page.context.storage_state(indexed_db=True)


def is_live(page: Page) -> None:
    expect(page.get_by_role("status", name="Connection")).to_have_text("Live")
    empty = page.get_by_text(re.compile("No ticket fits|There are no tickets yet|is empty"))
    statistics = page.get_by_role("heading", name="Statistics")
    expect(page.get_by_role("list", name="Tickets").or_(empty).or_(statistics)).to_be_visible()


def stop_clock(page: Page) -> None:
    """From here on the page's time passes only by `page.clock.run_for`. Needs `page.clock.install` before loading."""
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 5"))


def keys_of_creates(page: Page) -> list[str]:
    """The idempotency key of every create request from now on; the list grows as they are sent."""
    keys: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and CREATE.search(request.url):
            keys.append(request.headers["idempotency-key"])

    page.on("request", note)
    return keys


class Held:
    """A route that keeps its requests waiting until a test decides about them."""

    def __init__(self) -> None:
        self.requests: list[Route] = []

    def __call__(self, route: Route) -> None:
        self.requests.append(route)

    def wait_for(self, page: Page, count: int = 1) -> Route:
        """Waits until count requests are held, and returns the last of them. Playwright tells of requests only while
        it is asked something."""
        wait_until(lambda: page.evaluate("0") == 0 and len(self.requests) >= count)
        return self.requests[count - 1]


def row(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem", name=title, exact=True)


def rows(page: Page) -> Locator:
    return page.get_by_role("list", name="Tickets").locator("> li")


def open_ticket(page: Page, title: str) -> Locator:
    """Opens a ticket of the list, and returns what then is beside the list."""
    row(page, title).get_by_role("link", name=title).click()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(title)
    return panel(page)


def panel(page: Page) -> Locator:
    """The ticket that is open: beside the list where there is room, else above it."""
    return page.get_by_role("region", name="Ticket", exact=True).or_(page.get_by_role("dialog", name="Ticket"))


def details(ticket: Locator) -> Locator:
    """What an open ticket shows only when it is asked to: facts and the status link."""
    ticket.get_by_text("Details", exact=True).click()
    return ticket.get_by_role("region", name="Details")


def entries(ticket: Locator) -> Locator:
    """The messages and changes of an open ticket, oldest first."""
    return ticket.get_by_role("list", name="Messages and changes").locator("> li")


def status_of(page: Page, title: str) -> Locator:
    """How a ticket of the list stands, in words."""
    return row(page, title).locator("[data-status]")


def change_value(page: Page, title: str, field: str, value: str) -> None:
    """Changes a ticket of the list by the key of the field."""
    row(page, title).get_by_role("link", name=title).focus()
    page.keyboard.press(VALUE_KEYS[field])
    pick(page, value)


def value_in(ticket: Locator, field: str) -> Locator:
    """The button in the properties of an open ticket that shows a value and opens its choice."""
    return ticket.get_by_role("button", name=f"{field} of")


def change_in(ticket: Locator, field: str, value: str) -> None:
    """Changes the open ticket by its properties."""
    value_in(ticket, field).click()
    pick(ticket.page, value)


def pick(page: Page, value: str) -> None:
    """Chooses in the menu that is open."""
    page.get_by_role("listbox").get_by_role("option", name=value, exact=True).click()


def show_queue(page: Page, name: str) -> None:
    """Goes to a queue by the column that leads everywhere."""
    page.get_by_role("link", name=re.compile(rf"^{name}( [\d,]+\+?)?$")).click()


def queue_count(page: Page, name: str) -> int:
    """How many tickets a queue has, as the column says it."""
    entry = page.get_by_role("link", name=re.compile(rf"^{name} [\d,]+\+?$"))
    return int(re.sub(r"\D", "", entry.inner_text()))


def add_filter(page: Page, value: str) -> None:
    """Filters the list, as in "Status: Open"."""
    page.get_by_role("button", name="Filter", exact=True).click()
    pick(page, value)


def filters_of(page: Page) -> Locator:
    """The values that the list is filtered by, each as the button that ends it."""
    return page.get_by_role("list", name="Filters").get_by_role("button", name="remove this filter")


def number(page: Page, name: str) -> int:
    """A figure of the statistics, by its label."""
    tile = page.get_by_role("region", name="Statistics").locator("dl > div", has=page.get_by_text(name, exact=True))
    return int(tile.first.get_by_role("definition").first.inner_text().replace(",", ""))


def lists_asked_for(page: Page) -> list[str]:
    """The address of every list request from now on; the list grows as they are sent."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if LIST.search(request.url) else None)
    return asked


def ask_for_tickets(page: Page) -> None:
    """Has the desk read the list, unless it has done so by itself and closed at the answer: then no search is left."""
    try:
        page.get_by_label("Search").fill("anything", timeout=5_000)
    except TooLate:
        expect(page.get_by_label("Search")).to_have_count(0)


def create_ticket(api: httpx.Client, title: str, **values: Any) -> dict[str, Any]:
    """A ticket made through the API by a member of the public, with both values, so that Gemini leaves it alone."""
    body = {"title": title, "description": DESCRIPTION, "category": "technical", "priority": "medium", **values}
    created: dict[str, Any] = api.post("/api/tickets", json=body).raise_for_status().json()
    return created


def find_tickets(api: httpx.Client, agent: Person, word: str) -> list[dict[str, Any]]:
    """The tickets that contain the word, newest first."""
    answer = api.get("/api/tickets", params={"search": word}, headers=agent.headers).raise_for_status().json()
    found: list[dict[str, Any]] = answer["results"]
    return found


def total_of(api: httpx.Client, agent: Person) -> int:
    """How many tickets are counted."""
    return int(api.get("/api/tickets/stats", headers=agent.headers).raise_for_status().json()["total_tickets"])


def change_ticket(api: httpx.Client, agent: Person, ticket: dict[str, Any], **values: str) -> None:
    api.patch(f"/api/tickets/{ticket['id']}", json=values, headers=agent.headers).raise_for_status()
