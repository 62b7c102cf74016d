"""What holds for every page: a clean console, our own origin only, and no sideways scrolling."""

from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from tests.browser.pages import (
    change_value,
    create_ticket,
    fill_form,
    leave_description,
    open_desk,
    open_ticket,
    row,
    submit,
    thanks,
)
from tests.support.answers import success
from tests.support.people import Person
from tests.support.system import System

type Visit = Callable[[Page, httpx.Client, Person], None]

LONG = "A_very_long_word_without_any_place_to_break_it_" * 4
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def visit_form(page: Page, api: httpx.Client, agent: Person) -> None:
    page.goto("/")
    fill_form(page, LONG[:190], f"My invoice is wrong. {LONG}")
    leave_description(page)
    expect(page.get_by_label("Category")).not_to_have_value("")
    submit(page)
    expect(thanks(page)).to_be_visible()


def visit_track(page: Page, api: httpx.Client, agent: Person) -> None:
    ticket = create_ticket(api, LONG[:190])
    page.goto(f"/track#{ticket['id']}.{ticket['tracking_token']}")
    expect(page.get_by_role("article")).to_be_visible()


def visit_desk(page: Page, api: httpx.Client, agent: Person) -> None:
    requester = {"name": LONG[:90], "email": f"{'a' * 60}@example.com"}
    ticket = create_ticket(api, LONG[:190], description=LONG, requester=requester)
    open_desk(page, agent, f"/desk?search={ticket['reference']}")
    change_value(page, ticket["title"], "Status", "In progress")
    open_ticket(page, ticket["title"])
    expect(row(page, ticket["title"])).to_have_attribute("aria-busy", "false")


VISITS = [visit_form, visit_track, visit_desk]


class Conduct:
    """What a page says in the console and where it sends requests."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.origins: set[str] = set()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.origins.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url))))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.mark.parametrize("visit", VISITS)
def test_the_console_stays_clean_nobody_else_is_asked_and_nothing_scrolls_sideways(
    visit: Visit, page: Page, system: System, api: httpx.Client, agent: Person
) -> None:
    conduct = Conduct(page)
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, api, agent)
    assert page.evaluate(OVERFLOW) == 0
    assert conduct.complaints == []
    firebase = {system.auth_url, system.firestore_url} if visit is visit_desk else set[str]()
    assert conduct.origins == {system.hosting_url} | firebase


def test_a_violation_of_the_policy_would_be_noticed(page: Page, violations: list[str]) -> None:
    conduct = Conduct(page)
    page.goto("/")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("document.body.setAttribute('onclick', 'alert(1)')")
    assert len(conduct.complaints) == 1
    assert len(violations) == 1
    violations.clear()


def test_the_header_of_the_desk_takes_two_lines_on_a_phone(page: Page, agent: Person) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    open_desk(page, agent)
    header = page.get_by_role("banner")

    def middle(part: Locator) -> float:
        box = part.bounding_box()
        assert box is not None
        return box["y"] + box["height"] / 2

    first = [header.get_by_role("link", name="Support desk"), header.get_by_role("status", name="Connection")]
    second = [header.get_by_text(agent.email), header.get_by_role("button", name="Sign out")]
    lines = [[middle(part) for part in line] for line in (first, second)]
    assert [max(line) - min(line) < 5 for line in lines] == [True, True]
    assert max(lines[0]) + 15 < min(lines[1])


def test_an_unknown_address_is_answered_in_our_own_words(page: Page) -> None:
    answer = page.goto("/there-is-nothing-here")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    page.get_by_role("link", name="Contact support").click()
    expect(page.get_by_role("heading", name="How can we help?")).to_be_visible()


def test_numbers_of_a_large_desk_fit_on_a_narrow_screen(page: Page, api: httpx.Client, agent: Person) -> None:
    numbers = success(api.get("/api/tickets/stats", headers=agent.headers))
    large = {"total_tickets": 1_234_567, "open_tickets": 123_456, "avg_tickets_per_day": 12_345.6}
    page.route("**/api/tickets/stats", lambda route: route.fulfill(json={**numbers, **large}))
    page.set_viewport_size({"width": 320, "height": 640})
    open_desk(page, agent, "/desk?page=statistics")
    expect(page.get_by_text("1,234,567", exact=True)).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
