"""The browser tests' Chromium and address. Screenshots of failed tests are kept in .cache/browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from scripts.check import browser
from tests.support.system import System

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
