"""Saved views: the filters that an agent comes back to."""

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import create_ticket, is_live, open_desk, rows, sign_in, unique_word
from tests.support.people import Person


def save_view(page: Page, name: str) -> None:
    """As one who types at once."""
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("dialog", name="Saved views")).to_be_visible()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Saved views")).to_have_count(0)


def test_a_view_is_saved_chosen_renamed_and_deleted(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    create_ticket(api, f"Bill {word}", category="billing")
    create_ticket(api, f"Crash {word}", category="technical")
    open_desk(page, agent, f"/desk?category=billing&search={word}")
    save_view(page, "My bills")
    views = page.get_by_role("navigation", name="Saved views")
    expect(views.get_by_role("link", name="My bills")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(views.get_by_role("link", name="My bills")).not_to_have_attribute("aria-current", "true")
    page.reload()
    views.get_by_role("link", name="My bills").click()
    expect(rows(page)).to_have_count(1)
    assert page.url.endswith(f"/desk?category=billing&search={word}")

    page.get_by_role("button", name="Save or edit views").click()
    dialog = page.get_by_role("dialog", name="Saved views")
    dialog.get_by_label("Name of My bills").fill("Invoices")
    dialog.get_by_label("Name of My bills").press("Tab")
    expect(dialog.get_by_label("Name of Invoices")).to_be_visible()
    page.keyboard.press("Escape")
    expect(views.get_by_role("link", name="Invoices")).to_be_visible()
    save_view(page, "Invoices and more")
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("button", name="Save or edit views").click()
    dialog.get_by_role("button", name="Delete Invoices and more").click()
    expect(dialog.get_by_role("button", name="Delete Invoices")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(views).to_have_count(0)
    expect(rows(page).first.get_by_role("link")).to_be_focused()


def test_views_belong_to_one_agent(page: Page, agent: Person, other_agent: Person) -> None:
    open_desk(page, agent, "/desk?status=open")
    save_view(page, "Mine")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
    sign_in(page, other_agent, "/desk?status=open")
    is_live(page)
    expect(page.get_by_role("link", name="Mine")).to_have_count(0)


def test_corrupt_storage_does_no_harm(page: Page, agent: Person) -> None:
    open_desk(page, agent, "/desk?status=closed")
    views = page.get_by_role("navigation", name="Saved views")
    for stored in ("{not json", "42", '[{"name": 1}, null, {"name": "Good", "query": "status=open"}]'):
        page.evaluate("([uid, stored]) => localStorage.setItem(`desk.views.${uid}`, stored)", [agent.uid, stored])
        page.reload()
        expect(page.get_by_role("button", name="Save").first).to_be_visible()
        expect(views.get_by_role("link")).to_have_count(stored.count("Good"))
        save_view(page, "Another")
        expect(views.get_by_role("link", name="Another")).to_be_visible()
