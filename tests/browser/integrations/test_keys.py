"""API keys on the desk, from creating one to what it can do after it was revoked."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import expect_no_violations
from tests.browser.every_page.test_every_page import OVERFLOW
from tests.browser.integrations.steps import ADDRESS, create_key, key_row, open_integrations
from tests.browser.pages import open_desk, open_ticket, row, visit_desk
from tests.support.answers import problem, success
from tests.support.keys import Keys
from tests.support.people import Person
from tests.support.tickets import new_ticket, word

pytestmark = pytest.mark.one_page

KEYS = "**/api/keys"


def test_a_key_made_on_the_desk_opens_tickets_until_it_is_revoked(page: Page, api: httpx.Client, admin: Person) -> None:
    name, marker = f"shop-{word()}", word()
    headers = {}
    open_integrations(page, admin)
    headers["Authorization"] = f"Bearer {create_key(page, name, 'Create tickets')}"
    shown = key_row(page, name)
    for text in ("Works", "Create tickets", "Never used", f"Created by {admin.email}"):
        expect(shown).to_contain_text(text)
    ticket = success(api.post("/api/tickets", json=new_ticket(title=f"It is {marker}"), headers=headers), 201)
    problem(api.patch(f"/api/tickets/{ticket['id']}", json={"status": "closed"}, headers=headers), 403)
    page.reload()
    expect(key_row(page, name)).to_contain_text("Last used")
    key_row(page, name).get_by_role("button", name="Revoke").click()
    question = page.get_by_role("dialog", name=f"Revoke {name}?")
    expect(question).to_contain_text(f"Whatever uses the key {name} is refused")
    question.get_by_role("button", name="Revoke the key").click()
    expect(key_row(page, name)).to_have_count(0)
    expect(page.get_by_role("heading", name="API keys")).to_be_focused()
    page.get_by_text("Revoked keys (").click()
    expect(key_row(page, name, "Revoked keys")).to_contain_text("Revoked")
    problem(api.post("/api/tickets", json=new_ticket(), headers=headers), 401)


def test_the_list_and_the_ticket_name_the_key_that_opened_it(
    page: Page, api: httpx.Client, admin: Person, agent: Person
) -> None:
    name, marker = f"kiosk-{word()}", word()
    title = f"It is {marker}"
    key = Keys(api, admin).create(name=name)["key"]
    success(api.post("/api/tickets", json=new_ticket(title=title), headers={"Authorization": f"Bearer {key}"}), 201)
    open_desk(page, agent, f"/desk?search={marker}")
    expect(row(page, title)).to_contain_text(f"via {name}")
    ticket = open_ticket(page, title)
    expect(ticket).to_contain_text(f"ChannelIntegration {name}")
    expect(ticket.get_by_role("region", name="Conversation")).to_contain_text(f"Integration {name}")


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        ("tickets:update", "Change tickets"),
        ("tickets:read", "Read tickets and messages"),
        ("tickets:reply", "Write replies and notes"),
        ("notes:read", "Read notes, and search"),
    ],
)
def test_a_key_says_what_it_may(scope: str, text: str, page: Page, api: httpx.Client, admin: Person) -> None:
    name, other = f"robot-{word()}", Keys(api, admin).create(scopes=[scope])["name"]
    open_integrations(page, admin)
    expect(key_row(page, other)).to_contain_text(f"Works{text}Never used")
    create_key(page, name, text)
    expect(key_row(page, name)).to_contain_text(f"Create tickets, {text.lower()}")
    (made,) = [it for it in Keys(api, admin).all() if it["name"] == name]
    assert sorted(made["scopes"]) == sorted(["tickets:create", scope])


def test_a_key_that_may_nothing_is_not_made(page: Page, admin: Person) -> None:
    open_integrations(page, admin)
    page.get_by_role("button", name="Create a key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(f"idle-{word()}")
    dialog.get_by_label("Create tickets").uncheck()
    dialog.get_by_role("button", name="Create the key").click()
    expect(dialog).to_contain_text("Choose at least one.")
    expect(dialog.get_by_label("Create tickets")).to_be_focused()


def test_a_name_that_does_not_do_is_said_at_the_field_and_nothing_is_lost(
    page: Page, api: httpx.Client, admin: Person
) -> None:
    taken = Keys(api, admin).create()["name"]
    open_integrations(page, admin)
    page.get_by_role("button", name="Create a key").click()
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_label("Name")
    for name, complaint in ((taken, "is that of an active API key"), ("No Good", "must be 1 to 40 of a-z")):
        field.fill(name)
        field.press("Enter")
        expect(dialog).to_contain_text(f"Name {complaint}")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value(name)


def test_agents_find_no_way_in_and_read_why(page: Page, agent: Person) -> None:
    open_desk(page, agent)
    expect(page.get_by_role("link", name="Integrations")).to_have_count(0)
    page.goto(ADDRESS)
    expect(page.get_by_role("heading", name="Integrations are for administrators")).to_be_visible()
    expect(page.get_by_role("button", name="Create a key")).to_have_count(0)
    page.get_by_role("link", name="To the tickets").click()
    expect(page.get_by_role("region", name="Tickets", exact=True)).to_be_visible()


def test_who_is_no_administrator_any_more_reads_why(page: Page, admin: Person) -> None:
    page.route(KEYS, lambda route: route.fulfill(status=403, body="no"))
    visit_desk(page, admin, ADDRESS)
    expect(page.get_by_role("heading", name="Integrations are for administrators")).to_be_visible()


def test_whom_the_server_does_not_know_any_more_signs_in_again(page: Page, admin: Person) -> None:
    page.route(KEYS, lambda route: route.fulfill(status=401, body="who?"))
    visit_desk(page, admin, ADDRESS)
    expect(page.get_by_text("Your session has ended. Please sign in again.")).to_be_visible()


def test_offline_is_said(page: Page, admin: Person) -> None:
    open_integrations(page, admin)
    page.evaluate(
        """Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
        window.dispatchEvent(new Event("offline"))"""
    )
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect_no_violations(page, "offline")


def test_keys_that_cannot_be_read_are_asked_for_again(page: Page, admin: Person) -> None:
    page.route(KEYS, lambda route: route.fulfill(status=500, body="out of order"))
    open_integrations(page, admin)
    failure = page.get_by_text("The API keys could not be read. Something went wrong on our side.")
    expect(failure).to_be_visible()
    expect_no_violations(page, "keys that cannot be read")
    page.unroute(KEYS)
    page.get_by_role("button", name="Try again").click()
    expect(failure).to_have_count(0)


def test_where_there_is_no_key_the_page_says_what_one_is_for(page: Page, admin: Person) -> None:
    page.route(KEYS, lambda route: route.fulfill(json={"results": []}))
    open_integrations(page, admin)
    expect(page.get_by_text("There are no API keys yet.")).to_be_visible()
    expect_no_violations(page, "no keys")


def test_a_key_is_made_and_revoked_with_the_keyboard_alone(page: Page, admin: Person) -> None:
    name = f"typed-{word()}"
    open_integrations(page, admin)
    page.get_by_role("button", name="Create a key").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    secret = page.get_by_label("Copy the key now: it is not shown again.")
    expect(secret).to_be_focused()
    expect_no_violations(page, "a new key")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Create a key")).to_be_focused()
    expect(key_row(page, name)).to_contain_text("Create tickets, change tickets")
    key_row(page, name).get_by_role("button", name="Revoke").focus()
    page.keyboard.press("Enter")
    expect_no_violations(page, "revoking a key")
    page.get_by_role("button", name="Revoke the key").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="API keys")).to_be_focused()


def test_on_a_phone_nothing_leaves_the_page(page: Page, api: httpx.Client, admin: Person) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    name = f"{'x' * 27}-{word()}"[:40]
    Keys(api, admin).create(name=name)
    open_integrations(page, admin)
    expect(key_row(page, name)).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    key_row(page, name).get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
