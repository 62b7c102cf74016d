"""Files on the desk: agents attach them to replies and notes, each to its own, and see those of the requester."""

import re

import httpx
from playwright.sync_api import Page, expect

from tests.browser.axe import expect_no_violations
from tests.browser.files import UPLOAD, attached, choose, drop, paste, shown
from tests.browser.pages import Held, entries, open_desk, panel, unique_word
from tests.support.conversations import Talk
from tests.support.conversations import talk as new_talk
from tests.support.files import upload
from tests.support.people import Person
from tests.support.pictures import png

HELD_MS = 10_000


def open_talk(page: Page, agent: Person, talk: Talk, title: str) -> None:
    page.clock.install()
    open_desk(page, agent, f"/desk?search={title}&ticket={talk.id}")
    expect(panel(page).get_by_label("Text of the reply")).to_be_visible()


def names(message: dict[str, object]) -> list[str]:
    files = message["attachments"]
    assert isinstance(files, list)
    return [it["name"] for it in files]


def test_files_go_with_the_reply_or_the_note_for_which_they_were_chosen(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    title = unique_word()
    talk = new_talk(api, agent, title=title)
    open_talk(page, agent, talk, title)
    ticket = panel(page)
    ticket.get_by_label("Text of the reply").fill("See the picture.")
    held = Held()
    page.route(UPLOAD, held)
    choose(page, {"for all.png": png(60, 40)})
    expect(attached(page).get_by_role("progressbar")).to_be_visible()
    expect(ticket.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    ticket.get_by_role("tab", name="Note").click()
    expect(attached(page)).to_have_count(0)
    held.wait_for(page).continue_()
    page.unroute(UPLOAD)
    ticket.get_by_label("Text of the note").fill("Ours.")
    drop(page, "for us.txt", "text/plain", b"text")
    expect(attached(page)).to_have_text([re.compile("for us.txt.*TXT", re.DOTALL)])
    ticket.get_by_role("button", name="Add note").click()
    page.clock.fast_forward(HELD_MS)
    expect(entries(ticket).filter(has_text="Ours.")).to_contain_text("for us.txt")

    page.reload()
    ticket.get_by_role("tab", name="Reply").click()
    expect(attached(page)).to_have_text([re.compile("for all.png.*PNG", re.DOTALL)])
    ticket.get_by_label("Text of the reply").focus()
    paste(page, "image.png", "image/png", png(30, 30))
    expect(attached(page)).to_have_count(2)
    expect(attached(page).locator("img")).to_have_count(1)
    expect_no_violations(page, "a reply with files")
    page.keyboard.press("Control+Enter")
    expect(ticket.get_by_role("button", name="Undo")).to_be_visible()
    page.clock.fast_forward(HELD_MS)
    answer = entries(ticket).filter(has_text="See the picture.")
    expect(shown(answer).locator("img")).to_have_count(2)
    expect(attached(page)).to_have_count(0)
    reply, note = talk.messages(order="newest")["results"]
    assert (names(note), names(reply)) == (["for us.txt"], ["for all.png", "image.png"])


def test_agents_see_what_requesters_attached_and_read_on(page: Page, api: httpx.Client, agent: Person) -> None:
    title = unique_word()
    files = [upload(api, png(900, 600), "screen.png"), upload(api, b"text", "log.txt")]
    talk = new_talk(api, agent, title=title, attachments=[it["id"] for it in files])
    page.set_viewport_size({"width": 360, "height": 740})
    open_talk(page, agent, talk, title)
    ticket = panel(page)
    with page.expect_download() as saved:
        shown(ticket).filter(has_text="log.txt").click()
    assert saved.value.path().read_bytes() == b"text"
    shown(ticket).first.click()
    large = page.get_by_role("dialog", name="screen.png")
    expect(large.get_by_role("img")).to_be_in_viewport(ratio=0.99)
    expect_no_violations(page, "a large picture")
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(ticket.get_by_label("Text of the reply")).to_be_visible()
