"""Saved views: the lists that an agent comes back to, and shares."""

import httpx
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.browser.pages import create_ticket, open_desk, rows, show_queue, sign_in, unique_word
from tests.support.people import Person


def save_view(page: Page, name: str, shared: bool = False) -> None:
    """As one who types at once."""
    page.get_by_role("button", name="Save").first.click()
    dialog = page.get_by_role("dialog", name="Saved views")
    expect(dialog).to_be_visible()
    page.keyboard.type(name)
    if shared:
        dialog.get_by_label("All agents see it").check()
        dialog.get_by_role("button", name="Save").click()
    else:
        page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)


def test_a_view_is_saved_chosen_renamed_and_deleted(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    create_ticket(api, f"Bill {word}", category="billing")
    create_ticket(api, f"Crash {word}", category="technical")
    open_desk(page, agent, f"/desk?category=billing&search={word}")
    save_view(page, f"Bills {word}")
    views = page.get_by_role("navigation", name="Saved views")
    expect(views.get_by_role("link", name=f"Bills {word}")).to_have_attribute("aria-current", "page")
    show_queue(page, "All open")
    expect(views.get_by_role("link", name=f"Bills {word}")).not_to_have_attribute("aria-current", "page")
    page.reload()
    views.get_by_role("link", name=f"Bills {word} 1").click()
    expect(rows(page)).to_have_count(1)
    assert page.url.endswith(f"/desk?category=billing&search={word}")

    page.get_by_role("button", name="Save or edit views").click()
    dialog = page.get_by_role("dialog", name="Saved views")
    dialog.get_by_label(f"Name of Bills {word}").fill(f"Invoices {word}")
    dialog.get_by_label(f"Name of Bills {word}").press("Tab")
    expect(dialog.get_by_label(f"Name of Invoices {word}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(views.get_by_role("link", name=f"Invoices {word}")).to_be_visible()
    page.get_by_role("button", name="Save or edit views").click()
    dialog.get_by_role("button", name=f"Delete Invoices {word}").click()
    expect(dialog.get_by_label(f"Name of Invoices {word}")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(views.get_by_role("link", name=f"Invoices {word}")).to_have_count(0)


def test_a_view_is_for_one_agent_or_for_all(
    page: Page, new_context: CreateContextCallback, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    open_desk(page, agent, "/desk?status=open")
    save_view(page, f"Own {word}")
    save_view(page, f"Shared {word}", shared=True)
    expect(page.get_by_role("link", name=f"Shared {word}")).to_be_visible()
    new_page = new_context().new_page()
    open_desk(new_page, other_agent)
    expect(new_page.get_by_role("link", name=f"Shared {word}")).to_be_visible()
    expect(new_page.get_by_role("link", name=f"Own {word}")).to_have_count(0)


def test_views_that_a_program_keeps_show_the_tickets_that_they_count(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    kept: dict[str, dict[str, object]] = {f"Everything {word}": {}, f"Doubtful {word}": {"quarantined": True}}
    for name, filters in kept.items():
        body = {"name": name, "filters": filters}
        api.post("/api/views", json=body, headers=agent.headers).raise_for_status()
    open_desk(page, agent, "/desk?queue=mine")
    for name, queue in zip(kept, ("all", "quarantine"), strict=True):
        view = page.get_by_role("navigation", name="Saved views").get_by_role("link", name=name)
        view.click()
        expect(view).to_have_attribute("aria-current", "page")
        assert page.url.endswith(f"/desk?queue={queue}")


def test_a_view_that_cannot_be_stored_keeps_its_name_and_says_why(page: Page, agent: Person) -> None:
    word = unique_word()
    open_desk(page, agent, "/desk?status=open")
    page.route("**/api/views", lambda route: route.abort())
    page.get_by_role("button", name="Save").first.click()
    dialog = page.get_by_role("dialog", name="Saved views")
    expect(dialog).to_be_visible()
    page.keyboard.type(f"Kept {word}")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    page.unroute("**/api/views")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("link", name=f"Kept {word}")).to_be_visible()


def test_views_of_a_time_when_browsers_kept_them_move_to_the_server_once(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    kept = [{"name": f"Kept {word}", "query": "category=billing"}, {"name": "", "query": "status=open"}, 7]
    key = f"desk.views.{agent.uid}"
    page.goto("/desk")
    page.evaluate("([key, kept]) => localStorage.setItem(key, JSON.stringify(kept))", [key, kept])
    sign_in(page, agent)
    view = page.get_by_role("navigation", name="Saved views").get_by_role("link", name=f"Kept {word}")
    view.click()
    page.wait_for_url("**/desk?category=billing")
    page.reload()
    expect(view).to_have_count(1)
    assert page.evaluate("key => localStorage.getItem(key)", key) is None
    views = api.get("/api/views", headers=agent.headers).raise_for_status().json()["results"]
    assert [it["filters"] for it in views if it["name"] == f"Kept {word}"] == [{"category": "billing"}]
