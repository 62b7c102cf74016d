"""Accessibility by axe-core: what it finds on a page as it stands, and whether the dark theme has contrast too."""

from functools import cache
from typing import Any, Literal

from playwright.sync_api import Page

from scripts.base.paths import NODE_MODULES

type Theme = Literal["light", "dark"]

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe-core whose result depends on the theme."""
RUN = """async ([theme, rules]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const themed = matchMedia(`(prefers-color-scheme: ${theme})`);
  do await frame(); while (!themed.matches);
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  await frame();
  return await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
}"""
"""A theme takes a moment to reach the page, during which old and new colours could be compared."""


@cache
def _source() -> str:
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8")


def expect_no_violations(page: Page, state: str, *, dark: bool = True) -> None:
    """Fails with every violation, its theme and its elements. `state` says in the message what the page was showing.

    Without dark, only the light theme is looked at: of a page whose colours were measured in another language.
    Motion is reduced, so that no colour is measured halfway through a transition.
    """
    found = violations(page, "light") + (violations(page, "dark", COLOURS) if dark else [])
    page.emulate_media(color_scheme="null")
    assert not found, "\n".join([f"{state}:", *found])


def violations(page: Page, theme: Theme, rules: list[str] | None = None) -> list[str]:
    """One line a rule that the page breaks in that theme. Without rules all of axe-core's, best practices included."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    results: dict[str, Any] = page.evaluate(RUN, [theme, rules])
    assert results["passes"], "axe-core looked at nothing"
    return [
        f"{theme}: {rule['id']}: {rule['help']}: {', '.join(str(node['target']) for node in rule['nodes'])}"
        for rule in results["violations"]
    ]
