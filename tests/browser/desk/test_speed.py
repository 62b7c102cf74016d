"""Limits on time that a person feels, held while no other test runs. In a file of their own, which runs last."""

import time

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import change_ticket, create_ticket, open_desk, rows, status_of, unique_word
from tests.support.people import Person

pytestmark = [pytest.mark.alone, pytest.mark.one_page]

SOON_MS = 2_000


def test_one_change_after_another_appears_within_two_seconds(
    page: Page, api: httpx.Client, agent: Person, other_agent: Person
) -> None:
    word = unique_word()
    title = f"Busy {word}"
    ticket = create_ticket(api, title)
    open_desk(page, agent, f"/desk?search={word}")
    for status, word in (("in_progress", "In progress"), ("resolved", "Resolved"), ("closed", "Closed")):
        change_ticket(api, other_agent, ticket, status=status)
        began = time.monotonic()
        expect(status_of(page, title)).to_have_text(word, timeout=SOON_MS)
        assert time.monotonic() - began < SOON_MS / 1000


def test_a_key_acts_within_50_ms(page: Page, api: httpx.Client, agent: Person) -> None:
    word = unique_word()
    for number in range(20):
        create_ticket(api, f"Fast {word} {number}")
    open_desk(page, agent, f"/desk?search={word}")
    expect(rows(page)).to_have_count(20)
    took = page.evaluate(
        """() => {
            const press = (key) => {
                const began = performance.now();
                document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
                document.body.offsetHeight;
                return performance.now() - began;
            };
            return ["j", "j", "x", "j", "k"].map(press);
        }"""
    )
    assert max(took) < 50
