"""The filtered list as a CSV file."""

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import Page, Route, expect

from tests.browser.pages import LIST, Held, change_ticket, create_ticket, open_desk, rows, unique_word
from tests.support.people import Person

NO_PICKER = "delete window.showSaveFilePicker"
PICKER = """window.written = [];
window.showSaveFilePicker = async () => ({
    createWritable: async () => ({
        write: async text => void window.written.push(text),
        close: async () => void window.written.push("closed"),
        abort: async () => void window.written.push("aborted"),
    }),
})"""
EXPORT = "Export CSV"


def exported(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=EXPORT).click()
    assert download.value.suggested_filename.startswith("tickets-")
    assert download.value.suggested_filename.endswith(".csv")
    return Path(download.value.path()).read_bytes()


def parsed(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


class ManyPages:
    """Stands in for a list of 250 tickets."""

    def __init__(self, model: dict[str, Any]) -> None:
        self.model = model
        self.sizes: list[str] = []

    def __call__(self, route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        start, size = int(query.get("cursor", ["0"])[0]), int(query["page_size"][0])
        self.sizes.append(str(size))
        stop = min(start + size, 250)
        results = [{**self.model, "id": f"{place:026}", "title": f"Row {place}"} for place in range(start, stop)]
        route.fulfill(json={"results": results, "next_cursor": str(stop) if stop < 250 else None})


def model(api: httpx.Client, agent: Person) -> dict[str, Any]:
    created = create_ticket(api, "Model")
    ticket: dict[str, Any] = api.get(f"/api/tickets/{created['id']}", headers=agent.headers).json()
    return ticket


def test_the_file_has_the_filtered_tickets_and_nothing_a_spreadsheet_would_run(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    texts = ["=1+1", "+49 89 1", "-2", "@SUM(A1)", "＝1+1", 'Say "hi", please; ok', "Grüße 日本", "\u202eabc"]
    # A spreadsheet that separates by semicolons sees the beginnings of cells in here.
    lines, safe_lines = "a;=1+1\n\n- b; -c = 1\t@d", "a;'=1+1\n\n'- b;' -c = 1\t'@d"
    for text in texts:
        requester = {"name": f"{text} name", "email": "ann@example.com"}
        ticket = create_ticket(api, f"{text} {word}", description=f"{text}\n{lines}", requester=requester)
        if text == texts[0]:
            change_ticket(api, agent, ticket, assignee=agent.uid)
    agents = api.get("/api/agents", headers=agent.headers).raise_for_status().json()["results"]
    name = next(it["name"] for it in agents if it["uid"] == agent.uid)
    create_ticket(api, "Not among them")
    page.add_init_script(NO_PICKER)
    open_desk(page, agent, f"/desk?search={word}")
    content = exported(page)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(texts) + 1
    found = {row["title"]: row for row in parsed(content)}
    for text in texts:
        safe = f"'{text}" if text[0] in "=+-@＝" else text
        row = found.pop(f"{safe} {word}")
        assert row["description"] == f"{safe}\n{safe_lines}"
        assert row["requester_name"] == f"{safe} name"
        assert (row["status"], row["priority"], row["category"]) == ("open", "medium", "technical")
        assert (row["assignee"], row["assignee_name"]) == ((agent.uid, name) if text == texts[0] else ("", ""))
    assert found == {}
    expect(page.get_by_role("status", name="Export")).to_have_text(f"{len(texts)} tickets exported")


def test_a_long_list_is_read_in_pages_of_100_and_none_of_it_is_drawn(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    pages = ManyPages(model(api, agent))
    page.route(LIST, pages)
    page.add_init_script(NO_PICKER)
    open_desk(page, agent)
    pages.sizes.clear()
    content = exported(page)
    assert [row["title"] for row in parsed(content)] == [f"Row {place}" for place in range(250)]
    assert pages.sizes.count("100") == 3
    expect(rows(page)).to_have_count(20)


def test_where_the_browser_can_the_file_is_written_page_by_page(page: Page, api: httpx.Client, agent: Person) -> None:
    page.route(LIST, ManyPages(model(api, agent)))
    page.add_init_script(PICKER)
    open_desk(page, agent)
    page.get_by_role("button", name=EXPORT).click()
    expect(page.get_by_role("status", name="Export")).to_have_text("250 tickets exported")
    written = page.evaluate("window.written")
    assert written[-1] == "closed"
    header, *pieces = written[:-1]
    assert len(header.splitlines()) == 1
    assert [piece.count("\r\n") for piece in pieces] == [100, 100, 50]


def test_it_shows_how_far_it_is_and_can_be_cancelled(page: Page, api: httpx.Client, agent: Person) -> None:
    pages, held = ManyPages(model(api, agent)), Held()
    page.route(LIST, pages)
    page.add_init_script(PICKER)
    open_desk(page, agent)
    page.route(LIST, lambda route: held(route) if "cursor=200" in route.request.url else route.fallback())
    page.get_by_role("button", name=EXPORT).click()
    status = page.get_by_role("status", name="Export")
    expect(status).to_have_text("Exporting: 200 tickets so far")
    page.get_by_role("button", name="Cancel export").click()
    expect(status).to_have_text("Export cancelled")
    assert page.evaluate("window.written.at(-1)") == "aborted"
    expect(page.get_by_role("button", name=EXPORT)).to_be_visible()


def test_after_a_failure_it_goes_on_where_it_stopped(page: Page, api: httpx.Client, agent: Person) -> None:
    page.route(LIST, ManyPages(model(api, agent)))
    page.add_init_script(PICKER)
    open_desk(page, agent)

    def fail(route: Route) -> None:
        if "cursor=100" in route.request.url:
            route.fulfill(status=503, body="not now")
        else:
            route.fallback()

    page.route(LIST, fail)
    page.get_by_role("button", name=EXPORT).click()
    status = page.get_by_role("status", name="Export")
    expect(status).to_contain_text("The export stopped after 100 tickets.")
    page.unroute(LIST, fail)
    page.get_by_role("button", name="Continue export").click()
    expect(status).to_have_text("250 tickets exported")
    pieces = page.evaluate("window.written")[1:-1]
    assert sum(piece.count("\r\n") for piece in pieces) == 250


def test_the_end_of_the_session_leaves_no_half_a_file(page: Page, api: httpx.Client, agent: Person) -> None:
    page.route(LIST, ManyPages(model(api, agent)))
    page.add_init_script(PICKER)
    open_desk(page, agent)
    refusal = {"type": "about:blank", "title": "Unauthorized", "status": 401, "detail": "no"}
    page.route("**/api/tickets?*cursor=100*", lambda route: route.fulfill(status=401, json=refusal))
    page.get_by_role("button", name=EXPORT).click()
    expect(page.get_by_role("alert")).to_contain_text("Your session has ended.")
    assert page.evaluate("window.written.at(-1)") == "aborted"


def test_a_double_click_asks_once(page: Page, agent: Person) -> None:
    page.add_init_script("window.asked = 0; window.showSaveFilePicker = () => new Promise(() => window.asked++)")
    open_desk(page, agent)
    page.get_by_role("button", name=EXPORT).dblclick()
    assert page.evaluate("window.asked") == 1


def test_a_file_that_cannot_be_written_is_said(page: Page, agent: Person) -> None:
    page.add_init_script(PICKER.replace("void window.written.push(text)", "Promise.reject(new Error('disk full'))"))
    open_desk(page, agent)
    page.get_by_role("button", name=EXPORT).click()
    expect(page.get_by_role("status", name="Export")).to_contain_text("The export stopped after 0 tickets.")
    page.get_by_role("button", name="Cancel export").click()
    expect(page.get_by_role("button", name=EXPORT)).to_be_visible()


def test_who_does_not_choose_a_file_exports_nothing(page: Page, agent: Person) -> None:
    page.add_init_script("window.showSaveFilePicker = async () => { throw new DOMException('no', 'AbortError') }")
    open_desk(page, agent)
    page.get_by_role("button", name=EXPORT).click()
    expect(page.get_by_role("button", name=EXPORT)).to_be_visible()
    expect(page.get_by_role("status", name="Export")).to_have_count(0)
