"""What becomes of a session when tokens expire, are refused, or are not given any more."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from firebase_admin import App, auth
from playwright.sync_api import Page, Request, expect

from scripts.operate import admin
from tests.browser.pages import LIST, ask_for_tickets, create_ticket, details, open_desk, panel, row, rows, unique_word
from tests.support.people import Person, sign_up
from tests.support.system import System

RENEWAL = "**/securetoken.googleapis.com/v1/token*"
ENDED = "Your session has ended. Please sign in again."
DISABLED = "This account is disabled."

type End = Callable[[str, App], Any]


@pytest.fixture
def leaver(system: System) -> Person:
    """An agent of one test's own."""
    return sign_up(system, "leaver", {"role": "agent"})


def disable(uid: str, app: App) -> None:
    auth.update_user(uid, disabled=True, app=app)


def delete(uid: str, app: App) -> None:
    auth.delete_user(uid, app=app)


def end_account(system: System, person: Person, end: End) -> None:
    with admin.people(system.project) as app:
        end(person.uid, app)


def test_an_expired_token_is_renewed_without_a_word(page: Page, agent: Person) -> None:
    page.clock.install()
    open_desk(page, agent)
    with page.expect_request(RENEWAL):
        page.clock.fast_forward("01:01:00")
    ask_for_tickets(page)
    expect(page.get_by_text("No ticket fits").or_(page.get_by_role("list", name="Tickets"))).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_an_expired_token_that_cannot_be_renewed_while_offline_ends_nothing(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    create_ticket(api, f"Behind the wall {word}")
    page.clock.install()
    open_desk(page, agent)
    page.route(RENEWAL, lambda route: route.abort())
    page.clock.fast_forward("01:01:00")
    page.get_by_label("Search").fill(word)
    expect(page.get_by_text("The tickets could not be read. We could not reach the server.")).to_be_visible()
    page.unroute(RENEWAL)
    page.get_by_role("region", name="Tickets").get_by_role("button", name="Try again").click()
    expect(row(page, f"Behind the wall {word}")).to_be_visible()


def test_a_refused_token_is_replaced_once_without_a_word(page: Page, api: httpx.Client, agent: Person) -> None:
    word, renewals = unique_word(), list[Request]()
    create_ticket(api, f"Second attempt {word}")
    open_desk(page, agent)
    page.on("request", lambda request: renewals.append(request) if "securetoken" in request.url else None)
    # Each reading until then: one that the desk makes by itself may be given up before its answer.
    page.route(LIST, lambda route: route.fallback() if renewals else route.fulfill(status=401, body="expired"))
    with page.expect_request(RENEWAL):
        page.get_by_label("Search").fill(word)
    expect(rows(page)).to_have_count(1)
    expect(row(page, f"Second attempt {word}")).to_be_visible()


def test_a_session_whose_fresh_token_is_refused_too_says_so_and_asks_to_sign_in(page: Page, agent: Person) -> None:
    open_desk(page, agent)
    page.route(LIST, lambda route: route.fulfill(status=401, body="expired"))
    ask_for_tickets(page)
    expect(page.get_by_role("alert")).to_have_text(ENDED)


@pytest.mark.parametrize("about", ["history", "link"])
def test_a_session_that_ends_ends_whatever_was_asked_of_a_ticket(
    page: Page, api: httpx.Client, agent: Person, about: str
) -> None:
    title = f"Asked too late {unique_word()}"
    create_ticket(api, title)
    open_desk(page, agent)
    page.route(f"**/api/tickets/*/{about}", lambda route: route.fulfill(status=401, body="expired"))
    row(page, title).get_by_role("link", name=title).click()
    if about == "link":
        details(panel(page)).get_by_role("button", name="Replace link").click()
        panel(page).get_by_role("group").get_by_role("button", name="Replace link").click()
    expect(page.get_by_role("alert")).to_have_text(ENDED)
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()


@pytest.mark.parametrize(("end", "message"), [(disable, DISABLED), (delete, ENDED)])
def test_an_account_that_is_gone_is_said_when_its_token_is_renewed(
    page: Page, system: System, leaver: Person, end: End, message: str
) -> None:
    open_desk(page, leaver)
    end_account(system, leaver, end)
    page.route(LIST, lambda route: route.fulfill(status=401, body="expired"))
    ask_for_tickets(page)
    expect(page.get_by_role("alert")).to_have_text(message)
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()


@pytest.mark.parametrize("end", [disable, delete])
def test_an_account_that_is_gone_is_said_at_the_next_visit(
    page: Page, system: System, leaver: Person, end: End
) -> None:
    open_desk(page, leaver)
    end_account(system, leaver, end)
    page.reload()
    expect(page.get_by_role("alert")).to_have_text(ENDED)
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
