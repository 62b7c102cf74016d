"""The desk's numbers: what they say, how they are defined, and that each leads to the tickets that it counts."""

import re

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import (
    change_ticket,
    create_ticket,
    filters_of,
    number,
    open_desk,
    row,
    rows,
    unique_word,
    visit_desk,
)
from tests.support.people import Person
from tests.support.waiting import wait_until

CHART_PART = "**/assets/daily-chart-*.js"


def statistics(page: Page) -> Locator:
    return page.get_by_role("region", name="Statistics")


def test_the_numbers_are_those_of_the_api(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "Counted")
    change_ticket(api, agent, create_ticket(api, "Closed and counted"), status="closed")
    open_desk(page, agent, "/desk?page=statistics")

    def shown_as_counted() -> bool:
        stats = api.get("/api/tickets/stats", headers=agent.headers).json()
        counted = (stats["total_tickets"], stats["waiting_now"], stats["status_breakdown"]["closed"])
        per_day = statistics(page).locator("dl > div", has_text="Per day").get_by_role("definition").inner_text()
        shown = (number(page, "Total"), number(page, "Waiting now"), number(page, "Closed"))
        return shown == counted and per_day == f"{stats['avg_tickets_per_day']:,.1f}"

    wait_until(shown_as_counted)


def test_the_statistics_end_where_their_column_ends(page: Page, agent: Person) -> None:
    open_desk(page, agent, "/desk?page=statistics")
    expect(statistics(page).get_by_role("table").last).to_be_visible()
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 20_000)
    expect(statistics(page).get_by_role("table").last).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")


def test_a_number_is_defined_and_that_of_a_value_filters_as_its_name_does(page: Page, agent: Person) -> None:
    open_desk(page, agent, "/desk?page=statistics")
    button = statistics(page).get_by_role("button", name='How is "Open" defined?')
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    text = statistics(page).get_by_text("Tickets whose status is Open.")
    assert (text.bounding_box() or {"height": 0})["height"] > 10

    high = statistics(page).locator("dl > div", has_text="High")
    box = high.get_by_role("definition").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)
    page.wait_for_url("**/desk?priority=high")
    expect(filters_of(page)).to_have_text(["Priority: High"])


def test_a_number_filters_the_list(page: Page, api: httpx.Client, agent: Person) -> None:
    create_ticket(api, "Urgent", priority="critical", category="billing")
    open_desk(page, agent, "/desk?category=billing")
    page.get_by_role("link", name="Statistics").click()
    statistics(page).get_by_role("link", name="Critical").click()
    expect(filters_of(page)).to_have_text(["Priority: Critical"])
    assert page.url.endswith("/desk?priority=critical")
    urgent = rows(page).filter(has_text="Critical priority")
    wait_until(lambda: rows(page).count() == urgent.count() > 0)
    page.go_back()
    expect(statistics(page)).to_be_visible()
    page.go_back()
    expect(filters_of(page)).to_have_text(["Category: Billing"])


