"""The browser tests' Chromium and address. Screenshots of failed tests are kept in .cache/browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

from scripts.check import browser
from tests.support.system import System

WIDE: ViewportSize = {"width": 1280, "height": 720}
TAKE_TEN_SECONDS = """
if (location.pathname === "/") addEventListener("input", () => setTimeout(() => {
  const now = Date.now;
  Date.now = () => now() + 10_000;
}), { once: true, capture: true });
"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """A container has no user namespaces for Chromium's sandbox; it only ever opens our own pages."""
    arguments = ["--no-sandbox", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": browser.find(), "args": arguments}


@pytest.fixture(scope="session")
def base_url(system: System) -> str:
    return system.hosting_url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    """One language and time zone, so that a test reads the same everywhere, and no motion, which costs a processor."""
    same = {"locale": "en-GB", "timezone_id": "Europe/Berlin", "reduced_motion": "reduce"}
    return {**browser_context_args, "base_url": base_url, **same}


SENSES_THE_NETWORK = "https://www.google.com/images/cleardot.gif"
"""What the Firestore library loads when it has lost its server, to see whether there is a network at all. The policy
refuses it, as it refuses every foreign image, and the library takes that for a no."""


def note_violations(context: BrowserContext, found: list[str]) -> None:
    """Adds to the list what the Content Security Policy refuses in any window of the context."""

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text and SENSES_THE_NETWORK not in message.text:
            found.append(message.text)

    context.on("console", note)


@pytest.fixture(autouse=True)
def violations(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the Content Security Policy had to refuse, in any window of the test, which fails for it."""
    found: list[str] = []
    original = Browser.new_context

    def new_context(browser: Browser, **options: Any) -> BrowserContext:
        context = original(browser, **options)
        note_violations(context, found)
        return context

    monkeypatch.setattr(Browser, "new_context", new_context)
    yield found
    assert found == []


@pytest.fixture
def context(violations: list[str], context: BrowserContext) -> BrowserContext:
    """On the public page ten seconds pass with the first input: tests fill in forms faster than any person."""
    context.add_init_script(TAKE_TEN_SECONDS)
    return context


@pytest.fixture(scope="module")
def shared_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """One for all tests of a file: a new one for each would load and compile every part of the desk anew."""
    context = browser.new_context(**browser_context_args)
    refused: list[str] = []
    note_violations(context, refused)
    yield context.new_page()
    context.close()
    assert refused == []


def keep_picture(request: pytest.FixtureRequest, page: Page, folder: str) -> None:
    """Of a test that failed, as pytest-playwright does it for the contexts that it made."""
    report = getattr(request.node, "rep_call", None)
    if report is not None and report.failed and request.config.getoption("--screenshot") != "off":
        page.screenshot(path=Path(folder) / "test-failed-shared.png")


@pytest.fixture
def page(request: pytest.FixtureRequest, output_path: str) -> Iterator[Page]:
    """A new one, or that of the file where it is marked `one_page`; `visit_desk` has what it stores start anew.

    What a test does to the context of a page would stay, as its clock, its scripts and what it is allowed: such a test
    takes a `context` of its own.
    """
    if request.node.get_closest_marker("one_page") is None:
        context: BrowserContext = request.getfixturevalue("context")
        yield context.new_page()
        return
    page: Page = request.getfixturevalue("shared_page")
    yield page
    keep_picture(request, page, output_path)
    page.unroute_all(behavior="ignoreErrors")
    page.context.set_offline(False)
    page.emulate_media(color_scheme="null")
    page.set_viewport_size(WIDE)
    page.mouse.move(0, 0)
    page.goto("about:blank")
