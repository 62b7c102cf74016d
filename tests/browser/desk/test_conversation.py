"""An agent reads what the requester writes, answers, and loses nothing of what they write."""

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import expect_no_violations
from tests.browser.every_page.test_every_page import OVERFLOW
from tests.browser.pages import (
    add_filter,
    enter,
    entries,
    open_desk,
    panel,
    row,
    unique_word,
    value_in,
)
from tests.support.conversations import Talk, store_messages
from tests.support.conversations import talk as new_talk
from tests.support.people import Person
from tests.support.system import System
from tests.support.waiting import wait_until

WIDTHS = (320, 360, 1440)
HELD_MS, GRACE_MS = 10_000, 2_000
LONG = "🧨" * 20_000
POST = "**/api/tickets/*/messages"


@pytest.fixture
def title() -> str:
    return unique_word()


@pytest.fixture
def talk(api: httpx.Client, agent: Person, title: str) -> Talk:
    return new_talk(api, agent, title=title, requester={"name": "Ines Duarte"})


def open_talk(page: Page, person: Person, talk: Talk, title: str) -> Locator:
    page.clock.install()
    open_desk(page, person, f"/desk?search={title}&ticket={talk.id}")
    expect(text(page)).to_be_visible()
    return panel(page)


def text(page: Page, kind: str = "reply") -> Locator:
    return panel(page).get_by_label(f"Text of the {kind}")


def send(page: Page, words: str, button: str = "Send") -> None:
    text(page).fill(words)
    panel(page).get_by_role("button", name=button, exact=True).click()
    expect(panel(page).get_by_role("button", name="Undo")).to_be_visible()


def test_agents_reply_note_and_resolve_without_a_mouse(page: Page, agent: Person, talk: Talk, title: str) -> None:
    talk.say("See https://a.example/x.\nمرحبا")
    ticket = open_talk(page, agent, talk, title)
    link = entries(ticket).get_by_role("link", name="https://a.example/x", exact=True)
    expect(link).to_have_attribute("rel", "noopener")
    expect(row(page, title)).to_contain_text("Waits for us")
    page.keyboard.press("r")
    expect(text(page)).to_be_focused()
    expect(text(page)).to_have_accessible_description("Goes to the status page; no e-mail was given.")
    page.keyboard.type("We look at it.")
    page.keyboard.press("Control+Enter")
    expect(ticket.get_by_text("Your reply is sent in")).to_be_visible()
    assert len(talk.texts()) == 1
    page.clock.fast_forward(HELD_MS)
    expect(entries(ticket).filter(has_text="We look at it.")).to_be_in_viewport()
    expect(text(page)).to_have_value("")
    expect(value_in(ticket, "Status")).to_have_text("In progress")
    expect(row(page, title)).not_to_contain_text("Waits for us")

    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("Between us.")
    page.keyboard.press("Control+Enter")
    page.clock.fast_forward(HELD_MS)
    expect(entries(ticket).filter(has_text="Between us.")).to_contain_text("Only agents see this")

    add_filter(page, "Waits for: Us")
    expect(row(page, title)).to_have_count(0)
    add_filter(page, "Waits for: The requester")
    expect(row(page, title)).to_have_count(1)
    ticket.get_by_role("tab", name="Reply").click()
    send(page, "It works again.", "Send and resolve")
    page.clock.fast_forward(HELD_MS)
    expect(value_in(ticket, "Status")).to_have_text("Resolved")
    assert [it["kind"] for it in talk.messages()["results"]] == ["request", "reply", "note", "reply"]
    page.reload()
    last_used = ticket.get_by_role("button", name="Send and resolve")
    expect(last_used).to_have_attribute("aria-keyshortcuts", "Control+Enter")


