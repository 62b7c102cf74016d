"""The status page: what the holder of a private link sees, and that nobody else sees anything."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.pages import DESCRIPTION, Held, change_ticket, create_ticket, fill_form, status_link, submit, thanks
from tests.browser.track.steps import TRACK, conversation, link_to
from tests.support.people import Person

WRONG = "This link does not open a ticket."


def current(page: Page) -> Locator:
    return page.get_by_role("list", name="Progress").locator("[aria-current=step]")


def test_the_link_of_the_confirmation_shows_the_status(page: Page) -> None:
    page.goto("/")
    fill_form(page, "Follow me")
    submit(page)
    expect(thanks(page)).to_be_visible()
    reference = thanks(page).get_by_role("definition").first.inner_text()
    page.goto(status_link(page))
    expect(page.get_by_role("article").get_by_role("heading", name="Follow me")).to_be_visible()
    expect(conversation(page)).to_contain_text([DESCRIPTION])
    expect(page.get_by_role("region", name="Progress")).to_contain_text(reference)
    expect(current(page)).to_contain_text("Open")


def test_the_token_is_sent_in_a_header_and_in_no_address(page: Page, api: httpx.Client) -> None:
    ticket = create_ticket(api, "Secret link")
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108  # a bound append is refused
    page.goto(link_to(ticket))
    expect(page.get_by_role("heading", name="Secret link")).to_be_visible()
    # Chromium tells the fragment to its own tools, though never to a server.
    assert not [request.url for request in requests if ticket["tracking_token"] in request.url.split("#")[0]]
    [asked] = [request for request in requests if "/api/track/" in request.url]
    assert asked.headers["x-tracking-token"] == ticket["tracking_token"]
    assert not asked.headers.get("referer")


def test_a_change_by_an_agent_is_seen_after_refreshing(page: Page, api: httpx.Client, agent: Person) -> None:
    ticket = create_ticket(api, "Being worked on")
    page.goto(link_to(ticket))
    expect(current(page)).to_contain_text("Open")
    change_ticket(api, agent, ticket, status="in_progress")
    page.get_by_role("button", name="Refresh").click()
    expect(current(page)).to_contain_text("In progress")


def test_the_timeline_tells_what_happened_when(page: Page, api: httpx.Client, agent: Person) -> None:
    ticket = create_ticket(api, "With a history")
    for change in ({"status": "in_progress"}, {"priority": "low"}, {"status": "open"}, {"status": "resolved"}):
        change_ticket(api, agent, ticket, **change)
    page.goto(link_to(ticket))
    points = page.get_by_role("list", name="Progress").get_by_role("listitem")
    expect(points).to_contain_text(["Open", "In progress", "Open", "Resolved"])
    expect(current(page)).to_contain_text("Resolved")
    expect(page.get_by_text("If it is not, say so below: the ticket opens again.")).to_be_visible()
    times = points.locator("time")
    expect(times).to_have_count(4)
    assert times.first.get_attribute("datetime") == ticket["created_at"]
    expect(times.first).to_have_text(re.compile(r"^(now|\d+ minutes? ago) · \d+ \w+ \d{4}, \d\d:\d\d$"))


@pytest.mark.parametrize("wrong", [timedelta(minutes=-3), timedelta(hours=-2), timedelta(days=400)])
def test_the_times_go_on_by_themselves_and_follow_the_servers_clock(
    page: Page, api: httpx.Client, wrong: timedelta
) -> None:
    page.clock.install(time=datetime.now(UTC) + wrong)
    page.goto(link_to(create_ticket(api, "Waiting")))
    time = page.get_by_role("list", name="Progress").locator("time").first
    expect(time).to_contain_text("now")
    page.route(TRACK, Held())  # the server's own time has not passed
    page.clock.fast_forward("05:00")
    expect(time).to_contain_text("5 minutes ago")
    # Or a screen reader would say the ticket once a minute.
    expect(page.locator("[aria-live], [role=status], [role=alert]").get_by_role("list")).to_have_count(0)


def test_refreshing_says_that_it_looks_and_what_it_found(page: Page, api: httpx.Client) -> None:
    page.clock.install()
    page.goto(link_to(create_ticket(api, "Looked at twice")))
    said = page.get_by_role("status").first
    expect(said).to_have_text(re.compile(r"^As of \d+ \w+ \d{4}, \d\d:\d\d: We have your ticket; "))
    held = Held()
    page.route(TRACK, held)
    page.get_by_role("button", name="Refresh").click()
    expect(said).to_have_text("Looking for your ticket")
    expect(page.get_by_role("article")).to_be_visible()
    request = held.wait_for(page)
    answer = request.fetch()
    request.fulfill(response=answer, headers={**answer.headers, "date": "Thu, 01 Jan 2099 10:00:00 GMT"})
    expect(said).to_have_text(re.compile("^As of 1 Jan 2099, 11:00: We have your ticket; "))


def test_without_a_link_nothing_is_complained_about(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Lost your status link?").click()
    expect(page.get_by_role("heading", name="Ticket status")).to_be_visible()
    expect(page.get_by_label("Your reference")).to_be_visible()
    expect(page.get_by_role("status").first).to_be_empty()
    expect(page.get_by_text(WRONG)).to_have_count(0)


def test_every_wrong_link_says_one_and_the_same(page: Page, api: httpx.Client, agent: Person) -> None:
    ticket, other = create_ticket(api, "Mine"), create_ticket(api, "Yours")
    revoked, replaced = create_ticket(api, "Revoked"), create_ticket(api, "Replaced")
    api.delete(f"/api/tickets/{revoked['id']}/link", headers=agent.headers).raise_for_status()
    api.post(f"/api/tickets/{replaced['id']}/link", headers=agent.headers).raise_for_status()
    texts = set()
    for link in (
        link_to(revoked),
        link_to(replaced),
        f"/track#{ticket['id']}.{other['tracking_token']}",
        f"/track#{'7' * 26}.{ticket['tracking_token']}",
        f"/track#{ticket['id']}.",
        f"/track#{ticket['id']}.{ticket['tracking_token'][:-3]}",
        "/track#nonsense",
    ):
        page.goto("about:blank")
        page.goto(link)
        expect(page.get_by_text(WRONG)).to_be_visible()
        expect(page.get_by_role("heading", name="Lost your status link?")).to_be_visible()
        texts.add(page.get_by_role("main").inner_text())
    assert len(texts) == 1


def test_what_is_copied_along_with_a_link_does_not_matter(page: Page, api: httpx.Client) -> None:
    link = link_to(create_ticket(api, "Copied by hand"))
    for address in (f"{link}\u201d", f"{link}\nRegards, Ann", link.replace("#", "/#")):  # the others: tests/unit/track
        page.goto("about:blank")
        page.goto(address)
        expect(page.get_by_role("heading", name="Copied by hand"), address).to_be_visible()


def test_another_link_in_the_same_window_shows_the_other_ticket(page: Page, api: httpx.Client) -> None:
    first, second = create_ticket(api, "First ticket"), create_ticket(api, "Second ticket")
    page.goto(link_to(first))
    expect(page.get_by_role("heading", name="First ticket")).to_be_visible()
    page.goto(link_to(second))
    expect(page.get_by_role("heading", name="Second ticket")).to_be_visible()


def test_a_refresh_that_fails_says_so_and_keeps_what_is_known(page: Page, api: httpx.Client) -> None:
    first, second = create_ticket(api, "Known before"), create_ticket(api, "Never reached")
    page.goto(link_to(first))
    article = page.get_by_role("article")
    expect(article).to_contain_text("Known before")
    page.route(TRACK, lambda route: route.abort())
    page.get_by_role("button", name="Refresh").click()
    expect(page.get_by_role("status").first).to_have_text(re.compile("We could not reach the server."))
    expect(article).to_contain_text("Known before")
    expect(page.get_by_role("button", name="Refresh")).to_be_focused()
    page.goto(link_to(second))
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    expect(article).to_have_count(0)


def test_a_failing_server_is_no_wrong_link_and_can_be_asked_again(page: Page, api: httpx.Client) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=500, body="out of order")

    page.route(TRACK, fail, times=1)
    page.goto(link_to(create_ticket(api, "Still there")))
    expect(page.get_by_text("Something went wrong on our side.")).to_be_visible()
    expect(page.get_by_text(WRONG)).to_have_count(0)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Still there")).to_be_visible()


def test_a_value_that_is_newer_than_the_page_does_not_break_it(page: Page) -> None:
    at = "2026-01-01T10:00:00Z"
    ticket = {"reference": "K7QF-2M9X-W0AQ", "title": "Of a new kind", "status": "paused", "category": "legal"}
    times = {"created_at": at, "updated_at": at, "timeline": [{"status": "paused", "at": at}]}
    talk = {"description": "x", "awaiting": "nobody", "messages": 0, "follow_up": None, "attachments": []}
    page.route(TRACK, lambda route: route.fulfill(json={**ticket, **times, **talk, "priority": "low"}))
    page.goto(f"/track#{'7' * 26}.{'t' * 43}")
    expect(page.get_by_role("heading", name="Of a new kind")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("category.legal")


def test_a_link_that_replaces_another_shows_the_ticket(page: Page, api: httpx.Client, agent: Person) -> None:
    ticket = create_ticket(api, "Found again")
    new = api.post(f"/api/tickets/{ticket['id']}/link", headers=agent.headers).raise_for_status().json()
    page.goto(link_to(new))
    expect(page.get_by_role("heading", name="Found again")).to_be_visible()
