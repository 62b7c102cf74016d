"""What tests do with files on the pages, as people do it: choose, drop, paste."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page

UPLOAD = "**/api/attachments"
GIVE = """([name, type, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  return data;
}"""
PASTE = """data => document.activeElement.dispatchEvent(
  new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))"""


def choose(page: Page, files: Mapping[str, bytes], kind: str = "") -> None:
    """By the picker; the browser takes the kind from the name unless one is given."""
    kinds = {"png": "image/png", "jpg": "image/jpeg", "txt": "text/plain"}
    payloads = [
        FilePayload(name=name, mimeType=kind or kinds.get(name.rpartition(".")[2], ""), buffer=content)
        for name, content in files.items()
    ]
    page.get_by_label("Attach files").set_input_files(payloads)


def _held(page: Page, name: str, kind: str, content: bytes) -> Any:
    return page.evaluate_handle(GIVE, [name, kind, [*content]])


def drop(page: Page, name: str, kind: str, content: bytes) -> None:
    """Somewhere on the page."""
    page.dispatch_event("main", "drop", {"dataTransfer": _held(page, name, kind, content)})


def paste(page: Page, name: str, kind: str, content: bytes) -> None:
    """Where the focus is."""
    page.evaluate(PASTE, _held(page, name, kind, content))


def attached(page: Page) -> Locator:
    """The files that go with the text, and those that are on their way."""
    return page.get_by_role("list", name="Attachments").get_by_role("listitem")


def shown(place: Locator) -> Locator:
    """The files of a message: its pictures, and everything else to be downloaded."""
    return place.get_by_role("region", name="Attachments").get_by_role("button")
