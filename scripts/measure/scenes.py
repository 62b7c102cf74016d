"""What the screenshots show: each scene brings a fresh page to where it is worth a picture."""

from collections.abc import Callable
from typing import Any

import httpx
from playwright.sync_api import Page, expect

from scripts.dev import seed
from scripts.operate import admin

type Scene = Callable[[Page, httpx.Client], None]

TITLE = "Charged twice for one order"
DESCRIPTION = "My card was charged twice for the same order this morning. Please refund one of the two payments."


def form(page: Page, _api: httpx.Client) -> None:
    """The public page with a description and what was suggested for it."""
    page.goto("/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Description").fill(DESCRIPTION)
    page.get_by_label("Description").blur()
    expect(page.get_by_label("Category")).not_to_have_value("")


def status(page: Page, api: httpx.Client) -> None:
    """A ticket in progress, as its requester sees it."""
    ticket = api.post("/api/tickets", json={"title": TITLE, "description": DESCRIPTION}).raise_for_status().json()
    headers = {"Authorization": f"Bearer {_token(page)}"}
    api.patch(f"/api/tickets/{ticket['id']}", json={"status": "in_progress"}, headers=headers).raise_for_status()
    page.goto(f"/track#{ticket['id']}.{ticket['tracking_token']}")
    expect(page.get_by_role("article")).to_be_visible()


def desk(page: Page, _api: httpx.Client) -> None:
    """The queue with which an agent begins."""
    _sign_in(page, "/desk")
    expect(page.get_by_role("list", name="Tickets")).to_be_visible()
    expect(page.get_by_role("status", name="Connection")).to_have_text("Live")


def ticket(page: Page, _api: httpx.Client) -> None:
    """A search, and one of its tickets beside the list."""
    _sign_in(page, "/desk?search=account")
    page.get_by_role("list", name="Tickets").get_by_role("link").first.click()
    expect(page.get_by_label("Text of the reply")).to_be_visible()
    expect(page.get_by_role("list", name="Messages and changes").get_by_role("listitem").first).to_be_visible()
    expect(page.get_by_role("status", name="Connection", include_hidden=True)).to_have_text("Live")


SCENES: dict[str, Scene] = {"form": form, "desk": desk, "ticket": ticket, "status": status}


def _sign_in(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_label("E-mail").fill(seed.AGENT_EMAIL)
    page.get_by_label("Password").fill(seed.AGENT_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _token(page: Page) -> str:
    """The demo agent's ID token."""
    config: dict[str, Any] = page.request.get("/config.json").json()
    return admin.id_token(config["emulators"]["auth"], seed.AGENT_EMAIL, seed.AGENT_PASSWORD)
