"""The requester's status link in the hands of an agent: revoked, made anew, copied."""

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import create_ticket, details, entries, open_desk, open_ticket, panel, unique_word
from tests.support.people import Person

pytestmark = pytest.mark.one_page


def tracked(api: httpx.Client, ticket_id: str, token: str) -> int:
    return api.get(f"/api/track/{ticket_id}", headers={"X-Tracking-Token": token}).status_code


def test_a_link_is_revoked_and_made_anew(context: BrowserContext, api: httpx.Client, agent: Person) -> None:
    page = context.new_page()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    word = unique_word()
    created = create_ticket(api, f"Lost link {word}")
    ticket_id, first = created["id"], created["tracking_token"]
    open_desk(page, agent, f"/desk?search={word}")
    ticket = open_ticket(page, created["title"])
    link = details(ticket).get_by_role("region", name="Status link")
    link.get_by_role("button", name="Revoke link").click()
    link.get_by_role("button", name="Cancel").click()
    assert tracked(api, ticket_id, first) == 200
    link.get_by_role("button", name="Revoke link").click()
    link.get_by_role("group", name="Revoke link").get_by_role("button", name="Revoke link").click()
    expect(link).to_contain_text("The requester has no status link now")
    assert tracked(api, ticket_id, first) == 404
    expect(link.get_by_role("button", name="Revoke link")).to_have_count(0)

    link.get_by_role("button", name="Make a link").click()
    address = link.get_by_label("New link.")
    expect(address).to_be_visible()
    second = address.input_value().rpartition(".")[2]
    assert address.input_value().endswith(f"/track#{ticket_id}.{second}")
    assert tracked(api, ticket_id, second) == 200
    link.get_by_role("button", name="Copy").click()
    expect(link.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address.input_value()
    expect(entries(ticket)).to_have_count(2)

    # Said once: whoever comes back does not find it.
    ticket.get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)
    link = details(open_ticket(page, created["title"])).get_by_role("region", name="Status link")
    expect(link).to_contain_text("The requester can follow the ticket")
    expect(link.get_by_label("New link.")).to_have_count(0)


def test_a_link_is_replaced(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    created = create_ticket(api, f"Leaked link {word}")
    open_desk(page, agent, f"/desk?search={word}")
    link = details(open_ticket(page, created["title"])).get_by_role("region", name="Status link")
    link.get_by_role("button", name="Replace link").click()
    link.get_by_role("group", name="Replace link").get_by_role("button", name="Replace link").click()
    token = link.get_by_label("New link.").input_value().rpartition(".")[2]
    assert (tracked(api, created["id"], created["tracking_token"]), tracked(api, created["id"], token)) == (404, 200)


def test_a_link_that_cannot_be_revoked_says_so(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Stubborn {word}"
    create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    link = details(open_ticket(page, title)).get_by_role("region", name="Status link")
    page.route("**/link", lambda route: route.fulfill(status=500, body="out of order"))
    link.get_by_role("button", name="Revoke link").click()
    link.get_by_role("group", name="Revoke link").get_by_role("button", name="Revoke link").click()
    expect(link.get_by_role("alert")).to_contain_text("Something went wrong on our side.")
    expect(link).to_contain_text("The requester can follow the ticket")
