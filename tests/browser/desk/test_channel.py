"""Where a ticket came from."""

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import open_desk, open_ticket
from tests.support.answers import success
from tests.support.people import Person
from tests.support.system import WEBHOOK_NAME
from tests.support.tickets import new_ticket, word
from tests.support.webhooks import encoded, signed


def test_the_desk_names_the_integration_that_opened_a_ticket_and_chose_its_values(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    marker = word()
    title = f"It is {marker}"
    content = encoded(new_ticket(title=title))
    success(api.post("/api/tickets", content=content, headers=signed(content)), 201)
    open_desk(page, agent, f"/desk?search={marker}")
    ticket = open_ticket(page, title)
    for text in (f"ChannelIntegration {WEBHOOK_NAME}", f"Category set byIntegration {WEBHOOK_NAME}"):
        expect(ticket).to_contain_text(text)
