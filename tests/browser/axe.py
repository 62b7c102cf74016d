"""Accessibility by axe-core: what it finds on a page as it stands, and whether the dark theme has contrast too."""

from functools import cache
from typing import Any, Literal

from playwright.sync_api import Page

from scripts.base.paths import NODE_MODULES

type Theme = Literal["light", "dark"]

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe-core whose result depends on the theme."""
RUN = """async ([theme, options]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const themed = matchMedia(`(prefers-color-scheme: ${theme})`);
  do await frame(); while (!themed.matches);
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  await frame();
  const { passes, violations } = await axe.run(document, { resultTypes: ["violations"], ...options });
  return {
    looked: passes.length > 0,
    found: violations.map(({ id, help, nodes }) => [id, help, nodes.map(({ target }) => String(target))]),
  };
}"""
"""A theme takes a moment to reach the page, during which old and new colours could be compared."""


@cache
def _source() -> str:
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8")


def expect_no_violations(page: Page, state: str, *, colours: bool = True) -> None:
    """Fails with every violation, its theme and its elements. `state` says in the message what the page was showing.

    Without colours, these rules are left out, in both themes: of a page whose colours were measured in another
    language or at another width. Motion is reduced, so that no colour is measured halfway through a transition.
    """
    if colours:
        found = violations(page, "light") + violations(page, "dark", {"runOnly": COLOURS})
    else:
        found = violations(page, "light", {"rules": {it: {"enabled": False} for it in COLOURS}})
    page.emulate_media(color_scheme="null")
    assert not found, "\n".join([f"{state}:", *found])


def violations(page: Page, theme: Theme, options: dict[str, Any] | None = None) -> list[str]:
    """One line a rule that the page breaks in that theme. Without options all of axe-core's, best practices included.

    Only what is asserted is returned: to hand over all that axe-core says takes longer than its rules.
    """
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    results: dict[str, Any] = page.evaluate(RUN, [theme, options])
    assert results["looked"], "axe-core looked at nothing"
    return [f"{theme}: {rule}: {help_}: {', '.join(targets)}" for rule, help_, targets in results["found"]]
