"""A reference that is typed on the status page is checked before anybody is asked, and opens nothing."""

import json
import re
from pathlib import Path

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages import create_ticket

CASES = json.loads((Path(__file__).parents[2] / "golden" / "references.json").read_text("utf-8"))
"""What is typed, and how it is to be read; functions/common/tickets/reference.py is tested with the same."""
RIGHT = "That is typed correctly:"


def check(page: Page, typed: str) -> None:
    page.get_by_label("Your reference").fill(typed)
    page.get_by_role("button", name="Check the reference").click()


def test_every_reference_is_read_as_on_the_server_and_none_is_sent(page: Page) -> None:
    page.goto("/track")
    box = page.get_by_role("region", name="Lost your status link?")
    field = page.get_by_label("Your reference")
    expect(box).to_be_visible()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for case in CASES:
        check(page, case["typed"])
        if case["reference"] is None:
            expect(field, case["typed"]).to_have_attribute("aria-invalid", "true")
            expect(field).to_be_focused()
            expect(box.get_by_text(RIGHT)).to_have_count(0)
        else:
            expect(field, case["typed"]).to_have_value(case["reference"])
            expect(field).to_have_attribute("aria-invalid", "false")
            expect(box.get_by_text(RIGHT)).to_contain_text(case["reference"])
    assert requests == []


def test_a_complaint_says_what_is_wrong_and_goes_with_the_next_key(page: Page) -> None:
    page.goto("/track")
    field = page.get_by_label("Your reference")
    check(page, "K7QF-2M9X")
    expect(field).to_have_accessible_description("A reference has 12 letters and digits; this has 8.")
    check(page, "K7QF-2M9X-W0AR")
    expect(field).to_have_accessible_description(re.compile("There is a typing error"))
    field.press("Backspace")
    expect(field).to_have_accessible_description("")


def test_a_right_reference_says_whom_to_ask_and_opens_nothing(page: Page, api: httpx.Client) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ticket = create_ticket(api, "Whose link is lost")
    page.goto("/track#wrong")
    check(page, ticket["reference"].lower())
    box = page.get_by_role("region", name="Lost your status link?")
    expect(box.get_by_role("link", name="support@demo.example")).to_have_attribute(
        "href", "mailto:support@demo.example"
    )
    box.get_by_role("button", name="Copy reference").click()
    expect(box.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == ticket["reference"]
    expect(page.get_by_text("Whose link is lost")).to_have_count(0)
