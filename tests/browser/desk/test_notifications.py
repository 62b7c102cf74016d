"""Desktop notifications: none unless they are asked for, and then of the agent's own tickets alone."""

from typing import Any

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import change_ticket, create_ticket, open_desk, panel, unique_word
from tests.support.conversations import talk
from tests.support.people import Person
from tests.support.waiting import wait_until

BROWSER = """
window.shown = [];
window.Notification = class {
    static permission = "default";
    static async requestPermission() { return (Notification.permission = window.answer ?? "granted"); }
    constructor(title, { body, tag }) { window.shown.push({ title, body, tag }); window.last = this; }
    close() {}
};
"""
"""Stands in for what the browser shows outside of the page."""


def look(page: Page, state: str) -> None:
    """As if the person came to the page, or left it for another window."""
    page.evaluate("it => Object.defineProperty(document, 'visibilityState', { value: it, configurable: true })", state)


def shown(page: Page) -> list[dict[str, Any]]:
    notices: list[dict[str, Any]] = page.evaluate("window.shown")
    return notices


def test_who_asks_for_them_is_told_of_their_tickets_while_the_desk_is_hidden(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    # Who asks for the first time is an agent from then on.
    api.get("/api/agents", headers=other_agent.headers).raise_for_status()
    mine, theirs = talk(api, agent, title=f"Mine {word}"), talk(api, agent, title=f"Theirs {word}")
    for it, owner in ((mine, agent), (theirs, other_agent)):
        change_ticket(api, agent, {"id": it.id}, assignee=owner.uid)
    page.add_init_script(BROWSER)
    open_desk(page, agent)
    switch = page.get_by_role("switch", name="Desktop notifications")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    look(page, "hidden")

    def told() -> bool:
        """It is not to be seen when the page begins to listen, so one writes until it does."""
        mine.say("Is there any news?")
        return bool(shown(page))

    wait_until(told)
    assert {(it["title"], it["tag"]) for it in shown(page)} == {("The requester wrote", mine.id)}
    theirs.say("And here?")
    new = create_ticket(api, f"New {word}")
    change_ticket(api, other_agent, new, assignee=agent.uid)
    wait_until(lambda: shown(page)[-1]["title"] == "A ticket is yours now")
    assert shown(page)[-1] == {
        "title": "A ticket is yours now",
        "body": f"{new['reference']}: \u2068New {word}\u2069",
        "tag": new["id"],
    }
    assert theirs.id not in {it["tag"] for it in shown(page)}
    page.evaluate("window.last.onclick()")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(f"New {word}")


def test_a_browser_that_refuses_them_is_said(page: Page, agent: Person) -> None:
    page.add_init_script(f"{BROWSER} window.answer = 'denied';")
    open_desk(page, agent)
    switch = page.get_by_role("switch", name="Desktop notifications")
    switch.click()
    expect(page.get_by_text("This browser does not allow them")).to_be_visible()
    expect(switch).to_have_attribute("aria-checked", "false")
