"""The public page: a person describes a problem and gets a reference and a private link."""

import json
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.catalogue import LANGUAGES, say
from tests.browser.pages import (
    CLASSIFY,
    fill_form,
    find_tickets,
    keys_of_creates,
    leave_description,
    status_link,
    submit,
    thanks,
    unique_word,
)
from tests.support.gemini import Gemini, Reply
from tests.support.people import Person
from tests.support.system import System

HALF_AN_EMOJI = """element => {
  element.value += "\\ud83d";
  element.dispatchEvent(new Event("input", { bubbles: true }));
}"""
ADDRESSES = json.loads((Path(__file__).parents[2] / "golden" / "addresses.json").read_text("utf-8"))
"""What is typed as an e-mail address; the server is tested with the same."""
DOUBLE_SUBMIT = "form => { form.requestSubmit(); form.requestSubmit(); }"


def test_a_submitted_problem_gives_a_reference_and_a_status_link(
    page: Page, system: System, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    page.goto("/")
    page.evaluate("window.notReloaded = true")
    fill_form(page, f"Export {word}")
    page.get_by_label("Category").select_option("Technical")
    page.get_by_label("Priority").select_option("High")
    page.get_by_label("Your name").fill("Ann Example")
    page.get_by_label("Your e-mail").fill("ann@example.com")
    submit(page)

    expect(thanks(page)).to_be_visible()
    [ticket] = find_tickets(api, agent, word)
    expect(thanks(page)).to_contain_text(ticket["reference"])
    assert status_link(page).startswith(f"{system.hosting_url}/track#{ticket['id']}.")
    assert (ticket["category"], ticket["priority"], ticket["channel"]) == ("technical", "high", "form")
    assert ticket["requester"] == {"name": "Ann Example", "email": "ann@example.com"}
    assert page.evaluate("window.notReloaded")
    expect(page.get_by_role("form")).to_have_count(0)
    thanks(page).get_by_role("link", name="Report another problem").click()
    for label in ("Title", "Description", "Category", "Priority", "Your name", "Your e-mail"):
        expect(page.get_by_label(label)).to_have_value("")
    own = page.get_by_role("region", name="Your tickets on this device")
    own.get_by_role("link", name=ticket["reference"]).click()
    expect(page.get_by_role("heading", name=f"Export {word}")).to_be_visible()


def test_the_confirmation_takes_the_focus_and_copies_and_shares_the_link(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = async ({ url }) => { window.shared = url; }")
    page.goto("/")
    fill_form(page, "Copy this")
    submit(page)
    expect(page.get_by_role("heading", name="Thank you, we have your ticket")).to_be_focused()
    page.get_by_role("button", name="Copy link").click()
    expect(thanks(page).get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == status_link(page)
    page.get_by_role("button", name="Share link").click()
    assert page.evaluate("window.shared") == status_link(page)


def test_what_cannot_be_seen_in_a_pasted_text_does_not_stand_in_its_way(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    page.goto("/")
    fill_form(page, f"Order\t4711 {word}", "First line\vsecond\x1b line\x92")
    page.get_by_label("Description").evaluate(HALF_AN_EMOJI)
    page.get_by_label("Your name").fill("\x1bAnn\x00")
    page.get_by_label("Your e-mail").fill("\u200bann@example.com.\u202c")
    submit(page)
    expect(thanks(page)).to_be_visible()
    [ticket] = find_tickets(api, agent, word)
    assert (ticket["title"], ticket["description"]) == (f"Order 4711 {word}", "First line\nsecond line\ufffd")
    assert ticket["requester"] == {"name": "Ann", "email": "ann@example.com"}


def test_the_whole_form_works_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Title").focus()
    for text in ("By keyboard", "I never touch a mouse, so this has to work.", "", "", "Ann", "T", "H"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    expect(page.get_by_label("Category")).to_have_value("technical")
    expect(page.get_by_label("Priority")).to_have_value("high")
    expect(page.get_by_role("button", name="Submit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(thanks(page)).to_be_visible()


def test_values_that_nobody_chose_are_filled_in_by_the_server(
    page: Page, api: httpx.Client, agent: Person, gemini: Gemini
) -> None:
    word = unique_word()
    gemini.when(word, Reply(status=404))
    page.route(CLASSIFY, lambda route: route.abort())
    page.goto("/")
    fill_form(page, f"Refund {word}", f"Please refund the second payment of my invoice {word}.")
    submit(page)
    expect(thanks(page)).to_be_visible()
    [ticket] = find_tickets(api, agent, word)
    assert (ticket["category"], ticket["set_by"]) == ("billing", {"category": "rules", "priority": "rules"})


def test_two_submissions_at_once_make_one_ticket(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    keys = keys_of_creates(page)
    page.goto("/")
    fill_form(page, f"Twice {word}")
    page.get_by_role("form", name="Your problem").evaluate(DOUBLE_SUBMIT)
    expect(thanks(page)).to_be_visible()
    assert len(keys) == 1
    assert len(find_tickets(api, agent, word)) == 1


def test_a_double_click_makes_one_ticket(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    page.goto("/")
    fill_form(page, f"Clicked twice {word}")
    page.get_by_role("button", name="Submit").dblclick()
    expect(thanks(page)).to_be_visible()
    assert len(find_tickets(api, agent, word)) == 1


def test_an_empty_form_says_what_is_missing_and_sends_nothing(page: Page) -> None:
    keys = keys_of_creates(page)
    page.goto("/")
    page.get_by_label("Title").fill("\u200b\x1b")
    submit(page)
    expect(page.get_by_label("Title")).to_have_accessible_description("Please enter a title.")
    expect(page.get_by_label("Description")).to_have_accessible_description("Please enter a description.")
    expect(page.get_by_label("Title")).to_be_focused()
    page.get_by_label("Title").press_sequentially("typed on")
    expect(page.get_by_label("Title")).to_be_focused()
    assert keys == []


def test_a_description_that_is_too_long_is_kept_and_complained_about(page: Page) -> None:
    page.goto("/")
    # The server takes the control character for a line break.
    fill_form(page, "Too long", "x" * 9_999 + "\x85x")
    submit(page)
    description = page.get_by_label("Description")
    expect(description).to_have_accessible_description(re.compile("shorten this to 10000 characters; it has 10001"))
    assert len(description.input_value()) == 10_001
    expect(page.get_by_text("over the limit")).to_have_count(0)


@pytest.mark.parametrize(
    ("field", "text", "complaint"),
    [
        ("Your name", "x" * 101, "Please shorten this to 100 characters; it has 101."),
        ("Your e-mail", f"{'x' * 243}@example.com", "Please shorten this to 254 characters; it has 255."),
    ],
)
def test_a_name_or_address_that_is_too_long_is_kept_and_complained_about(
    page: Page, field: str, text: str, complaint: str
) -> None:
    keys = keys_of_creates(page)
    page.goto("/")
    fill_form(page, "Too long")
    page.get_by_label(field).fill(text)
    submit(page)
    expect(page.get_by_label(field)).to_have_accessible_description(complaint)
    expect(page.get_by_label(field)).to_have_value(text)
    assert keys == []


def test_a_bad_address_is_said_when_its_field_is_left_and_no_good_one_is(page: Page) -> None:
    page.goto("/")
    email = page.get_by_label("Your e-mail")
    for case in ADDRESSES:
        email.fill(case["typed"])
        email.blur()
        expect(email, case["typed"]).to_have_attribute("aria-invalid", str(not case["accepted"]).lower())
    email.fill("ann")
    expect(email).to_have_accessible_description("")
    email.blur()
    expect(email).to_have_accessible_description(re.compile("This is not a complete e-mail address."))


def test_the_whole_empty_form_fits_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    for language in LANGUAGES:
        page.get_by_role("banner").get_by_role("combobox").select_option(language)
        expect(page.get_by_role("heading", level=1)).to_have_text(say(language, "form.heading"))
        box = page.get_by_role("form").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 740


def test_emoji_count_as_one_character_as_they_do_on_the_server(page: Page) -> None:
    page.goto("/")
    fill_form(page, "Long, yet allowed", "\N{FIRE}" * 10_000)
    submit(page)
    expect(thanks(page)).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_click_on_submit_right_after_typing_is_not_lost(page: Page, width: int) -> None:
    """Leaving the description brings a suggestion, which must not move the button between press and release."""
    page.set_viewport_size({"width": width, "height": 1400})
    page.goto("/")
    fill_form(page, "Pressed at once")
    button = page.get_by_role("button", name="Submit")
    button.hover()
    before = button.bounding_box()
    page.mouse.down()
    leave_description(page)
    expect(page.get_by_label("Category")).not_to_have_value("")
    assert button.bounding_box() == before
    page.mouse.up()
    expect(thanks(page)).to_be_visible()
