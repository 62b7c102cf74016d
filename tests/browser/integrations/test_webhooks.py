"""Webhook endpoints on the desk: from registering one to the log of what was sent to it."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import expect_no_violations
from tests.browser.every_page.test_every_page import OVERFLOW
from tests.browser.integrations.steps import (
    add_endpoint,
    deliveries,
    endpoint_row,
    open_integrations,
)
from tests.browser.pages import panel
from tests.support.answers import success
from tests.support.hooks import ARRIVED_S, Hook
from tests.support.people import Person
from tests.support.receiver import Receiver, Reply
from tests.support.tickets import create, word
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page

ARRIVED_MS = ARRIVED_S * 1000
HOSTILE = b'<img src="x" onerror="document.title = 1"> \xe2\x80\xae gnp.'


def open_log(page: Page, admin: Person, endpoint: Hook) -> None:
    open_integrations(page, admin)
    endpoint_row(page, endpoint.registered["url"]).get_by_role("link", name="Deliveries").click()
    expect(page.get_by_role("heading", name="Deliveries", level=1)).to_be_focused()


def test_an_endpoint_of_the_desk_gets_signed_events_and_its_log_leads_to_the_ticket(
    page: Page, api: httpx.Client, admin: Person, receiver: Receiver
) -> None:
    path = f"/{word()}"
    url = receiver.url(path)
    open_integrations(page, admin)
    secret = add_endpoint(page, url, "The shop")
    shown = endpoint_row(page, url)
    for text in (
        "On",
        "The shop",
        "Ticket created, ticket changed, ticket resolved, message posted.",
        "No deliveries yet.",
    ):
        expect(shown).to_contain_text(text)
    ticket = create(api)
    (sent,) = wait_until(
        lambda: [it for it in receiver.received(path) if it.payload["data"]["id"] == ticket["id"]], ARRIVED_S
    )
    assert sent.verified(secret)["type"] == "ticket.created"
    shown.get_by_role("link", name="Deliveries").click()
    of_ticket = deliveries(page).filter(has=page.locator(f"a[href*='{ticket['id']}']"))
    expect(of_ticket).to_contain_text("Answered 204", timeout=ARRIVED_MS)
    for text in ("Delivered", "Ticket created", "Version 1", sent.id):
        expect(of_ticket).to_contain_text(text)
    of_ticket.get_by_role("link", name="Open the ticket").click()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(ticket["title"])
    page.go_back()
    expect(of_ticket).to_be_visible()
    page.get_by_role("link", name="All integrations").click()
    expect(shown).to_contain_text("answered 204")
    shown.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete the endpoint").click()
    expect(shown).to_have_count(0)
    expect(page.get_by_role("heading", name="Webhook endpoints")).to_be_focused()


def test_what_a_receiver_answers_is_text_and_a_replay_goes_out_under_the_same_id(
    page: Page, api: httpx.Client, admin: Person, receiver: Receiver, endpoint: Hook
) -> None:
    receiver.when(endpoint.path, Reply(500, body=HOSTILE), Reply(200))
    ticket = create(api)
    (delivered,) = endpoint.settled(ticket, "delivered")
    open_log(page, admin, endpoint)
    row = deliveries(page).filter(has_text=delivered["id"])
    row.get_by_text("2 attempts").click()
    attempts = row.get_by_role("list", name="Attempts").get_by_role("listitem")
    expect(attempts.nth(1)).to_contain_text("Answered 500")
    expect(attempts.nth(1)).to_contain_text('<img src="x" onerror="document.title = 1">')
    expect(attempts.locator("img")).to_have_count(0)
    expect_no_violations(page, "the log of an endpoint")
    row.get_by_role("button", name="Replay").click()
    expect(row).to_contain_text("Sent again")
    expect(row).to_contain_text("3 attempts", timeout=ARRIVED_MS)
    assert [it.id for it in endpoint.received(ticket)] == [delivered["id"]] * 3


def test_a_time_is_replayed(page: Page, api: httpx.Client, admin: Person, endpoint: Hook) -> None:
    ticket = create(api)
    (delivered,) = endpoint.settled(ticket, "delivered")
    open_log(page, admin, endpoint)
    page.get_by_role("button", name="Replay a time").click()
    dialog = page.get_by_role("dialog", name="Replay a time")
    until = dialog.get_by_label("Until")
    good = until.input_value()
    until.fill("2020-01-01T00:00:00")
    dialog.get_by_role("button", name="Replay", exact=True).click()
    expect(dialog).to_contain_text("since must not be after until")
    expect_no_violations(page, "a refused time")
    until.fill(good)
    dialog.get_by_role("button", name="Replay", exact=True).click()
    expect(dialog).to_contain_text(re.compile("messages? (is|are) sent again"))
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name="Replay a time")).to_be_focused()
    expect(deliveries(page).filter(has_text=delivered["id"])).to_contain_text("2 attempts", timeout=ARRIVED_MS)


def test_the_log_goes_on_page_by_page(page: Page, admin: Person, endpoint: Hook) -> None:
    def delivery(place: int) -> dict[str, object]:
        return {
            "id": f"0{place:025}",
            "type": "ticket.updated",
            "ticket_id": f"0{place:025}",
            "sequence": place,
            "state": "pending",
            "attempts": [],
            "created_at": "2026-01-01T00:00:00Z",
            "next_attempt_at": "2099-01-01T00:00:00Z",
        }

    def answer(cursor: bool) -> dict[str, object]:
        places = range(20, 23) if cursor else range(20)
        return {"results": [delivery(it) for it in places], "next_cursor": None if cursor else "more"}

    page.route("**/deliveries?*", lambda route: route.fulfill(json=answer("cursor=more" in route.request.url)))
    open_log(page, admin, endpoint)
    expect(page.get_by_role("status", name="Log")).to_have_text("The newest 20 deliveries")
    page.get_by_role("button", name="Load more").click()
    expect(deliveries(page)).to_have_count(23)
    expect(page.get_by_role("status", name="Log")).to_have_text("23 deliveries in the last 30 days, newest first")
    expect(page.get_by_role("button", name="Load more")).to_have_count(0)


def test_an_endpoint_is_edited_paused_and_switched_on_again(page: Page, admin: Person, endpoint: Hook) -> None:
    open_integrations(page, admin)
    row = endpoint_row(page, endpoint.registered["url"])
    row.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit the endpoint")
    dialog.get_by_label("Ticket changed").uncheck()
    dialog.get_by_label("Description").fill("Only a few")
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Ticket created, ticket resolved.")
    expect(row).to_contain_text("Only a few")
    expect(row.get_by_role("button", name="Edit")).to_be_focused()
    row.get_by_role("button", name="Pause").click()
    expect(row).to_contain_text("Paused")
    assert endpoint.read()["enabled"] is False
    row.get_by_role("link", name="Deliveries").click()
    page.get_by_role("button", name="Replay a time").click()
    page.get_by_role("dialog").get_by_role("button", name="Replay", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("switched off")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="All integrations").click()
    row.get_by_role("button", name="Switch on").click()
    expect(row.get_by_role("button", name="Pause")).to_be_visible()
    assert (endpoint.read()["enabled"], endpoint.read()["events"]) == (True, ["ticket.created", "ticket.resolved"])


def test_a_new_secret_signs_from_now_on(
    page: Page, api: httpx.Client, admin: Person, endpoint: Hook, receiver: Receiver
) -> None:
    open_integrations(page, admin)
    row = endpoint_row(page, endpoint.registered["url"])
    row.get_by_role("button", name="New secret").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("goes on signing for 24 hours")
    dialog.get_by_role("button", name="Make a new secret").click()
    shown = dialog.get_by_label("Copy the secret now: it is not shown again.")
    expect(shown).to_be_focused()
    secret = shown.input_value()
    page.keyboard.press("Escape")
    expect(row.get_by_role("button", name="New secret")).to_be_focused()
    (sent,) = endpoint.arrived(create(api), 1)
    for signing in (secret, endpoint.registered["secret"]):
        assert sent.verified(signing)["type"] == "ticket.created"


def test_what_is_wrong_with_an_endpoint_is_said_at_its_field(page: Page, admin: Person) -> None:
    open_integrations(page, admin)
    page.get_by_role("button", name="Add an endpoint").click()
    dialog = page.get_by_role("dialog")
    address = dialog.get_by_label("Address")
    address.fill("https://10.0.0.1/hook")
    dialog.get_by_role("button", name="Add the endpoint").click()
    expect(dialog).to_contain_text("Address must be a public address.")
    expect(address).to_be_focused()
    address.fill("https://receiver.example/hook")
    for event in ("Ticket created", "Ticket changed", "Ticket resolved", "Message posted"):
        dialog.get_by_label(event).uncheck()
    dialog.get_by_role("button", name="Add the endpoint").click()
    expect(dialog.get_by_role("group", name="It receives")).to_contain_text("Choose at least one.")
    expect_no_violations(page, "a refused endpoint")


def test_why_an_endpoint_was_switched_off_is_on_the_page(
    page: Page, api: httpx.Client, admin: Person, receiver: Receiver, endpoint: Hook
) -> None:
    receiver.when(endpoint.path, Reply(410))
    endpoint.settled(create(api), "failed")
    open_integrations(page, admin)
    row = endpoint_row(page, endpoint.registered["url"])
    expect(row).to_contain_text("Switched off")
    expect(row).to_contain_text(endpoint.read()["disabled_reason"])
    expect_no_violations(page, "an endpoint that was switched off")


def test_an_endpoint_that_is_gone_and_a_log_that_cannot_be_read_are_said(
    page: Page, admin: Person, endpoint: Hook
) -> None:
    page.route("**/deliveries?*", lambda route: route.fulfill(status=503, body="later"))
    open_log(page, admin, endpoint)
    expect(page.get_by_text("The deliveries could not be read.")).to_be_visible()
    page.unroute("**/deliveries?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("The deliveries could not be read.")).to_have_count(0)
    success(endpoint.ask("DELETE"))
    page.reload()
    expect(page.get_by_text("There is no such endpoint.")).to_be_visible()


def test_on_a_phone_the_log_fits(
    page: Page, api: httpx.Client, admin: Person, receiver: Receiver, endpoint: Hook
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    receiver.when(endpoint.path, Reply(200, body=b"A_word_without_a_place_to_break_it_" * 9))
    endpoint.settled(create(api), "delivered")
    open_log(page, admin, endpoint)
    page.get_by_text("1 attempt").first.click()
    expect(page.get_by_role("list", name="Attempts")).to_contain_text("A_word")
    assert page.evaluate(OVERFLOW) == 0
