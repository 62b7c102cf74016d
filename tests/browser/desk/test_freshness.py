"""How often and how much the desk reads to stay fresh: neither too little nor too much."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import Page, Route, expect
from pytest_playwright import CreateContextCallback

from scripts.base.paths import ROOT
from tests.browser.pages import (
    LIST,
    create_ticket,
    lists_asked_for,
    open_desk,
    row,
    rows,
    total_of,
    unique_word,
    visit_desk,
)
from tests.support.people import Person
from tests.support.system import System
from tests.support.waiting import wait_until

BURST = 20
ARRIVING = 500
APART_S = 1.0
LOADED, REFRESHED, PAGE = 260, 200, 100
REWRITES = json.loads((ROOT / "firebase.json").read_text("utf-8"))["hosting"]["rewrites"]


def function_of(url: str) -> str:
    """Which function Hosting asks for the address."""
    path = urlsplit(url).path
    return next(str(it["function"]) for it in REWRITES if re.fullmatch(it.get("regex") or pattern(it["source"]), path))


def pattern(glob: str) -> str:
    return glob.replace("{,/**}", "(/.*)?").replace("{,/}", "/?").replace("**", ".*")


def test_the_first_screen_wakes_two_functions_and_the_statistics_a_third(page: Page, agent: Person) -> None:
    woken: set[str] = set()
    page.on("request", lambda it: woken.add(function_of(it.url)) if "/api/" in it.url else None)
    open_desk(page, agent, "/desk")
    assert woken == {"tickets", "desk"}
    with page.expect_response("**/api/tickets/stats"):
        page.get_by_role("link", name="Statistics").click()
    assert woken == {"tickets", "desk", "ticket_stats"}


def test_a_burst_of_changes_is_read_at_most_every_second(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    open_desk(page, agent, f"/desk?search={word}")
    total = total_of(api, agent)
    began = time.monotonic()
    asked = lists_asked_for(page)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda count: create_ticket(api, f"Burst {word} {count}"), range(BURST)))
    expect(rows(page)).to_have_count(BURST)
    # By then every change has been counted, and so heard of.
    wait_until(lambda: total_of(api, agent) == total + BURST)
    assert len(asked) <= (time.monotonic() - began) / APART_S + 1


def set_visibility(page: Page, state: str) -> None:
    """What a person does by choosing another tab, or this one again."""
    page.evaluate(
        """state => {
            Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def test_a_desk_that_nobody_sees_reads_nothing_and_catches_up_when_it_is_seen(
    page: Page, new_context: CreateContextCallback, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    seen = new_context().new_page()
    open_desk(seen, other_agent, f"/desk?search={word}")
    open_desk(page, agent, f"/desk?search={word}")
    set_visibility(page, "hidden")
    asked = lists_asked_for(page)
    # Two, so that a hidden desk would have had the time to read the first one when the second is on screen elsewhere.
    for title in (f"First {word}", f"Second {word}"):
        create_ticket(api, title)
        expect(row(seen, title)).to_be_visible()
    assert asked == []
    set_visibility(page, "visible")
    expect(row(page, f"First {word}")).to_be_visible()
    expect(row(page, f"Second {word}")).to_be_visible()


class LongList:
    """Stands in for a list that is longer than a test would want to create; ids are in its order."""

    def __init__(self, model: dict[str, Any]) -> None:
        self.model = model
        self.version = 1

    def __call__(self, route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        start = int(query.get("cursor", ["0"])[0])
        stop = start + int(query.get("page_size", ["20"])[0])
        results = [self.ticket(place) for place in range(start, min(stop, LOADED))]
        route.fulfill(json={"results": results, "next_cursor": None if stop >= LOADED else str(stop)})

    def ticket(self, place: int) -> dict[str, Any]:
        title = f"Place {place}, version {self.version}"
        return {**self.model, "id": f"{place:026}", "title": title, "version": self.version}


def test_a_long_list_is_read_again_at_its_top_and_the_rest_of_it_stays(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    tickets = LongList(create_ticket(api, "Model"))
    page.route(LIST, tickets)
    open_desk(page, agent)
    for count in range(40, LOADED + 1, 20):
        page.get_by_role("button", name="Load more").click()
        expect(rows(page)).to_have_count(count)
    expect(page.get_by_role("status", name="List")).to_have_text("260 tickets; the first 200 stay up to date")

    tickets.version = 2
    asked = lists_asked_for(page)
    create_ticket(api, "A change somewhere")
    expect(row(page, f"Place {REFRESHED - 1}, version 2")).to_be_visible()
    expect(rows(page)).to_have_count(LOADED)
    expect(row(page, f"Place {REFRESHED}, version 1")).to_be_visible()
    sizes = [parse_qs(urlsplit(url).query)["page_size"] for url in asked]
    assert sizes == [[str(PAGE)]] * len(asked)
    assert len(asked) % (REFRESHED // PAGE) == 0


class Crowd:
    """Stands in for a list to which very many tickets come; ids are in its order."""

    def __init__(self, model: dict[str, Any]) -> None:
        self.model = model
        self.arrived = 0

    def __call__(self, route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        start = int(query.get("cursor", [str(ARRIVING - self.arrived)])[0])
        stop = min(start + int(query["page_size"][0]), ARRIVING + 5)
        results = [{**self.model, "id": f"{it:026}", "title": f"Place {it}"} for it in range(start, stop)]
        more = None if stop == ARRIVING + 5 else str(stop)
        route.fulfill(json={"results": results, "next_cursor": more, "count": self.arrived + 5})


def test_five_hundred_tickets_that_arrive_move_and_mark_nothing(page: Page, api: httpx.Client, agent: Person) -> None:
    tickets = Crowd(create_ticket(api, "Model"))
    page.route(LIST, tickets)
    open_desk(page, agent)
    expect(rows(page)).to_have_count(5)
    read = row(page, f"Place {ARRIVING + 2}")
    read.get_by_role("link").focus()
    before = read.bounding_box()
    tickets.arrived = ARRIVING
    create_ticket(api, "A change somewhere")
    expect(page.get_by_role("button", name=re.compile("^Show [0-9]+ new tickets$"))).to_be_visible()
    assert read.bounding_box() == before
    expect(rows(page)).to_have_count(5)
    expect(page.get_by_text("No longer in this view")).to_have_count(0)
    # The keys work on what is on screen.
    page.keyboard.press("j")
    expect(row(page, f"Place {ARRIVING + 3}").get_by_role("link")).to_be_focused()


def test_without_the_signal_the_desk_looks_again_when_it_gets_the_focus(
    page: Page, system: System, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    page.route(f"{system.firestore_url}/**", lambda route: route.abort())
    visit_desk(page, agent, f"/desk?search={word}")
    expect(page.get_by_role("status", name="Connection")).to_have_text("Refreshing every 30 seconds")
    expect(page.get_by_text("No ticket fits this search.")).to_be_visible()
    create_ticket(api, f"Unheard of {word}")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(row(page, f"Unheard of {word}")).to_be_visible()
