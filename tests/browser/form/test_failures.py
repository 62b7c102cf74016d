"""The public page when something fails: nothing is lost, nothing is doubled, and the person is told."""

import json
import re

import httpx
from playwright.sync_api import Page, Route, expect

from tests.browser.catalogue import say
from tests.browser.pages import (
    CLASSIFY,
    CREATE,
    Held,
    asks,
    fill_form,
    find_tickets,
    keys_of_creates,
    leave_description,
    submit,
    thanks,
    unique_word,
)
from tests.support.people import Person


def test_a_retry_after_a_lost_answer_makes_no_second_ticket(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    keys = keys_of_creates(page)

    def lose(route: Route) -> None:
        route.fetch()
        route.fulfill(status=503, body="lost on the way back")

    page.route(CREATE, lose, times=1)
    page.goto("/")
    fill_form(page, f"Lost answer {word}")
    submit(page)
    expect(page.get_by_role("alert")).to_contain_text("Nothing you entered is lost.")
    expect(page.get_by_label("Title")).to_have_value(f"Lost answer {word}")
    page.get_by_role("banner").get_by_role("combobox").select_option("Deutsch")
    page.get_by_role("button", name=say("de", "form.submit")).click()

    expect(page.get_by_text(say("de", "thanks.heading"))).to_be_visible()
    [ticket] = find_tickets(api, agent, word)
    expect(page.get_by_text(ticket["reference"]).first).to_be_visible()
    assert ticket["language"] == "en"
    assert len(keys) == 2
    assert keys[0] == keys[1]


def test_another_text_gets_another_key(page: Page) -> None:
    keys = keys_of_creates(page)
    page.route(CREATE, lambda route: route.fulfill(status=503, body="out of order"), times=1)
    page.goto("/")
    fill_form(page, "First version")
    submit(page)
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong on our side.")
    page.get_by_label("Title").fill("Second version")
    submit(page)
    expect(thanks(page)).to_be_visible()
    assert len(set(keys)) == 2


def test_without_a_connection_nothing_is_lost_and_a_retry_works(page: Page) -> None:
    page.goto("/")
    fill_form(page, "No connection")
    page.get_by_label("Your e-mail").fill("ann@example.com")
    page.context.set_offline(True)
    submit(page)
    expect(page.get_by_role("alert")).to_contain_text("We could not reach the server.")
    expect(page.get_by_text("You are offline.")).to_have_count(0)
    expect(page.get_by_label("Your e-mail")).to_have_value("ann@example.com")
    page.context.set_offline(False)
    submit(page)
    expect(thanks(page)).to_be_visible()


def test_a_wrong_address_is_said_at_its_field(page: Page) -> None:
    page.goto("/")
    fill_form(page, "Wrong address")
    page.get_by_label("Your e-mail").fill("ann@nowhere")
    submit(page)
    email = page.get_by_label("Your e-mail")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description(re.compile("e-?mail", re.IGNORECASE))
    expect(email).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Wrong address")
    email.fill("ann@example.com")
    expect(email).to_have_attribute("aria-invalid", "false")
    submit(page)
    expect(thanks(page)).to_be_visible()


def test_submitting_does_not_wait_for_the_classification(page: Page) -> None:
    held = Held()
    page.route(CLASSIFY, held)
    page.goto("/")
    fill_form(page, "Quickly sent")
    leave_description(page)
    suggestion = page.get_by_role("status", name="Suggestion")
    expect(suggestion).to_contain_text("You need not wait.")
    submit(page)
    expect(thanks(page)).to_be_visible()
    expect(suggestion).to_have_count(0)
    assert len([it for it in held.requests if asks(it.request)]) == 1


def test_a_failing_classification_is_said_and_does_not_stand_in_the_way(page: Page) -> None:
    page.route(CLASSIFY, lambda route: route.fulfill(status=500, body=json.dumps({})))
    page.goto("/")
    fill_form(page, "Classifier down")
    leave_description(page)
    expect(page.get_by_role("status", name="Suggestion")).to_contain_text("There is no suggestion right now.")
    submit(page)
    expect(thanks(page)).to_be_visible()
