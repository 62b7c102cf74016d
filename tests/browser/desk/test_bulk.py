"""Several tickets changed at once, with the result of each."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import (
    LIST,
    Held,
    change_ticket,
    create_ticket,
    find_tickets,
    open_desk,
    pick,
    row,
    rows,
    unique_word,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page

PARALLEL_MAX = 4


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Selected tickets")


def apply(page: Page, name: str, value: str) -> None:
    bar(page).get_by_role("button", name=name).click()
    pick(page, value)


@pytest.fixture
def word() -> str:
    return unique_word()


@pytest.fixture
def tickets(page: Page, api: httpx.Client, agent: Person, word: str) -> list[dict[str, Any]]:
    """Three tickets on the desk."""
    tickets = [create_ticket(api, f"Many {word} {number}") for number in range(3)]
    open_desk(page, agent, f"/desk?search={word}")
    return tickets


def test_all_that_are_selected_are_changed(
    page: Page, api: httpx.Client, agent: Person, tickets: list[dict[str, Any]], word: str
) -> None:
    for ticket in tickets[:2]:
        page.get_by_label(f"Select {ticket['reference']}").check()
    apply(page, "Set priority", "Critical")
    expect(bar(page).get_by_role("status")).to_have_text("Priority: Critical: 2 changed.")
    found = {ticket["title"]: ticket["priority"] for ticket in find_tickets(api, agent, word)}
    assert [found[ticket["title"]] for ticket in tickets] == ["critical", "critical", "medium"]
    expect(rows(page).get_by_role("checkbox", checked=True)).to_have_count(0)
    bar(page).get_by_text("Result of each ticket").click()
    expect(bar(page).get_by_role("list", name="Results").get_by_role("listitem")).to_have_text(
        [f"{ticket['reference']} {ticket['title']}: Changed" for ticket in tickets[:2]]
    )
    bar(page).get_by_role("button", name="Undo").click()
    expect(bar(page).get_by_role("status")).to_have_text("Undo of Priority: Critical: 2 changed.")
    assert {ticket["priority"] for ticket in find_tickets(api, agent, word)} == {"medium"}
    bar(page).get_by_role("button", name="Dismiss").click()
    expect(bar(page)).to_have_count(0)


def test_a_value_that_a_key_passes_is_not_chosen(
    page: Page, api: httpx.Client, agent: Person, tickets: list[dict[str, Any]], word: str
) -> None:
    page.get_by_label("Select all shown").check()
    bar(page).get_by_role("button", name="Set status").focus()
    for key in ("Enter", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(bar(page).get_by_role("status")).to_have_text("Status: In progress: 3 changed.")
    # The key for it takes back what was done last, here by the button's name.
    page.keyboard.press("z")
    expect(bar(page).get_by_role("status")).to_have_text("Undo of Status: In progress: 3 changed.")
    assert {ticket["status"] for ticket in find_tickets(api, agent, word)} == {"open"}


def test_selecting_moves_no_row(page: Page, tickets: list[dict[str, Any]]) -> None:
    middle = row(page, tickets[1]["title"])
    before = middle.bounding_box()
    newest = tickets[2]  # on top, so that nothing has to be scrolled for it
    page.get_by_label(f"Select {newest['reference']}").check()
    expect(bar(page)).to_be_in_viewport()
    assert middle.bounding_box() == before


def test_what_can_be_set_is_one_line_beside_a_wide_list(page: Page, tickets: list[dict[str, Any]]) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_label(f"Select {tickets[2]['reference']}").check()
    boxes = [it.bounding_box() for it in bar(page).get_by_role("button", name=re.compile("^Set ")).all()]
    assert len({box and box["y"] for box in boxes}) == 1
    assert len(boxes) == 5


def test_what_somebody_else_changed_or_what_fails_is_reported_and_stays_selected(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person, tickets: list[dict[str, Any]], word: str
) -> None:
    good, overtaken, failing = tickets
    page.route(LIST, lambda route: route.abort())
    change_ticket(api, other_agent, overtaken, priority="low")
    page.route(f"**/api/tickets/{failing['id']}", lambda route: route.fulfill(status=500, body="out of order"))
    page.get_by_label("Select all shown").check()
    expect(bar(page)).to_contain_text("3 selected")
    apply(page, "Set status", "Closed")
    expect(bar(page).get_by_role("status")).to_have_text(
        "Status: Closed: 1 changed; 1 left as they are, changed in the meantime; 1 failed."
    )
    results = bar(page).get_by_role("list", name="Results").get_by_role("listitem")
    expect(results.filter(has_text=good["title"])).to_contain_text("Changed")
    expect(results.filter(has_text=overtaken["title"])).to_contain_text("it changed in the meantime")
    expect(results.filter(has_text=failing["title"])).to_contain_text("Something went wrong on our side")
    for ticket, selected in ((good, False), (overtaken, True), (failing, True)):
        expect(row(page, ticket["title"]).get_by_role("checkbox")).to_be_checked(checked=selected)
    statuses = {ticket["title"]: ticket["status"] for ticket in find_tickets(api, agent, word)}
    assert statuses == {good["title"]: "closed", overtaken["title"]: "open", failing["title"]: "open"}

    # Once the agent has seen theirs, the same change is a decision.
    page.unroute(f"**/api/tickets/{failing['id']}")
    apply(page, "Set status", "Closed")
    wait_until(lambda: {ticket["status"] for ticket in find_tickets(api, agent, word)} == {"closed"})


def test_at_most_four_are_on_their_way_at_a_time(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    tickets = [create_ticket(api, f"Crowd {word} {number}") for number in range(9)]
    open_desk(page, agent, f"/desk?search={word}")
    held = Held()
    page.route("**/api/tickets/*", lambda route: held(route) if route.request.method == "PATCH" else route.fallback())
    page.get_by_label("Select all shown").check()
    apply(page, "Set category", "Account")
    for done in range(len(tickets)):
        on_their_way = min(PARALLEL_MAX, len(tickets) - done)
        held.wait_for(page, done + on_their_way)
        expect(bar(page).get_by_role("status")).to_have_text(f"Changing Category: Account: {done} of 9")
        assert len(held.requests) == done + on_their_way
        held.requests[done].continue_()
    expect(bar(page).get_by_role("status")).to_have_text("Category: Account: 9 changed.")
    assert all(route.request.headers["if-match"] == '"1"' for route in held.requests)
