"""The ground that the browser tests stand on."""

from playwright.sync_api import Page


def test_the_public_page_opens_without_an_error_of_its_own(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto("/")
    page.get_by_role("heading", level=1).wait_for()
    assert errors == []
