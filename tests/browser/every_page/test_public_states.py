"""Every state of every public page in every language: accessible, all in that language, and narrow enough."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import expect_no_violations
from tests.browser.catalogue import LANGUAGES, english_in
from tests.browser.conftest import note_violations
from tests.browser.public_states import STATES, Reach, Stage

NARROW = {"width": 320, "height": 640}
"""Also what is left of 1280 pixels at 400 % zoom."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SAID = """() => [
  document.title,
  document.body.innerText,
  ...[...document.querySelectorAll("*")].flatMap((element) =>
    ["aria-label", "placeholder", "title", "alt"].map((name) => element.getAttribute(name) ?? "")),
].join("\\n")"""


@pytest.fixture(scope="module", params=LANGUAGES)
def opened(request: pytest.FixtureRequest, browser: Browser, base_url: str, api: httpx.Client) -> Iterator[Stage]:
    """A narrow page of a browser that prefers the language; a new one for each state would load everything anew."""
    language = str(request.param)
    look: Any = {"viewport": NARROW, "reduced_motion": "reduce"}
    context = browser.new_context(base_url=base_url, locale=LANGUAGES[language], **look)
    context.grant_permissions(["clipboard-write"])  # as a browser with windows does
    refused: list[str] = []
    note_violations(context, refused)
    yield Stage(context.new_page(), language, api)
    context.close()
    assert refused == []


@pytest.fixture
def stage(opened: Stage) -> Iterator[Stage]:
    yield opened
    opened.leave()


def said(page: Page) -> str:
    """Everything that the page says to eyes and to screen readers."""
    return str(page.evaluate(SAID))


@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__)
def test_a_state_is_for_everybody(reach: Reach, stage: Stage) -> None:
    reach(stage)
    page = stage.page
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        stage.language,
        "rtl" if stage.language == "ar" else "ltr",
    ]
    assert "{" not in said(page)
    if stage.language != "en":
        assert english_in(said(page), stage.language) == []
        assert "server" not in said(page)
    assert page.evaluate(OVERFLOW) == 0
    if stage.language != "de":  # whose pages are the English ones with other words
        expect_no_violations(page, reach.__name__, colours=stage.language == "en")


def test_english_on_another_page_would_be_noticed() -> None:
    assert english_in("x How can we help? y", "de") == ["How can we help?"]
    assert english_in("Please shorten this to 7 characters; it has 9.", "ar") != []
    assert english_in("Wie können wir helfen? Support, Status, Google Gemini", "de") == []
