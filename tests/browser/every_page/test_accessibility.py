"""The search for violations would find one. test_public_states and the tests of the desk search their states."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Theme, violations


@pytest.mark.parametrize(
    ("theme", "style", "rule"),
    [
        ("light", "color: #eee; background: #fff", "color-contrast"),
        ("dark", "color: #222; background: #000", "color-contrast"),
    ],
)
def test_a_violation_would_be_noticed(page: Page, theme: Theme, style: str, rule: str) -> None:
    page.goto("/there-is-nothing-here")
    heading = page.get_by_role("heading", name="Page not found")
    expect(heading).to_be_visible()
    assert violations(page, theme) == []
    heading.evaluate("(element, style) => { element.style.cssText = style; }", style)
    [found] = violations(page, theme)
    assert found.startswith(f"{theme}: {rule}:")