def test_a_draft_outlives_undo_reloading_and_signing_out_and_is_no_one_elses(
    page: Page, agent: Person, other_agent: Person, talk: Talk, title: str
) -> None:
    ticket = open_talk(page, agent, talk, title)
    ticket.get_by_role("tab", name="Note").click()
    text(page, "note").fill("Not yet a note")
    ticket.get_by_role("tab", name="Reply").click()
    send(page, "Not yet a reply")
    ticket.get_by_role("button", name="Close").click()
    page.keyboard.press("z")
    page.clock.fast_forward(HELD_MS)
    expect(text(page)).to_have_value("Not yet a reply")
    page.reload()
    expect(text(page)).to_have_value("Not yet a reply")

    page.get_by_role("button", name="Sign out").click()
    enter(page, other_agent.email, other_agent.password)
    expect(text(page)).to_have_value("")
    page.get_by_role("button", name="Sign out").click()
    enter(page, agent.email, agent.password)
    expect(text(page)).to_have_value("Not yet a reply")
    ticket.get_by_role("tab", name="Note").click()
    expect(text(page, "note")).to_have_value("Not yet a note")
    assert talk.texts() == []

    ticket.get_by_role("tab", name="Reply").click()
    send(page, "Signed out meanwhile")
    page.get_by_role("button", name="Sign out").click()
    enter(page, agent.email, agent.password)
    expect(text(page)).to_be_visible()
    page.clock.fast_forward(HELD_MS + GRACE_MS)
    wait_until(lambda: talk.texts() == ["Signed out meanwhile"])
    expect(text(page)).to_have_value("")


def test_a_reply_that_a_message_has_overtaken_waits_until_it_is_sent_anyway(
    page: Page, agent: Person, talk: Talk, title: str
) -> None:
    ticket = open_talk(page, agent, talk, title)
    send(page, "Is it solved?")
    talk.say("I have solved it.")
    page.clock.fast_forward(HELD_MS)
    expect(ticket.get_by_role("alert").filter(has_text="A message arrived that you had not seen.")).to_be_visible()
    expect(entries(ticket).last).to_contain_text("I have solved it.")
    expect(entries(ticket).last).to_be_in_viewport()
    expect(text(page)).to_have_value("Is it solved?")
    assert talk.texts() == ["I have solved it."]
    ticket.get_by_role("button", name="Send anyway").click()
    page.clock.fast_forward(HELD_MS)
    wait_until(lambda: talk.texts() == ["I have solved it.", "Is it solved?"])
    expect(text(page)).to_have_value("")


def test_a_message_is_posted_once_though_its_answer_is_lost_or_the_page_is_left(
    page: Page, agent: Person, talk: Talk, title: str
) -> None:
    ticket = open_talk(page, agent, talk, title)

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.fallback()

    page.route(POST, lose_the_answer)
    send(page, "Once")
    page.clock.fast_forward(HELD_MS)
    expect(ticket.get_by_text("Not sent; your text is kept. We could not reach the server.")).to_be_visible()
    page.unroute(POST)
    ticket.get_by_role("button", name="Try again").click()
    page.clock.fast_forward(HELD_MS)
    expect(text(page)).to_have_value("")

    send(page, "And left")
    page.goto("about:blank")
    wait_until(lambda: talk.texts() == ["Once", "And left"])
    open_desk(page, agent, f"/desk?ticket={talk.id}")
    page.clock.fast_forward(HELD_MS)
    expect(text(page)).to_have_value("")
    expect(text(page)).to_be_editable()
    assert talk.texts() == ["Once", "And left"]

    # More than a browser sends of a page that goes: it is sent on the next visit, without being asked for again.
    send(page, LONG)
    page.goto("/track")
    open_desk(page, agent, f"/desk?ticket={talk.id}")
    page.clock.fast_forward(HELD_MS + GRACE_MS)
    expect(text(page)).to_have_value("")
    wait_until(lambda: len(talk.texts()) == 3)
    assert talk.texts()[2] == LONG


