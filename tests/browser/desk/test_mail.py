"""What the desk shows of e-mails: how they came, what became of a reply's, and which were not delivered."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import expect_no_violations
from tests.browser.pages import (
    add_filter,
    details,
    entries,
    open_desk,
    open_ticket,
    row,
    rows,
    unique_word,
)
from tests.support.conversations import Talk, talk
from tests.support.mailbox import SENT_S, Mailbox, answering, requester
from tests.support.people import Person
from tests.support.system import System
from tests.support.waiting import wait_until

pytestmark = pytest.mark.one_page

ORIGINAL = "**/api/tickets/*/messages/*/original"
RAW = "Subject: It crashes\r\n\r\nYes"


def mailed(api: httpx.Client, agent: Person, system: System, title: str) -> Talk:
    """A conversation by mail whose last reply was not delivered; the mail that came in is stored as if it had."""
    fields = requester()
    about = talk(api, agent, title=title, **fields)
    about.say("It still crashes.")
    about.reply("Please try again.")
    Mailbox(system).settled(about.id, 2)
    with answering(system, {fields["requester"]["email"]: ["552 5.2.2 full"]}):
        about.reply("Does it work now?")
        wait_until(lambda: about.ticket()["undelivered"], SENT_S)
    received = {
        "sender": "bob@example.com",
        "authentication": "fail",
        "cut": "On Monday Grace wrote:\n> Which one?",
        "left_out": ["setup.exe"],
        "remark": "signed",
    }
    author = {"kind": "requester", "uid": None, "name": "Bob"}
    message = system.firestore.document(f"conversations/{about.id}/messages/0000000001")
    message.update({"channel": "email", "received": received, "author": author})
    system.firestore.document(f"tickets/{about.id}").update({"participants": ["bob@example.com"]})
    return about


def test_what_was_not_delivered_is_found_and_says_why(
    page: Page, api: httpx.Client, agent: Person, system: System
) -> None:
    title = unique_word()
    about = mailed(api, agent, system, title)
    earlier_reply = system.firestore.document(f"conversations/{about.id}/messages/0000000002")
    earlier_reply.update({"email.reason": "bob@example.com: the mailbox is full"})
    talk(api, agent, title=title)
    open_desk(page, agent, f"/desk?search={title}")
    expect(rows(page)).to_have_count(2)
    add_filter(page, "Not delivered")
    expect(rows(page)).to_have_count(1)
    expect(row(page, title)).to_contain_text("Not delivered")
    ticket = open_ticket(page, title)
    expect(entries(ticket).filter(has_text="Does it work now?")).to_contain_text(
        "Not delivered by e-mail: the mailbox is full"
    )
    earlier = entries(ticket).filter(has_text="Please try again.")
    expect(earlier).to_contain_text("E-mailed")
    expect(earlier).to_contain_text("Not delivered to everyone in copy: bob@example.com: the mailbox is full")


def test_a_mail_says_who_sent_it_unfolds_what_was_cut_and_its_original_is_downloaded(
    page: Page, api: httpx.Client, agent: Person, system: System
) -> None:
    title = unique_word()
    about = mailed(api, agent, system, title)
    open_desk(page, agent, f"/desk?search={title}")
    ticket = open_ticket(page, title)
    mail = entries(ticket).filter(has_text="It still crashes.")
    for said in ("Bob", "E-mail", "From bob@example.com, may be forged", "The mail is signed", "not taken: setup.exe"):
        expect(mail).to_contain_text(said)
    quoted = mail.get_by_text("> Which one?")
    expect(quoted).not_to_be_visible()
    mail.get_by_text("Quoted text").click()
    expect(quoted).to_be_visible()
    email = about.ticket()["requester"]["email"]
    expect(ticket.get_by_label("Text of the reply")).to_have_accessible_description(
        f"Goes to {email}, in copy to bob@example.com, and to the status page."
    )
    expect_no_violations(page, "a mail that came in")

    button = mail.get_by_role("button", name="Download original")
    page.route(ORIGINAL, lambda route: route.fulfill(body=RAW, content_type="message/rfc822"))
    with page.expect_download() as saved:
        button.click()
    assert saved.value.suggested_filename.endswith("-0000000001.eml")
    assert Path(saved.value.path()).read_bytes() == RAW.encode()
    page.unroute(ORIGINAL)
    page.route(ORIGINAL, lambda route: route.fulfill(status=404, body=""))
    button.click()
    expect(mail.get_by_role("alert").filter(has_text="The original is no longer stored.")).to_be_visible()
    expect(details(ticket)).to_contain_text("Also get the repliesbob@example.com")
