"""The desk when a deploy has replaced the files of a page that is still open."""

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import create_ticket, row, unique_word, visit_desk
from tests.support.people import Person

SIGN_IN_PART = "**/assets/firebase-*.js"
LIVE_PART = "**/assets/live-*.js"


def test_a_sign_in_that_cannot_be_loaded_any_more_asks_to_reload(page: Page) -> None:
    page.route(SIGN_IN_PART, lambda route: route.fulfill(status=404, body="gone"))
    page.goto("/desk")
    expect(page.get_by_role("heading", name="There is a new version of the desk")).to_be_visible()
    page.unroute(SIGN_IN_PART)
    page.get_by_role("button", name="Reload").click()
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()


def test_a_desk_that_cannot_become_live_any_more_works_and_asks_to_reload(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    create_ticket(api, f"Still there {word}")
    page.route(LIVE_PART, lambda route: route.fulfill(status=404, body="gone"))
    visit_desk(page, agent, f"/desk?search={word}")
    expect(page.get_by_role("alert").filter(has_text="There is a new version of the desk.")).to_be_visible()
    expect(row(page, f"Still there {word}")).to_be_visible()
    page.unroute(LIVE_PART)
    page.get_by_role("button", name="Reload").click()
    expect(page.get_by_role("status", name="Connection")).to_have_text("Live")
    expect(page.get_by_text("There is a new version of the desk.")).to_have_count(0)


def test_a_part_that_does_not_come_for_want_of_a_connection_is_no_new_version(page: Page) -> None:
    page.route(SIGN_IN_PART, lambda route: route.abort())
    page.route("**/config.json", lambda route: route.abort())
    page.goto("/desk")
    expect(page.get_by_role("heading", name="The desk could not be opened")).to_be_visible()