def test_a_long_conversation_opens_at_its_end_and_moves_nothing_one_reads_or_writes(
    page: Page, agent: Person, talk: Talk, title: str, system: System
) -> None:
    store_messages(system, talk.id, [f"Number {number}." for number in range(55)], notes=True)
    ticket = open_talk(page, agent, talk, title)
    expect(entries(ticket)).to_have_count(50)
    expect(entries(ticket).last).to_contain_text("Number 54.")
    expect(entries(ticket).last).to_be_in_viewport()
    thread = ticket.get_by_role("region", name="Conversation")
    thread.evaluate("it => it.scrollTo(0, 0)")
    read = entries(ticket).filter(has_text="Number 5.")
    before = read.bounding_box()
    ticket.get_by_role("button", name="Show older").click()
    expect(entries(ticket)).to_have_count(55)
    expect(entries(ticket).first).to_contain_text("Number 0.")
    after = read.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 1

    text(page).fill("Half a sen")
    talk.say("Are you there?")
    news = ticket.get_by_role("status", name="New messages")
    expect(news).to_have_text("1 new message")
    assert read.bounding_box() == after
    expect(text(page)).to_be_focused()
    expect(text(page)).to_have_value("Half a sen")
    news.get_by_role("button").click()
    expect(entries(ticket).last).to_contain_text("Are you there?")
    expect(entries(ticket).last).to_be_in_viewport()
    expect(news.get_by_role("button")).to_have_count(0)
    talk.say("Hello?")
    expect(entries(ticket).last).to_contain_text("Hello?")
    expect(entries(ticket).last).to_be_in_viewport()


def test_authors_change_their_notes_and_administrators_delete_any_message(
    page: Page, agent: Person, admin: Person, talk: Talk, title: str
) -> None:
    talk.note("Missspelt")
    talk.note("Not for here")
    talk.reply("The password is 1234")
    ticket = open_talk(page, agent, talk, title)
    expect(ticket.get_by_role("button", name="Delete")).to_have_count(0)
    note = entries(ticket).filter(has_text="Missspelt")
    note.get_by_role("button", name="Edit").click()
    ticket.get_by_label("Text of the note").fill("Misspelt")
    ticket.get_by_role("button", name="Save").click()
    expect(entries(ticket).filter(has_text="Misspelt")).to_contain_text("edited")
    entries(ticket).filter(has_text="Not for here").get_by_role("button", name="Take back").click()
    expect(ticket.get_by_text("This note was removed")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    enter(page, admin.email, admin.password)
    entries(ticket).filter(has_text="1234").get_by_role("button", name="Delete").click()
    page.get_by_role("dialog", name="Delete this message?").get_by_role("button", name="Delete").click()
    expect(ticket.get_by_text("This reply was deleted")).to_be_visible()
    assert talk.texts() == ["Misspelt", "", ""]


def test_every_kind_of_entry_fits_and_is_accessible(page: Page, agent: Person, talk: Talk, title: str) -> None:
    talk.reply("W" * 300)
    talk.note("Only for us")
    talk.say("https://a.example/" + "x" * 300)
    ticket = open_talk(page, agent, talk, title)
    text(page).fill("y" * 20_001)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        expect(entries(ticket)).to_have_count(4)
        expect(ticket.get_by_text("1 character too many")).to_be_visible()
        assert page.evaluate(OVERFLOW) == 0
        thread = ticket.get_by_role("region", name="Conversation")
        assert thread.evaluate("it => it.scrollWidth <= it.clientWidth")
        expect_no_violations(page, f"a conversation at {width}", colours=width == WIDTHS[-1])
    ticket.get_by_role("tab", name="Note").click()
    text(page, "note").fill("Soon a note")
    ticket.get_by_role("button", name="Add note").click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        expect(ticket.get_by_role("button", name="Undo")).to_be_in_viewport()
    expect_no_violations(page, f"a note that is held, at {width}", colours=True)
