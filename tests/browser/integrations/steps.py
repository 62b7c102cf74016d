"""The desk's page for integrations, found as an administrator finds it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import remember, visit_desk
from tests.support.people import Person

ADDRESS = "/desk?page=integrations"


def open_integrations(page: Page, admin: Person) -> None:
    visit_desk(page, admin, ADDRESS)
    expect(page.get_by_role("heading", name="Integrations", level=1)).to_be_visible()
    for what in ("API keys", "endpoints"):
        expect(page.get_by_text(f"Loading {what}")).to_have_count(0)
    remember(page, admin)


def key_row(page: Page, name: str, within: str = "API keys") -> Locator:
    return page.get_by_role("list", name=within, exact=True).get_by_role("listitem", name=name, exact=True)


def create_key(page: Page, name: str, scope: str) -> str:
    """Creates a key in the desk; returns the secret, with its dialog closed."""
    page.get_by_role("button", name="Create a key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label(scope, exact=True).check()
    dialog.get_by_role("button", name="Create the key").click()
    secret = dialog.get_by_label("Copy the key now: it is not shown again.").input_value()
    dialog.get_by_role("button", name="Close").click()
    return secret


def endpoint_row(page: Page, url: str) -> Locator:
    return page.get_by_role("list", name="Webhook endpoints").get_by_role("listitem", name=url, exact=True)


def add_endpoint(page: Page, url: str, description: str = "") -> str:
    """Adds an endpoint for all events; returns its secret, with the dialog closed."""
    page.get_by_role("button", name="Add an endpoint").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Address").fill(url)
    dialog.get_by_label("Description").fill(description)
    dialog.get_by_role("button", name="Add the endpoint").click()
    secret = dialog.get_by_label("Copy the secret now: it is not shown again.").input_value()
    dialog.get_by_role("button", name="Close").click()
    return secret


def deliveries(page: Page) -> Locator:
    """The rows of the log, newest first."""
    return page.get_by_role("list", name="Deliveries").locator("> li")
