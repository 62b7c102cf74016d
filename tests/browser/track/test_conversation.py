"""The conversation on the status page: answers appear by themselves, and the requester's own words arrive once."""

import re

import httpx
import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.pages import DESCRIPTION, create_ticket, find_tickets, stop_clock, unique_word
from tests.browser.track.steps import TRACK, conversation, link_to, message_field, messages_of, post, press, stands
from tests.support.conversations import store_messages
from tests.support.people import Person
from tests.support.system import System

MESSAGES = "**/api/track/*/messages"
HIDDEN = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""

TOP = "element => element.getBoundingClientRect().top"
EMOJI = "\N{FIRE}" * 100
"""Of the 200 characters that are announced; as UTF-16 they are 200 by themselves."""


def open_still(page: Page, ticket: dict[str, str]) -> None:
    """The page's time stands still once the ticket is there."""
    page.clock.install()
    page.goto(link_to(ticket))
    expect(page.get_by_role("article")).to_be_visible()
    stop_clock(page)


def pass_minutes(page: Page, minutes: int, asked: list[Request]) -> None:
    """In steps, after each of which the page has the answer to what it asked last."""
    for _ in range(minutes * 6):
        page.clock.run_for(10_000)
        answer = asked[-1].response()
        if answer is not None:
            answer.finished()


def keys_of_messages(page: Page) -> list[str]:
    """The idempotency key of every message that is sent from now on."""
    keys: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            keys.append(request.headers["idempotency-key"])

    page.on("request", note)
    return keys


