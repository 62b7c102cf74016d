"""`make screens`: takes docs/screens/scene-width-theme.webp anew, from a system of its own with the demo data."""

import os
from base64 import b64decode, b64encode
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.base.console import guarded, say, shown, step
from scripts.base.paths import ROOT
from scripts.check import browser
from scripts.dev import seed
from scripts.emulators import private
from scripts.measure.scenes import SCENES

TARGET = ROOT / "docs" / "screens"
SIZES = (
    ViewportSize(width=360, height=740),
    ViewportSize(width=768, height=1024),
    ViewportSize(width=1440, height=900),
)
THEMES: tuple[Any, ...] = ("light", "dark")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
QUALITY = 0.85
"""Of the WebP: text stays sharp, and the whole folder stays around a megabyte."""
TO_WEBP = """async ([png, quality]) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


def take(chromium: Browser, url: str, api: httpx.Client) -> None:
    """Every scene in every size and theme, each in a browser context of its own."""
    converter = chromium.new_page()
    for name, show in SCENES.items():
        for size in SIZES:
            for theme in THEMES:
                context = chromium.new_context(
                    base_url=url,
                    viewport=size,
                    color_scheme=theme,
                    reduced_motion="reduce",
                    locale="en-GB",
                    timezone_id="Europe/Berlin",
                )
                page = context.new_page()
                show(page, api)
                save(converter, page, f"{name}-{size['width']}-{theme}.webp")
                context.close()


def save(converter: Page, page: Page, name: str) -> None:
    """The browser itself makes the small file: Playwright writes no WebP."""
    png = b64encode(page.screenshot(animations="disabled", caret="hide")).decode()
    TARGET.joinpath(name).write_bytes(b64decode(converter.evaluate(TO_WEBP, [png, QUALITY])))


def main() -> None:
    chromium_path = browser.ensure()
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.webp"):
        old.unlink()
    with private.running("screens", os.environ) as instance, sync_playwright() as playwright:
        seed.fill_if_empty(instance)
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        url = instance.url("hosting")
        with step(f"take {shown(TARGET)}"), httpx.Client(base_url=url, timeout=30) as api:
            take(chromium, url, api)
    files = list(TARGET.glob("*.webp"))
    say(f"{len(files)} screenshots, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")


if __name__ == "__main__":
    guarded(main)
