"""What the tests of the status page do on it, and what agents do meanwhile."""

from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.support.people import Person

TRACK = "**/api/track/**"


def link_to(ticket: dict[str, str]) -> str:
    return f"/track#{ticket['id']}.{ticket['tracking_token']}"


def post(api: httpx.Client, agent: Person, ticket: dict[str, str], text: str, **values: Any) -> dict[str, Any]:
    """A reply of the agent, unless `values` say that it is a note."""
    body = {"kind": "reply", "text": text, **values}
    answer = api.post(f"/api/tickets/{ticket['id']}/messages", json=body, headers=agent.headers)
    posted: dict[str, Any] = answer.raise_for_status().json()
    return posted


def messages_of(api: httpx.Client, agent: Person, ticket: dict[str, str]) -> list[dict[str, Any]]:
    answer = api.get(f"/api/tickets/{ticket['id']}/messages", headers=agent.headers).raise_for_status().json()
    found: list[dict[str, Any]] = answer["results"]
    return found


def conversation(page: Page) -> Locator:
    """Everything that was written, the ticket's own text first."""
    return page.get_by_role("list", name="Conversation").get_by_role("listitem")


def stands(page: Page, sentence: str) -> None:
    """The page says on top that the ticket stands so."""
    expect(page.get_by_role("heading", name=sentence, exact=True)).to_be_visible()


def message_field(page: Page) -> Locator:
    return page.get_by_label("Your message", exact=True)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