def test_an_answer_appears_by_itself_is_announced_and_leaves_alone_what_is_typed(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    ticket = create_ticket(api, "Waiting for an answer")
    open_still(page, ticket)
    stands(page, "We have your ticket; an agent will take it up.")
    message_field(page).fill("One more thing")
    place = message_field(page).evaluate(TOP)
    post(api, agent, ticket, "Only for us", kind="note")
    post(api, agent, ticket, f"Which browser?\nSee https://help.example/export (with pictures). {EMOJI}")
    page.clock.run_for(20_000)
    expect(conversation(page)).to_have_count(2)
    expect(conversation(page).first).to_contain_text(DESCRIPTION)
    expect(conversation(page).last).to_contain_text("Which browser?")
    address = conversation(page).last.get_by_role("link")
    expect(address).to_have_attribute("href", "https://help.example/export")
    expect(address).to_have_attribute("rel", re.compile("noopener"))
    stands(page, "We answered; we are waiting for you.")
    page.clock.run_for(500)
    expect(page.get_by_role("status").filter(has_text=EMOJI)).to_have_count(1)
    expect(message_field(page)).to_be_focused()
    expect(message_field(page)).to_have_value("One more thing")
    assert message_field(page).evaluate(TOP) == pytest.approx(place, abs=1)
    shown = page.content()
    assert "Only for us" not in shown
    assert agent.email not in shown
    assert agent.uid not in shown


def test_a_message_arrives_once_though_its_answer_was_lost_and_the_page_reloaded(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    ticket = create_ticket(api, "Written to")
    post(api, agent, ticket, "What do you see?")
    page.goto(link_to(ticket))
    press(page, "Send")
    expect(message_field(page)).to_have_accessible_description(re.compile("Please write something first."))
    expect(message_field(page)).to_be_focused()
    keys = keys_of_messages(page)
    message_field(page).fill("  An empty page.\nNothing else.  ")
    page.route(MESSAGES, lose, times=1)
    press(page, "Send")
    expect(page.get_by_role("alert").filter(has_text="Nothing you wrote is lost.")).to_be_visible()
    page.reload()
    expect(message_field(page)).to_have_value("  An empty page.\nNothing else.  ")
    expect(page.get_by_text("What you wrote before is still here.")).to_be_visible()
    press(page, "Send")
    expect(page.get_by_text("Sent. We will read it.")).to_be_visible()
    stands(page, "We are reading your message.")
    expect(message_field(page)).to_have_value("")
    expect(conversation(page)).to_have_count(3)
    assert keys == [keys[0]] * 2
    assert [it["text"] for it in messages_of(api, agent, ticket)] == [
        "What do you see?",
        "An empty page.\nNothing else.",
    ]
    assert page.evaluate("localStorage.length") == 0


def test_solved_and_not_solved_with_and_without_words(page: Page, api: httpx.Client, agent: Person) -> None:
    ticket = create_ticket(api, "Solved or not")
    page.goto(link_to(ticket))
    press(page, "It is solved")
    expect(page.get_by_text("Thank you. The ticket is solved.")).to_be_visible()
    stands(page, "Solved.")
    expect(page.get_by_role("button", name="It is solved")).to_be_focused()
    message_field(page).fill("It came back.")
    press(page, "It is not solved")
    expect(page.get_by_text("Thank you. The ticket is open again.")).to_be_visible()
    expect(conversation(page).last).to_contain_text("It came back.")
    expect(page.get_by_role("list", name="Progress").get_by_role("listitem")).to_contain_text(
        ["Open", "Resolved", "Open"]
    )
    message_field(page).fill("Now it works.")
    press(page, "It is solved")
    expect(conversation(page).last).to_contain_text("Now it works.")
    stored = api.get(f"/api/tickets/{ticket['id']}", headers=agent.headers).raise_for_status().json()
    assert (stored["status"], stored["messages"]) == ("resolved", 2)


def test_a_message_to_a_closed_ticket_opens_another_whose_link_is_kept_here(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    ticket = create_ticket(api, f"Closed {word}")
    post(api, agent, ticket, "That is all.", status="closed")
    page.goto(link_to(ticket))
    stands(page, "Closed: what you write opens a new ticket.")
    expect(page.get_by_role("button", name="It is solved")).to_have_count(0)
    message_field(page).fill("And one question more.")
    press(page, "Send")
    said = page.get_by_role("status").filter(has_text="Your message opened a new ticket")
    expect(said).to_contain_text("This device remembers its link.")
    said.get_by_role("link", name="Open ticket").click()
    expect(conversation(page)).to_contain_text(["And one question more."])
    new = page.url
    [opened] = [it for it in find_tickets(api, agent, word) if it["id"] != ticket["id"]]
    assert f"#{opened['id']}." in new
    page.goto(link_to(ticket))
    expect(page.get_by_role("heading", name="Closed: it goes on in ticket")).to_contain_text(opened["reference"])
    message_field(page).fill("Also this.")
    press(page, "Send")
    expect(page.get_by_text("Sent. Your message is in ticket")).to_be_visible()
    assert page.get_by_role("link", name="Open ticket").get_attribute("href") == new
    assert [it["text"] for it in messages_of(api, agent, opened)] == ["Also this."]
    page.goto("/track")
    own = page.get_by_role("region", name="Your tickets on this device")
    expect(own.get_by_role("link")).to_have_text([opened["reference"]])


def test_looks_come_ever_more_rarely_not_in_a_hidden_tab_and_at_once_on_return(page: Page, api: httpx.Client) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "/api/track/" in request.url else None)
    open_still(page, create_ticket(api, "Looked at"))
    begun = len(asked)
    pass_minutes(page, 10, asked)
    looks = len(asked) - begun
    assert 3 <= looks <= 10
    page.evaluate(HIDDEN, arg=True)
    pass_minutes(page, 10, asked)
    assert len(asked) == begun + looks
    with page.expect_response(TRACK):
        page.evaluate(HIDDEN, arg=False)
    with page.expect_response(TRACK):
        pass_minutes(page, 1, asked)


def test_offline_one_can_write_on_and_what_was_missed_comes_with_the_connection(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    ticket = create_ticket(api, "In a tunnel")
    page.clock.install()
    page.goto(link_to(ticket))
    message_field(page).fill("Written in")
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline. You can go on writing")).to_be_visible()
    message_field(page).press_sequentially(" a tunnel")
    press(page, "Send")
    expect(page.get_by_role("alert").filter(has_text="Nothing you wrote is lost.")).to_be_visible()
    post(api, agent, ticket, "Are you still there?")
    page.clock.fast_forward(8_000)
    page.context.set_offline(False)
    expect(conversation(page).last).to_contain_text("Are you still there?")
    expect(message_field(page)).to_have_value("Written in a tunnel")
    press(page, "Send")
    expect(conversation(page).last).to_contain_text("Written in a tunnel")


def test_a_long_conversation_is_read_page_by_page(page: Page, api: httpx.Client, system: System) -> None:
    ticket = create_ticket(api, "Much was said")
    store_messages(system, ticket["id"], [f"Answer {number}." for number in range(23)])
    page.goto(link_to(ticket))
    expect(conversation(page)).to_have_count(22)
    expect(conversation(page).nth(2)).to_contain_text("Answer 3.")
    press(page, "Show earlier messages")
    expect(conversation(page)).to_have_count(24)
    expect(conversation(page).nth(1)).to_contain_text("Answer 0.")
    expect(page.get_by_role("heading", name="Conversation")).to_be_focused()
    expect(page.get_by_role("button", name="Show earlier messages")).to_have_count(0)


def test_what_cannot_be_read_of_a_draft_is_none(page: Page, api: httpx.Client) -> None:
    ticket = create_ticket(api, "Of an older page")
    page.goto(link_to(ticket))
    for stored in ("{", "null", '{"text": 7}', '{"text": "x", "attempt": {}, "savedAt": 9e12}'):
        page.evaluate("([id, stored]) => { localStorage[`reply ${id}`] = stored; }", [ticket["id"], stored])
        page.reload()
        expect(message_field(page)).to_have_value("")


def test_a_link_that_is_replaced_while_one_writes_keeps_the_words_for_the_new_one(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    ticket = create_ticket(api, "Of another link")
    page.goto(link_to(ticket))
    message_field(page).fill("Not sent yet")
    new = api.post(f"/api/tickets/{ticket['id']}/link", headers=agent.headers).raise_for_status().json()
    press(page, "Send")
    expect(page.get_by_role("alert").filter(has_text="This link no longer opens the ticket.")).to_be_visible()
    page.goto(link_to(new))
    expect(message_field(page)).to_have_value("Not sent yet")
