"""What a person has typed on the public page survives whatever happens until it has been sent or cleared."""

import json
import re
import time

import httpx
import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.pages import (
    CLASSIFY,
    CREATE,
    asks,
    fill_form,
    find_tickets,
    keys_of_creates,
    status_link,
    submit,
    thanks,
    unique_word,
)
from tests.support.people import Person

RESTORED = "What you entered before is still here."
WEEK_MS = 7 * 24 * 3600 * 1000
NOW = time.time() * 1000
LABELS = ("Title", "Description", "Category", "Priority", "Your name", "Your e-mail")
TEXTS = ("title", "description", "name", "email")
CHOSEN = {"value": "", "by": "nobody"}
DRAFT = {
    **dict.fromkeys(TEXTS, "x"),
    "category": CHOSEN,
    "priority": CHOSEN,
    "suggestion": None,
    "startedAt": 1,
    "attempt": None,
}
"""A draft as it is stored."""
WRONG: list[dict[str, object]] = [
    {"category": None},
    {"priority": {"value": 5, "by": "nobody"}},
    {"suggestion": {}},
    {"startedAt": "yesterday"},
    {"startedAt": -1e300},
]
"""What makes it none."""
AGE = """ms => {
  const draft = JSON.parse(localStorage.draft);
  draft.savedAt -= ms;
  localStorage.draft = JSON.stringify(draft);
}"""


def fill_everything(page: Page, title: str) -> dict[str, str]:
    """What stands in every field afterwards."""
    page.route(CLASSIFY, lambda route: route.abort())
    page.goto("/")
    fill_form(page, title)
    page.get_by_label("Category").select_option("Account")
    page.get_by_label("Priority").select_option("Low")
    page.get_by_label("Your name").fill("Ann Example")
    page.get_by_label("Your e-mail").fill("ann@example.com")
    return entries(page)


def entries(page: Page) -> dict[str, str]:
    return {label: page.get_by_label(label).input_value() for label in LABELS}


def test_everything_survives_a_reload_and_is_gone_once_it_was_sent(page: Page) -> None:
    before = fill_everything(page, "Kept")
    page.reload()
    expect(page.get_by_text(RESTORED)).to_be_visible()
    assert entries(page) == before
    submit(page)
    link = status_link(page)
    page.reload()
    assert status_link(page) == link
    page.get_by_role("link", name="Report another problem").click()
    expect(page.get_by_role("heading", name="How can we help?")).to_be_visible()
    expect(thanks(page)).to_have_count(0)
    expect(page.get_by_text(RESTORED)).to_have_count(0)
    expect(page.get_by_label("Title")).to_have_value("")


def test_a_device_forgets_its_tickets_when_asked_to(page: Page) -> None:
    """Whoever comes next to a shared computer must not find a link."""
    for title in ("First", "Second"):
        page.goto("/")
        fill_form(page, title)
        submit(page)
        expect(thanks(page)).to_contain_text("This device remembers the link:")
        page.get_by_role("link", name="Report another problem").click()
    page.goto("/track")
    own = page.get_by_role("region", name="Your tickets on this device")
    expect(own.get_by_role("listitem")).to_have_count(2)
    for left in (1, 0):
        own.get_by_role("button", name="Remove").first.click()
        expect(own.get_by_role("heading")).to_be_focused()
        expect(own.get_by_role("listitem")).to_have_count(left)
    assert page.evaluate("localStorage.length") == 0
    page.goto("/")
    fill_form(page, "Third")
    submit(page)
    page.get_by_role("button", name="Forget it here").click()
    expect(page.get_by_role("button", name="Remember it here")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_what_cannot_be_read_is_no_ticket(page: Page) -> None:
    for stored in ("", "{", "null", "{}", "5", '[null, 7, {"id": "x"}]'):
        page.goto("/404")
        page.evaluate("stored => { localStorage.tickets = stored; }", stored)
        page.goto("/")
        expect(page.get_by_role("form")).to_be_visible()
        expect(page.get_by_role("region")).to_have_count(0)


def test_a_suggestion_survives_a_reload_and_is_not_asked_for_again(page: Page) -> None:
    page.goto("/")
    fill_form(page, "Refund", "Please refund the second payment of my invoice.")
    page.get_by_label("Description").blur()
    category = page.get_by_label("Category")
    expect(category).not_to_have_value("")
    value = category.input_value()
    note = page.get_by_role("status", name="Suggestion")
    before = note.inner_text()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if asks(request) else None)
    page.reload()
    expect(category).to_have_value(value)
    expect(category).to_have_accessible_description(re.compile("suggested", re.IGNORECASE))
    assert note.inner_text() == before
    page.get_by_label("Description").focus()
    page.get_by_label("Description").blur()
    assert asked == []


