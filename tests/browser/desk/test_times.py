"""Times on the desk: relative ones that keep up, exact ones on hover."""

import re
from datetime import UTC, datetime, timedelta

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import LIST, Held, create_ticket, open_desk, row, unique_word
from tests.support.people import Person


def test_a_relative_time_keeps_up_and_the_exact_one_is_on_hover(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    title = f"Ageing {word}"
    created = create_ticket(api, title)
    # This computer's clock is two hours slow.
    page.clock.install(time=datetime.now(UTC) - timedelta(hours=2))
    open_desk(page, agent, f"/desk?search={word}")
    time = row(page, title).get_by_role("time")
    expect(time).to_have_text("now")
    expect(time).to_have_attribute("datetime", created["created_at"])
    expect(time).to_have_attribute("title", re.compile(r"20\d\d.*\d:\d\d"))
    page.route(LIST, Held())  # the server's own time has not passed
    page.clock.fast_forward("05:30")
    expect(time).to_have_text("5 min")
