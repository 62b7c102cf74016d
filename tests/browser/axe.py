"""Accessibility by axe-core: what it finds on a page as it stands, in the light and in the dark theme."""

from functools import cache
from typing import Any, Literal

from playwright.sync_api import Page

from scripts.base.paths import NODE_MODULES

type Theme = Literal["light", "dark"]

THEMES: tuple[Theme, ...] = ("light", "dark")
RUN = """async (theme) => {
  const frame = () => new Promise(requestAnimationFrame);
  const themed = matchMedia(`(prefers-color-scheme: ${theme})`);
  do await frame(); while (!themed.matches);
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  await frame();
  return await axe.run(document, { resultTypes: ["violations", "passes"] });
}"""
"""A theme takes a moment to reach the page, during which old and new colours could be compared."""


@cache
def _source() -> str:
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8")


def expect_no_violations(page: Page, state: str) -> None:
    """Fails with every violation, its theme and its elements. `state` says in the message what the page was showing.

    Motion is reduced meanwhile, so that no colour is measured halfway through a transition.
    """
    found = [violation for theme in THEMES for violation in violations(page, theme)]
    page.emulate_media(color_scheme="null", reduced_motion="null")
    assert not found, "\n".join([f"{state}:", *found])


def violations(page: Page, theme: Theme) -> list[str]:
    """One line a rule that the page breaks in that theme. All of axe-core's rules, best practices included."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.evaluate(_source())
    results: dict[str, Any] = page.evaluate(RUN, theme)
    assert results["passes"], "axe-core looked at nothing"
    return [
        f"{theme}: {rule['id']}: {rule['help']}: {', '.join(str(node['target']) for node in rule['nodes'])}"
        for rule in results["violations"]
    ]
