"""When the public page asks for a suggestion: how often, how soon, and which answers count."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.pages import (
    CLASSIFY,
    CREATE,
    DESCRIPTION,
    asks,
    describe,
    fill_form,
    leave_description,
    stop_clock,
    submit,
    unique_word,
)
from tests.support.gemini import Gemini, Reply

BILLING = {"analysis": "A payment was taken twice.", "category": "billing", "priority": "critical"}
ACCOUNT = {"analysis": "A person cannot get in.", "category": "account", "priority": "low"}


def text_of(request: Request) -> str:
    return str(json.loads(request.post_data or "{}")["description"])


class Classifications:
    """The classification requests of a page as they start and end."""

    def __init__(self, page: Page) -> None:
        self.texts: list[str] = []
        self.wakings = 0
        self.given_up: list[str] = []
        self.under_way = 0
        self.most_at_once = 0
        page.on("request", self._start)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._fail)

    def _start(self, request: Request) -> None:
        self.wakings += request.url.endswith("/classify") and request.method == "OPTIONS"
        if asks(request):
            self.texts.append(text_of(request))
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)

    def _end(self, request: Request) -> None:
        self.under_way -= asks(request)

    def _fail(self, request: Request) -> None:
        if asks(request):
            self.under_way -= 1
            self.given_up.append(text_of(request))


@pytest.fixture
def asked(page: Page) -> Iterator[Classifications]:
    """What the page asked; whatever it did, it never had two requests under way."""
    classifications = Classifications(page)
    yield classifications
    assert classifications.most_at_once <= 1


def test_it_is_asked_for_when_typing_has_paused_for_a_second_and_a_half(page: Page, asked: Classifications) -> None:
    page.clock.install()
    page.goto("/")
    stop_clock(page)
    describe(page, DESCRIPTION)
    page.clock.run_for(1_400)
    describe(page, f"{DESCRIPTION} And more.")
    page.clock.run_for(1_400)
    assert asked.texts == []
    with page.expect_request(asks):
        page.clock.run_for(200)
    assert asked.texts == [f"{DESCRIPTION} And more."]


def test_the_description_wakes_the_classifier_and_asks_when_it_is_left_each_once(
    page: Page, asked: Classifications
) -> None:
    page.goto("/")
    page.get_by_label("Title").fill("Nothing is asked yet")
    assert asked.wakings == 0
    with page.expect_request(asks, timeout=1_000):
        describe(page, DESCRIPTION)
        leave_description(page)
    expect(page.get_by_label("Category")).not_to_have_value("")
    page.get_by_label("Description").focus()
    leave_description(page)
    assert asked.texts == [DESCRIPTION]
    assert asked.wakings == 1


def test_fewer_than_twenty_characters_are_not_asked_about(page: Page, asked: Classifications) -> None:
    page.goto("/")
    describe(page, "x" * 19)
    leave_description(page)
    describe(page, f"{'x' * 19} ")
    leave_description(page)
    with page.expect_request(asks):
        describe(page, "x" * 20)
        leave_description(page)
    assert asked.texts == ["x" * 20]


def test_the_answer_to_an_older_text_is_given_up_for_that_to_the_newer(
    page: Page, gemini: Gemini, asked: Classifications
) -> None:
    older, newer = unique_word(), unique_word()
    gemini.when(older, Reply(json=BILLING, delay_s=2)).when(newer, Reply(json=ACCOUNT))
    page.goto("/")
    describe(page, f"{DESCRIPTION} {older}")
    with page.expect_request(asks):
        leave_description(page)
    with page.expect_event("requestfailed"):
        describe(page, f"{DESCRIPTION} {newer}")
    leave_description(page)
    expect(page.get_by_label("Category")).to_have_value("account")
    assert asked.given_up == [f"{DESCRIPTION} {older}"]
    assert len(asked.texts) == 2


def test_after_a_refused_submission_no_suggestion_changes_what_will_be_sent_again(
    page: Page, asked: Classifications
) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="out of order")

    page.route(CREATE, refuse)
    page.route(CLASSIFY, lambda route: route.abort())
    page.goto("/")
    fill_form(page, "Refused")
    submit(page)
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong on our side.")
    before = len(asked.texts)
    page.get_by_label("Description").focus()
    leave_description(page)
    describe(page, f"{DESCRIPTION} Edited.")
    with page.expect_request(asks):
        leave_description(page)
    assert len(asked.texts) == before + 1
