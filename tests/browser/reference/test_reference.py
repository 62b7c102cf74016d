"""The reference of the API for people: a page without a script, made of openapi.json."""

import json

import pytest
from playwright.sync_api import Page, expect

from scripts.check.openapi.__main__ import TARGET
from tests.browser.axe import expect_no_violations
from tests.browser.every_page.test_every_page import OVERFLOW, Conduct
from tests.support.system import System

DOCUMENT = json.loads(TARGET.read_text("utf-8"))
ITEMS = {**DOCUMENT["paths"], **DOCUMENT["webhooks"]}
OPERATIONS = [(path, method, it) for path, item in ITEMS.items() for method, it in item.items()]
SHOWN = """articles => articles.map(article => ({
  summary: article.querySelector("h3").innerText,
  address: article.querySelector(".address").innerText,
  terms: [...article.querySelectorAll("dt")].map(it => it.innerText),
  text: article.innerText,
}))"""


@pytest.fixture
def reference(page: Page) -> Page:
    page.goto("/api-docs")
    return page


def test_it_has_every_operation_with_its_statuses(reference: Page) -> None:
    shown = {it["summary"]: it for it in reference.get_by_role("article").evaluate_all(SHOWN)}
    for path, method, described in OPERATIONS:
        article = shown[described["summary"]]
        assert article["address"] == f"{method.upper()} {path}"
        for status, answer in described["responses"].items():
            assert sum(status in term for term in article["terms"]) == 1, (path, status)
            assert answer["description"].replace("`", "") in article["text"]


def test_it_has_every_schema_with_its_fields(reference: Page) -> None:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        section = reference.locator("section", has=reference.locator(f"#{name}"))
        terms = section.locator("dt").all_inner_texts()
        assert terms == list(schema.get("properties", {})), name


def test_every_link_on_it_leads_somewhere(reference: Page) -> None:
    links = reference.locator("a[href^='#']").evaluate_all("links => links.map((it) => it.hash)")
    assert len(links) > len(OPERATIONS)
    assert [it for it in set(links) if reference.locator(it).count() != 1] == []


def test_it_runs_nothing_and_asks_nobody_else(page: Page, system: System) -> None:
    conduct = Conduct(page)
    page.goto("/api-docs")
    expect(page.get_by_role("heading", level=1)).to_have_text("HTTP API")
    assert page.locator("script").count() == 0
    assert (conduct.complaints, conduct.origins) == ([], {system.hosting_url})


def test_axe_finds_nothing_on_it_with_an_example_open(reference: Page) -> None:
    reference.get_by_text("An answer").first.click()
    expect(reference.get_by_role("region", name="Answer of:").first).to_be_visible()
    expect_no_violations(reference, "the reference")


def test_it_does_not_scroll_sideways(reference: Page) -> None:
    reference.get_by_text("An answer").first.click()
    for width in (320, 768, 1440):
        reference.set_viewport_size({"width": width, "height": 800})
        assert reference.evaluate(OVERFLOW) == 0, width


def test_an_example_scrolls_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/api-docs")
    shown = page.get_by_role("region").first
    shown.focus()
    expect(shown).to_be_focused()
