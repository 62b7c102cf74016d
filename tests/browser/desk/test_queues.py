"""Work as an agent does it: queues, owners, order, the next ticket, and who else is there."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect
from pytest_playwright import CreateContextCallback

from tests.browser.pages import (
    CREATE,
    change_in,
    create_ticket,
    filters_of,
    find_tickets,
    keys_of_creates,
    open_desk,
    open_ticket,
    panel,
    pick,
    queue_count,
    row,
    rows,
    show_queue,
    status_of,
    unique_word,
    value_in,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page

WORKED = 30


def stored(api: httpx.Client, agent: Person, ticket: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"/api/tickets/{ticket['id']}", headers=agent.headers).raise_for_status().json()
    return found


def assign(api: httpx.Client, agent: Person, ticket: dict[str, Any], to: Person) -> None:
    patch = {"assignee": to.uid}
    api.patch(f"/api/tickets/{ticket['id']}", json=patch, headers=agent.headers).raise_for_status()


def test_the_desk_begins_with_what_is_mine_or_with_what_is_nobodys(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    title = f"Whose {unique_word()}"
    ticket = create_ticket(api, title)
    queues = {"results": [{"id": "mine", "kind": "queue", "name": "mine", "count": 0}]}
    page.route("**/api/queues", lambda route: route.fulfill(json=queues))
    open_desk(page, agent, "/desk")
    page.wait_for_url("**/desk?queue=unassigned")
    expect(row(page, title)).to_be_visible()
    page.unroute("**/api/queues")
    assign(api, agent, ticket, agent)
    wait_until(lambda: next(it["count"] for it in counts(api, agent) if it["id"] == "mine") > 0)
    open_desk(page, agent, "/desk")
    page.wait_for_url("**/desk?queue=mine")
    expect(row(page, title)).to_be_visible()
    # It is a step by itself: the way back does not lead to it again and again.
    page.go_back()
    page.wait_for_url("**/desk?queue=unassigned")


def counts(api: httpx.Client, agent: Person) -> list[dict[str, Any]]:
    answer = api.get("/api/queues", headers=agent.headers).raise_for_status().json()
    results: list[dict[str, Any]] = answer["results"]
    return results


def test_a_ticket_that_is_taken_leaves_unassigned_and_is_counted_as_mine(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    title = f"Taken {unique_word()}"
    ticket = create_ticket(api, title)
    open_desk(page, agent, "/desk?queue=unassigned")
    row(page, title).get_by_role("link", name=title).focus()
    mine = queue_count(page, "My open")
    page.keyboard.press("m")
    wait_until(lambda: stored(api, agent, ticket)["assignee"] == agent.uid)
    expect(page.get_by_role("status", name="Last change")).to_contain_text("is now Assignee:")
    wait_until(lambda: queue_count(page, "My open") == mine + 1)
    show_queue(page, "My open")
    expect(row(page, title)).to_be_visible()
    page.keyboard.press("z")
    wait_until(lambda: stored(api, agent, ticket)["assignee"] is None)


def test_thirty_tickets_are_worked_one_after_another_by_keyboard_alone(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    titles = [f"Pile {word} {number:02}" for number in range(WORKED)]
    for title in titles:
        create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    page.get_by_role("button", name="Load more").press("Enter")
    expect(rows(page)).to_have_count(WORKED)
    page.keyboard.press("Escape")
    page.get_by_label("Search").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    heading = panel(page).get_by_role("heading", level=2)
    for number, title in enumerate(reversed(titles)):
        expect(heading).to_have_text(title)
        expect(heading).to_be_focused()
        if number % 3 == 0:
            page.keyboard.press("m")
        if number % 3 == 1:
            page.keyboard.press("p")
            page.keyboard.type("hi")
            page.keyboard.press("Enter")
            expect(heading).to_be_focused()
        page.keyboard.press("e")

    def done() -> bool:
        found = api.get("/api/tickets", params={"search": word, "page_size": "100"}, headers=agent.headers).json()
        return {it["status"] for it in found["results"]} == {"resolved"}

    wait_until(done)
    found = find_tickets(api, agent, word)
    assert sum(it["priority"] == "high" for it in found) >= len(found) // 3


def test_after_a_ticket_is_resolved_the_next_one_opens_and_undo_comes_back(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    second, first = (create_ticket(api, f"{name} {word}") for name in ("Second", "First"))
    open_desk(page, agent, f"/desk?search={word}")
    ticket = open_ticket(page, first["title"])
    change_in(ticket, "Status", "Resolved")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(second["title"])
    expect(status_of(page, first["title"])).to_have_text("Resolved")
    wait_until(lambda: stored(api, agent, first)["status"] == "resolved")
    page.get_by_role("status", name="Last change").get_by_role("button", name="Undo").click()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(first["title"])
    wait_until(lambda: stored(api, agent, first)["status"] == "open")


def test_tags_and_a_snooze_are_set_in_the_properties(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    ticket = create_ticket(api, f"Put off {word}")
    open_desk(page, agent, f"/desk?search={word}")
    opened = open_ticket(page, ticket["title"])
    value_in(opened, "Tags").click()
    page.keyboard.type(f"Tag{word}")
    page.keyboard.press("Enter")
    expect(value_in(opened, "Tags")).to_have_text(f"tag{word}")
    value_in(opened, "Snooze").click()
    page.get_by_role("option", name=re.compile("^Tomorrow")).click()
    wait_until(lambda: stored(api, agent, ticket)["snoozed_until"] is not None)
    assert stored(api, agent, ticket)["tags"] == [f"tag{word}"]
    page.get_by_label("Search").fill(f"tag:tag{word} is:snoozed")
    page.get_by_label("Search").press("Enter")
    expect(filters_of(page)).to_have_text([f"Tag: tag{word}", "Snoozed"])
    expect(row(page, ticket["title"])).to_be_visible()


def test_what_is_typed_into_the_search_becomes_filters(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    requester = {"name": "Ann", "email": f"{word}@example.com"}
    create_ticket(api, f"Wanted {word}", priority="high", requester=requester)
    create_ticket(api, f"Not wanted {word}", priority="low", requester=requester)
    open_desk(page, agent)
    page.get_by_label("Search").fill(f"priority:high from:{word}@example.com wanted")
    page.get_by_label("Search").press("Enter")
    expect(filters_of(page)).to_have_text([f"From: {word}@example.com", "Priority: High"])
    expect(page.get_by_label("Search")).to_have_value("wanted")
    expect(rows(page)).to_have_count(1)
    expect(row(page, f"Wanted {word}")).to_be_visible()
    page.get_by_label("Search").fill(f"from:ann {word}")
    page.get_by_label("Search").press("Enter")
    expect(page.get_by_label("Search")).to_have_value(f"ann {word}")


def test_the_order_is_chosen_and_in_the_address(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    for priority in ("critical", "low", "high"):
        create_ticket(api, f"{priority} {word}", priority=priority, requester={"email": f"{word}@example.com"})
    open_desk(page, agent, f"/desk?queue=open&requester={word}@example.com")
    # It is still that queue, and says what it is narrowed down to.
    expect(page.get_by_role("link", name="All open")).to_have_attribute("aria-current", "page")
    page.get_by_role("button", name="Newest first").click()
    pick(page, "Most urgent first")
    page.wait_for_url("**&sort=urgent")
    titles = [f"{priority} {word}" for priority in ("critical", "high", "low")]
    expect(rows(page).get_by_role("heading")).to_have_text(titles)
    page.reload()
    expect(rows(page).get_by_role("heading")).to_have_text(titles)


def test_who_else_has_a_ticket_open_is_shown(
    page: Page, new_context: CreateContextCallback, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    title = f"Crowded {word}"
    create_ticket(api, title)
    theirs = new_context().new_page()
    open_desk(theirs, other_agent, f"/desk?search={word}")
    with theirs.expect_response("**/api/presence"):
        open_ticket(theirs, title)
    open_desk(page, agent, f"/desk?search={word}")
    ticket = open_ticket(page, title)
    expect(ticket.get_by_role("status", name="Also here")).to_contain_text("open too")


def says(ticket: str | None) -> Callable[[Response], bool]:
    """Whether it answers to one who has this ticket open, or none any more."""
    return lambda it: it.url.endswith("/api/presence") and it.request.post_data_json == {"ticket": ticket} and it.ok


def test_one_who_goes_to_another_page_or_signs_out_is_not_at_the_ticket(
    context: BrowserContext, api: httpx.Client, admin: Person
) -> None:
    page = context.new_page()
    word = unique_word()
    ticket = create_ticket(api, f"Left {word}")
    open_desk(page, admin, f"/desk?search={word}")
    with page.expect_response(says(ticket["id"])):
        open_ticket(page, f"Left {word}")
    for other in ("Statistics", "Integrations"):
        with page.expect_response(says(None)):
            page.get_by_role("link", name=other).click()
        with page.expect_response(says(ticket["id"])):
            page.go_back()
    with page.expect_response(says(None)):
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()


def test_other_tickets_of_the_requester_are_one_click_away(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    requester = {"name": "Ann", "email": f"{word}@example.com"}
    names = ("Old", "Solved", "New")
    first, solved, last = (create_ticket(api, f"{name} {word}", requester=requester) for name in names)
    resolved = {"status": "resolved"}
    api.patch(f"/api/tickets/{solved['id']}", json=resolved, headers=agent.headers).raise_for_status()
    asked = re.compile("requester=")
    page.route(asked, lambda route: route.fulfill(status=500, body="out of order"))
    open_desk(page, agent, f"/desk?search={word}")
    ticket = open_ticket(page, last["title"])
    expect(ticket).to_contain_text("Their other tickets could not be read.")
    page.unroute(asked)
    ticket.get_by_role("region", name="Requester").get_by_role("button", name="Try again").click()
    others = ticket.get_by_role("list", name="Other tickets").get_by_role("listitem")
    expect(others).to_have_count(2)
    expect(ticket.get_by_role("heading", name="Other tickets of theirs, 1 open")).to_be_visible()
    others.get_by_role("link", name=first["title"]).click()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(first["title"])


def test_an_agent_opens_another_ticket_for_a_requester_once(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    requester = {"name": "Ann", "email": f"{word}@example.com"}
    create_ticket(api, f"First {word}", requester=requester, language="de")
    open_desk(page, agent, f"/desk?search={word}")
    open_ticket(page, f"First {word}")
    page.keyboard.press("o")
    dialog = page.get_by_role("dialog", name="New ticket")
    expect(dialog).to_contain_text(f"For Ann ({word}@example.com)")
    dialog.get_by_label("Title").fill(f"By phone {word}")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("new ticket")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Title")).to_have_value(f"By phone {word}")
    dialog.get_by_label("Description").fill("The invoice of May is missing.")
    keys = keys_of_creates(page)
    # It arrives, and its answer is lost.
    page.route(CREATE, lambda route: (route.fetch(), route.abort())[1], times=1)
    dialog.get_by_role("button", name="Open the ticket").click()
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    dialog.get_by_role("button", name="Open the ticket").click()
    expect(dialog).to_have_count(0)
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(f"By phone {word}")
    assert len(keys) == 2
    assert keys[0] == keys[1]
    # A click, too, and nothing is left of what was sent.
    panel(page).get_by_role("button", name="New ticket for them").click()
    expect(dialog.get_by_label("Title")).to_have_value("")
    [opened] = [it for it in find_tickets(api, agent, word) if it["title"] == f"By phone {word}"]
    assert (opened["requester"], opened["language"], opened["channel"]) == (requester, "de", "desk")


def test_the_command_bar_leads_everywhere_by_name(page: Page, api: httpx.Client, agent: Person) -> None:
    open_desk(page, agent)
    page.get_by_label("Search").focus()
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="What to do").bounding_box()
    assert box
    assert box["x"] + box["width"] / 2 == pytest.approx(page.evaluate("window.innerWidth / 2"), abs=1)
    # Only administrators have these.
    expect(page.get_by_role("option", name="Go to Statistics")).to_have_count(1)
    expect(page.get_by_role("option", name="Go to Integrations")).to_have_count(0)
    page.keyboard.type("go unas")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk?queue=unassigned")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/desk?queue=open")


def command(page: Page, typed: str) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")


def test_the_command_bar_does_by_name_what_the_keys_do(page: Page, api: httpx.Client, agent: Person) -> None:
    title = f"By name {unique_word()}"
    create_ticket(api, title, category="billing", description="I cannot sign in: my password is refused.")
    open_desk(page, agent, f"/desk?search={title.rsplit(maxsplit=1)[-1]}")
    ticket = open_ticket(page, title)
    command(page, "note")
    expect(ticket.get_by_label("Text of the note")).to_be_focused()
    command(page, "resolve it")
    expect(page.get_by_role("status", name="Last change")).to_contain_text("Resolved")
    command(page, "undo")
    expect(value_in(ticket, "Status")).to_have_text("Open")
    command(page, "reply")
    expect(ticket.get_by_label("Text of the reply")).to_be_focused()
    command(page, "search")
    expect(page.get_by_label("Search")).to_be_focused()
    command(page, "keyboard")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_a_list_of_one_who_has_left_says_whose_it_is(page: Page, agent: Person) -> None:
    left = {"uid": "left", "name": "Bob Left", "initials": "BL", "active": False}
    page.route("**/api/agents", lambda route: route.fulfill(json={"results": [left], "sends_mail": False}))
    open_desk(page, agent, "/desk?assignee=left")
    expect(filters_of(page)).to_have_text("Assignee: Bob Left")
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.get_by_role("option", name="Assignee: Bob Left")).to_be_visible()
    filters_of(page).click()
    expect(filters_of(page)).to_have_count(0)
    page.unroute("**/api/agents")
