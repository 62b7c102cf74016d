"""Who lost the status link has it mailed again; what is typed wrong is said before anything is sent."""

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, expect

CASES = json.loads((Path(__file__).parents[2] / "golden" / "references.json").read_text("utf-8"))
"""What is typed, and how it is to be read; functions/common/tickets/reference.py is tested with the same."""
LINK = "**/api/track/link"
SEND_EACH = """async (field, texts) => {
  const frame = () => new Promise(requestAnimationFrame);
  const answers = [];
  for (const text of texts) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.activeElement.blur();
    await frame();
    field.form.requestSubmit();
    for (let frames = 0; frames < 600 && document.activeElement.ariaInvalid !== "true"; frames++) await frame();
    answers.push([field.value, field.ariaInvalid, document.activeElement === field]);
  }
  return answers;
}"""
"""Types each text into the field and sends it: what the field says then, and whether it, or another, complains."""
NO_EMAIL = "Please enter the e-mail address that you gave with the ticket."


def check(page: Page, typed: str, email: str = "") -> None:
    page.get_by_label("Your reference").fill(typed)
    page.get_by_label("The e-mail address that you gave").fill(email)
    page.get_by_role("button", name="Send me the link").click()


def test_every_reference_is_read_as_on_the_server_and_none_is_sent(page: Page) -> None:
    page.goto("/track")
    field = page.get_by_label("Your reference")
    expect(field).to_be_visible()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    answers = field.evaluate(SEND_EACH, [it["typed"] for it in CASES])
    for case, (text, invalid, is_focused) in zip(CASES, answers, strict=True):
        assert (invalid, is_focused) == (("true", True) if case["reference"] is None else ("false", False)), case
        assert text == (case["reference"] or text), case
    check(page, "K7QF-2M9X-W0AQ")
    email = page.get_by_label("The e-mail address that you gave")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description(NO_EMAIL)
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


def test_the_link_is_asked_for_once_and_the_page_says_where_it_may_come_from_then_on(page: Page) -> None:
    asked: list[Any] = []

    def serve(route: Route) -> None:
        asked.append(route.request.post_data_json)
        route.fulfill(status=202, body="")

    page.route(LINK, serve)
    page.goto("/track#wrong")
    check(page, "k7qf2m9xwoaq", " ada@example.com ")
    box = page.get_by_role("region", name="Lost your status link?")
    expect(box.get_by_role("status")).to_contain_text("the link is on its way to \u2068ada@example.com\u2069.")
    assert asked == [{"reference": "K7QF-2M9X-W0AQ", "email": "ada@example.com"}]
    expect(box.get_by_role("link", name="support@demo.example")).to_have_attribute(
        "href", "mailto:support@demo.example"
    )
    page.get_by_label("Your reference").press("End")
    page.keyboard.type("X")
    expect(box.get_by_role("status")).to_be_empty()


def test_where_no_mail_is_sent_or_the_server_fails_the_page_says_so(page: Page) -> None:
    said = {409: "We send no e-mail from here.", 503: "Something went wrong on our side."}
    page.goto("/track")
    for status, sentence in said.items():
        page.route(LINK, partial(Route.fulfill, status=status, body=""))
        check(page, "K7QF-2M9X-W0AQ", "ada@example.com")
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
        page.unroute(LINK)
