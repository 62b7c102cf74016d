"""What fills in the public page like a program is put into quarantine, and is told nothing of it."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import DESCRIPTION, fill_form, status_link, submit, thanks, unique_word
from tests.support.system import System

TRAP = "input[name=website]"


@pytest.fixture
def hurried(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page on whose clock nobody has a hand."""
    context = browser.new_context(base_url=base_url, locale="en-GB")
    yield context.new_page()
    context.close()


def place_of(system: System, page: Page) -> str:
    """The collection of the ticket that the page has just opened."""
    expect(thanks(page)).to_be_visible()
    id_ = status_link(page).partition("#")[2].partition(".")[0]
    [place] = [it for it in ("tickets", "quarantine") if system.firestore.document(f"{it}/{id_}").get().exists]
    return place


def test_a_person_finds_no_trap(page: Page, system: System) -> None:
    page.goto("/")
    trap = page.locator(TRAP)
    expect(page.get_by_role("textbox")).to_have_count(4)
    assert trap.evaluate("trap => [trap.tabIndex, trap.autocomplete, trap.closest('[aria-hidden=true]') !== null]") == [
        -1,
        "off",
        True,
    ]
    assert trap.evaluate("trap => getComputedStyle(trap.parentElement).clipPath") == "inset(50%)"
    fill_form(page, "By a person")
    submit(page)
    assert place_of(system, page) == "tickets"


def test_what_fills_in_the_trap_is_put_apart_and_its_link_works(page: Page, system: System) -> None:
    word = unique_word()
    page.goto("/")
    fill_form(page, f"By a program {word}")
    page.locator(TRAP).evaluate("trap => { trap.value = 'https://spam.example'; }")
    submit(page)
    assert place_of(system, page) == "quarantine"
    page.goto(status_link(page))
    expect(page.get_by_role("heading", name=f"By a program {word}")).to_be_visible()


def test_what_is_filled_in_at_once_is_put_apart(hurried: Page, system: System) -> None:
    hurried.goto("/")
    fill_form(hurried, "Typed by nobody")
    submit(hurried)
    assert place_of(system, hurried) == "quarantine"


def test_a_clock_that_is_set_back_makes_nobody_a_program(hurried: Page, system: System) -> None:
    hurried.goto("/")
    fill_form(hurried, "Begun an hour later")
    hurried.evaluate("const now = Date.now; Date.now = () => now() - 3_600_000;")
    submit(hurried)
    assert place_of(system, hurried) == "tickets"


def test_a_reload_does_not_start_the_time_anew(page: Page, system: System) -> None:
    page.goto("/")
    fill_form(page, "Begun before")
    # The draft follows the last keystroke in a moment, and would put the time back.
    page.wait_for_function("text => (localStorage.draft ?? '').includes(text)", arg=DESCRIPTION)
    page.evaluate(
        "const draft = JSON.parse(localStorage.draft);"
        "draft.draft.startedAt -= 60_000; localStorage.draft = JSON.stringify(draft);"
    )
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Begun before")
    with page.expect_request("**/api/tickets") as asked:
        submit(page)
    assert json.loads(asked.value.post_data or "{}")["elapsed_ms"] >= 60_000
    assert place_of(system, page) == "tickets"