def test_a_retry_after_a_lost_answer_and_a_reload_makes_no_second_ticket(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    keys = keys_of_creates(page)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(CREATE, lose, times=1)
    page.goto("/")
    fill_form(page, f"Lost {word}")
    submit(page)
    expect(page.get_by_role("alert").filter(has_text="Nothing you entered is lost.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Title")).to_have_value(f"Lost {word}")
    submit(page)
    expect(thanks(page)).to_be_visible()
    [ticket] = find_tickets(api, agent, word)
    expect(thanks(page)).to_contain_text(ticket["reference"])
    assert len(keys) == 2
    assert keys[0] == keys[1]


@pytest.mark.parametrize("answer", [True, False])
def test_clearing_is_asked_about_and_leaves_nothing_on_this_device(page: Page, answer: bool) -> None:
    before = fill_everything(page, "Not for others")

    def decide(dialog: Dialog) -> None:
        assert dialog.message == "Clear everything on this page?"
        if answer:
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", decide)
    page.get_by_role("button", name="Clear the form").click()
    assert entries(page) == (dict.fromkeys(LABELS, "") if answer else before)
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("" if answer else "Not for others")
    assert ("Not for others" in page.evaluate("JSON.stringify(localStorage)")) is not answer


@pytest.mark.parametrize(
    ("age_ms", "title"), [(WEEK_MS - 60_000, "Old"), (WEEK_MS + 60_000, ""), (-WEEK_MS - 60_000, "")]
)
def test_a_draft_is_kept_for_seven_days(page: Page, age_ms: int, title: str) -> None:
    fill_everything(page, "Old")
    page.evaluate(AGE, age_ms)
    page.reload()
    expect(page.get_by_label("Title")).to_have_value(title)
    assert page.evaluate("localStorage.draft === undefined") is (title == "")


UNREADABLE = [
    "",
    "{",
    "null",
    json.dumps({"version": 1, "savedAt": NOW, "draft": None}),
    json.dumps({"version": 1, "savedAt": NOW, "draft": {"title": 5}}),
    json.dumps({"version": 0, "savedAt": NOW, "draft": DRAFT}),
    *(json.dumps({"version": 1, "savedAt": NOW, "draft": {**DRAFT, **wrong}}) for wrong in WRONG),
]


def test_what_cannot_be_read_is_no_draft(page: Page) -> None:
    for stored in UNREADABLE:
        page.goto("/404")
        page.evaluate("stored => { localStorage.draft = stored; }", stored)
        page.goto("/")
        expect(page.get_by_label("Title")).to_have_value("")
        expect(page.get_by_text(RESTORED)).to_have_count(0)
        assert page.evaluate("localStorage.draft === undefined"), stored


def test_what_can_be_read_is_a_draft(page: Page) -> None:
    page.goto("/404")
    stored = json.dumps({"version": 1, "savedAt": NOW, "draft": DRAFT})
    page.evaluate("stored => { localStorage.draft = stored; }", stored)
    page.goto("/")
    expect(page.get_by_label("Title")).to_have_value("x")
    expect(page.get_by_text(RESTORED)).to_be_visible()


def test_without_a_place_to_keep_it_the_form_works_and_promises_nothing(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto("/")
    fill_form(page, "Kept nowhere")
    expect(page.get_by_text("What you enter stays on this device")).to_have_count(0)
    submit(page)
    expect(thanks(page)).to_contain_text("This device does not remember the link.")
    expect(page.get_by_role("button", name="Remember it here")).to_have_count(0)
