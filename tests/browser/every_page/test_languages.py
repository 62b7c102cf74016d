"""Which language the public pages speak, and what happens when it changes or cannot be had."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.catalogue import LANGUAGES, say
from tests.browser.pages import CLASSIFY, fill_form, submit, thanks

MESSAGES = "**/assets/*.json"
ARABIC = "العربية"

type Open = Callable[..., Page]


@pytest.fixture
def open_form(browser: Browser, base_url: str) -> Iterator[Open]:
    """Opens the form with settings of a browser."""
    contexts = []

    def open_it(**settings: str | bool) -> Page:
        contexts.append(browser.new_context(base_url=base_url, **settings))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto("/")
        return page

    yield open_it
    for context in contexts:
        context.close()


def expect_language(page: Page, language: str) -> None:
    expect(page.get_by_role("heading", name=say(language, "form.heading"))).to_be_visible()
    expect(page).to_have_title(say(language, "report"))
    html = page.locator("html")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")


def choose(page: Page, name: str) -> None:
    page.get_by_role("banner").get_by_role("combobox").select_option(name)


def messages_asked_for(page: Page) -> set[str]:
    """The addresses of the messages that the page asks for from now on; the set grows."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url) if request.url.endswith(".json") else None)
    return asked


@pytest.mark.parametrize(
    ("locale", "language"), [("de-AT", "de"), ("ar-EG", "ar"), ("en-GB", "en"), ("fr-FR", "en"), ("DE", "de")]
)
def test_the_browser_chooses(locale: str, language: str, open_form: Open) -> None:
    expect_language(open_form(locale=locale), language)


def test_a_choice_is_kept_with_everything_typed_and_remembered_on_every_page(page: Page) -> None:
    page.route(CLASSIFY, lambda route: route.abort())
    page.goto("/")
    page.evaluate("window.notReloaded = true")
    fill_form(page, "Typed before")
    submitted = page.get_by_role("button", name="Submit")
    expect(submitted).to_be_visible()
    choose(page, ARABIC)
    expect_language(page, "ar")
    expect(page.get_by_label(say("ar", "form.title"))).to_have_value("Typed before")
    assert page.evaluate("window.notReloaded")
    page.goto("/track")
    expect(page.get_by_text(say("ar", "track.name"))).to_be_visible()
    choose(page, "English")
    expect(page.get_by_text(say("en", "track.name"))).to_be_visible()
    page.goto("/")
    expect_language(page, "en")


def test_a_complaint_and_a_confirmation_change_their_language_too(page: Page) -> None:
    page.goto("/")
    submit(page)
    choose(page, "Deutsch")
    expect(page.get_by_label("Titel")).to_have_accessible_description(say("de", "check.title"))
    choose(page, "English")
    fill_form(page, "Sent in English")
    submit(page)
    expect(thanks(page)).to_be_visible()
    choose(page, "Deutsch")
    expect(page.get_by_role("region", name=say("de", "thanks.heading"))).to_be_visible()


def test_only_the_language_that_is_spoken_is_loaded(browser: Browser, base_url: str) -> None:
    loaded: dict[str, set[str]] = {}
    for language, locale in LANGUAGES.items():
        context = browser.new_context(base_url=base_url, locale=locale)
        page = context.new_page()
        loaded[language] = messages_asked_for(page)
        page.goto("/")
        expect_language(page, language)
        context.close()
    assert [len(files) for files in loaded.values()] == [2, 2, 2]
    assert len(set().union(*loaded.values())) == 6


def test_a_language_that_cannot_be_loaded_is_said_and_changes_nothing(page: Page) -> None:
    page.goto("/")
    fill_form(page, "Still here")
    page.route(MESSAGES, lambda route: route.abort())
    choose(page, "Deutsch")
    expect(page.get_by_role("alert").filter(has_text="could not be loaded")).to_be_visible()
    expect_language(page, "en")
    expect(page.get_by_label("Title")).to_have_value("Still here")


def test_without_any_language_the_page_says_so_in_all(page: Page) -> None:
    page.route(MESSAGES, lambda route: route.abort())
    page.goto("/")
    for language in LANGUAGES:
        paragraph = page.locator(f"p[lang={language}]")
        expect(paragraph).to_contain_text(say(language, "unavailable"))
        expect(paragraph).to_contain_text("support@demo.example")


@pytest.mark.parametrize("path", ["/", "/track", "/there-is-nothing-here"])
def test_without_javascript_a_page_says_so_and_whom_to_ask_in_all(path: str, open_form: Open) -> None:
    page = open_form(java_script_enabled=False)
    page.goto(path)
    for language in LANGUAGES:
        paragraph = page.locator(f"p[lang={language}]")
        expect(paragraph).to_contain_text(say(language, "needsScript"))
        expect(paragraph).to_contain_text(say(language, "otherWays"))
        expect(paragraph.get_by_role("link")).to_have_attribute("href", "mailto:support@demo.example")


def test_a_memory_that_fails_changes_nothing_else(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto("/")
    choose(page, "Deutsch")
    expect_language(page, "de")