def test_the_open_tickets_of_an_agent_are_counted_and_lead_to_them(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    title = f"Theirs {unique_word()}"
    ticket = create_ticket(api, title)
    # Who asks for the first time is listed from then on.
    agents = api.get("/api/agents", headers=other_agent.headers).raise_for_status().json()["results"]
    names = {it["uid"]: it["name"] for it in agents}
    change_ticket(api, agent, ticket, assignee=other_agent.uid)

    def assigned() -> int:
        stats = api.get("/api/tickets/stats", headers=agent.headers).raise_for_status().json()
        return int(stats["assigned"].get(other_agent.uid, 0))

    wait_until(lambda: assigned() > 0)
    open_desk(page, agent, "/desk?page=statistics")
    statistics(page).get_by_role("link", name=names[other_agent.uid], exact=True).click()
    page.wait_for_url(f"**/desk?queue=open&assignee={other_agent.uid}")
    expect(row(page, title)).to_be_visible()


def test_how_long_tickets_wait_and_take_is_shown_of_all_by_category_and_by_agent(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    ticket = create_ticket(api, "Timed", category="account")
    change_ticket(api, agent, ticket, assignee=agent.uid, status="resolved")
    create_ticket(api, "In the backlog")
    open_desk(page, agent, "/desk?page=statistics")
    name = next(
        it["name"] for it in api.get("/api/agents", headers=agent.headers).json()["results"] if it["uid"] == agent.uid
    )

    def as_answered() -> bool:
        stats = api.get("/api/tickets/stats", headers=agent.headers).json()
        counted = {
            "All": stats["resolution_seconds"],
            "Account": stats["times_by_category"]["account"]["resolution_seconds"],
            name: stats["times_by_assignee"].get(agent.uid, {}).get("resolution_seconds", {"count": 0}),
        }
        table = statistics(page).get_by_role("table", name="Time to the solution")
        lines = [line.split("\t") for line in table.locator("tbody").inner_text().splitlines()]
        shown = {who: tickets for who, tickets, *_ in lines}
        today = statistics(page).locator("dl > div", has_text="Today").get_by_role("definition").first.inner_text()
        sound = counted[name]["count"] > 0 and stats["backlog"][0]["count"] > 0
        agrees = all(shown.get(who) == f"{spans['count']:,}" for who, spans in counted.items())
        return sound and agrees and today == f"{stats['backlog'][0]['count']:,}"

    wait_until(as_answered)


def test_created_and_resolved_are_a_chart_in_the_theme_and_a_table(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    create_ticket(api, "Of today")
    page.emulate_media(color_scheme="light")
    open_desk(page, agent, "/desk?page=statistics")
    chart = statistics(page).get_by_role("img")
    expect(chart).to_have_attribute("aria-label", re.compile(r"^In the last 30 days [\d,]+ created, [\d,]+ resolved"))
    painted = "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)"
    wait_until(lambda: chart.evaluate(painted))
    picture = "canvas => canvas.toDataURL()"
    light = chart.evaluate(picture)
    page.emulate_media(color_scheme="dark")
    wait_until(lambda: chart.evaluate(picture) != light)
    statistics(page).get_by_text("Show as a table").click()
    table = statistics(page).get_by_role("table", name="Tickets created and resolved")
    expect(table.get_by_role("row")).to_have_count(31)

    def as_answered() -> bool:
        today = api.get("/api/tickets/stats", headers=agent.headers).json()["daily"][-1]
        cells = table.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
        return cells == [f"{today['created']:,}", f"{today['resolved']:,}"]

    wait_until(as_answered)


def test_without_the_chart_the_table_is_still_there(page: Page, agent: Person) -> None:
    page.route(CHART_PART, lambda route: route.fulfill(status=404, body="gone"))
    visit_desk(page, agent, "/desk?page=statistics")
    expect(page.get_by_text("The chart could not be loaded.")).to_be_visible()
    statistics(page).get_by_text("Show as a table").click()
    expect(statistics(page).get_by_role("table", name="Tickets created and resolved")).to_be_visible()


def test_how_often_suggestions_were_overridden_is_shown_by_value_and_source(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    description = "I was charged twice on my invoice, please refund the payment."
    suggestion = api.post("/api/tickets/classify", json={"description": description}).raise_for_status().json()
    create_ticket(api, "Overridden", description=description, category="general")
    open_desk(page, agent, "/desk?page=statistics")
    source = "Gemini" if suggestion["source"] == "gemini" else "Local classifier"
    table = statistics(page).get_by_role("table", name="Suggestions overridden, by category and source")
    headers = table.get_by_role("columnheader").all_inner_texts()
    assert headers == ["Category", "Gemini", "Local classifier"]
    place = headers.index(source) - 1
    label = suggestion["suggested_category"]

    def shown() -> str:
        return table.get_by_role("row", name=label.capitalize()).get_by_role("cell").nth(place).inner_text()

    def counted() -> str:
        stats = api.get("/api/tickets/stats", headers=agent.headers).json()
        tally = stats["suggestions"]["category"][suggestion["source"]][label]
        if tally["overridden"] == 0:
            return "not counted yet"
        share = f"{tally['overridden'] / tally['suggested']:.0%}"
        return f"{share} ({tally['overridden']:,} of {tally['suggested']:,})"

    wait_until(lambda: shown() == counted())
