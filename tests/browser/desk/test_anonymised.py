"""A ticket of somebody who was forgotten, on the desk."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from common.privacy import erasure
from tests.browser.axe import expect_no_violations
from tests.browser.pages import create_ticket, entries, open_desk, open_ticket, unique_word
from tests.support.people import Person


@pytest.mark.usefixtures("inside")
def test_a_ticket_without_its_texts_says_why_and_offers_no_link(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    requester = {"name": f"Ann {word}", "email": f"{word}@example.com"}
    created = create_ticket(api, f"Forget me {word}", requester=requester)
    assert [erasure.forget(it) for it in erasure.find(requester["email"])] == [True]
    open_desk(page, agent, f"/desk?search={created['reference']}")
    ticket = open_ticket(page, "Anonymised")
    for text in ("The texts, the requester and the status link were removed", "RequesterRemoved", created["reference"]):
        expect(ticket).to_contain_text(text)
    changes = entries(ticket)
    expect(changes.first).to_contain_text("Personal data removed")
    expect(changes.first).to_contain_text("Erasure request")
    expect(ticket.get_by_role("region", name="Status link")).to_have_count(0)
    expect(ticket.get_by_role("textbox")).to_have_count(0)  # nothing is written any more
    expect(ticket.get_by_role("tab", name="Reply")).to_have_count(0)
    expect(page.get_by_text(word)).to_have_count(0)
    expect_no_violations(page, "an anonymised ticket")
