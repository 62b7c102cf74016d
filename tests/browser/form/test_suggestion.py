"""The suggestion on the public page: when it is asked for, what it may change and what it says."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pages import DESCRIPTION, describe, leave_description, unique_word
from tests.support.gemini import Gemini, Reply

BLUE = re.compile(r"rgb\(234, 241, 255\)")
REASON = "A payment was taken twice, which needs an answer today."
BILLING = {"analysis": REASON, "category": "billing", "priority": "critical"}
ACCOUNT = {"analysis": "A person cannot get in.", "category": "account", "priority": "low"}


def test_a_suggestion_fills_in_both_values_in_blue_and_says_so_in_one_sentence(page: Page, gemini: Gemini) -> None:
    word = unique_word()
    gemini.when(word, Reply(json=BILLING))
    page.goto("/")
    describe(page, f"{DESCRIPTION} {word}")

    category, priority = page.get_by_label("Category"), page.get_by_label("Priority")
    expect(category).to_have_value("billing")
    expect(priority).to_have_value("critical")
    for field in (category, priority):
        expect(field).to_have_accessible_description("AI suggested - editable")
        expect(field).to_have_css("background-color", BLUE)
    note = page.get_by_role("status", name="Suggestion")
    expect(note).to_have_text(re.compile("^Probably: Billing, priority Critical.\\s*By AI \\(Google Gemini\\)$"))


def test_a_local_suggestion_does_not_claim_to_be_ai_and_quotes_no_word(page: Page, gemini: Gemini) -> None:
    word = unique_word()
    gemini.when(word, Reply(status=503))
    page.goto("/")
    describe(page, f"Please refund the second payment of my invoice. {word}")
    leave_description(page)
    expect(page.get_by_label("Category")).to_have_value("billing")
    expect(page.get_by_label("Category")).to_have_accessible_description("Suggested - editable")
    expect(page.get_by_text("AI suggested")).to_have_count(0)
    note = page.get_by_role("status", name="Suggestion")
    expect(note).to_contain_text("By a program of our own, without an AI service")
    expect(note).to_contain_text("The AI could not answer just now")
    for counted in ("invoice", "payment", "refund"):
        expect(note).not_to_contain_text(counted)


def test_hardly_more_than_a_guess_chooses_nothing_and_takes_the_last_one_back(page: Page, gemini: Gemini) -> None:
    sure, unsure = unique_word(), unique_word()
    gemini.when(sure, Reply(json=BILLING)).when(unsure, Reply(json={**ACCOUNT, "category": "sales"}))
    page.goto("/")
    describe(page, f"{DESCRIPTION} {sure}")
    leave_description(page)
    expect(page.get_by_label("Category")).to_have_value("billing")
    describe(page, f"{DESCRIPTION} {unsure}")
    leave_description(page)
    note = page.get_by_role("status", name="Suggestion")
    expect(note).to_contain_text("It is not clear what this is about. Choose for yourself, or let us decide.")
    for name in ("Category", "Priority"):
        expect(page.get_by_label(name)).to_have_value("")
        expect(page.get_by_label(name)).to_have_accessible_description("")


def test_what_a_person_chose_stays_when_a_suggestion_arrives(page: Page, gemini: Gemini) -> None:
    word = unique_word()
    gemini.when(word, Reply(json=BILLING))
    page.goto("/")
    page.get_by_label("Category").select_option("General")
    describe(page, f"{DESCRIPTION} {word}")
    leave_description(page)
    expect(page.get_by_label("Priority")).to_have_value("critical")
    expect(page.get_by_label("Category")).to_have_value("general")
    expect(page.get_by_label("Category")).to_have_accessible_description("")


def test_a_suggested_value_that_a_person_changed_stays_at_the_next_suggestion(page: Page, gemini: Gemini) -> None:
    first, second = unique_word(), unique_word()
    gemini.when(first, Reply(json=BILLING)).when(second, Reply(json=ACCOUNT))
    page.goto("/")
    describe(page, f"{DESCRIPTION} {first}")
    leave_description(page)
    expect(page.get_by_label("Category")).to_have_value("billing")
    page.get_by_label("Category").select_option("Technical")
    describe(page, f"{DESCRIPTION} {second}")
    leave_description(page)
    expect(page.get_by_label("Priority")).to_have_value("low")
    expect(page.get_by_label("Category")).to_have_value("technical")


def test_leaving_the_decision_to_us_is_a_choice_too(page: Page, gemini: Gemini) -> None:
    first, second = unique_word(), unique_word()
    gemini.when(first, Reply(json=BILLING)).when(second, Reply(json=ACCOUNT))
    page.goto("/")
    describe(page, f"{DESCRIPTION} {first}")
    leave_description(page)
    expect(page.get_by_label("Category")).to_have_value("billing")
    page.get_by_label("Category").select_option("Let us decide")
    describe(page, f"{DESCRIPTION} {second}")
    leave_description(page)
    expect(page.get_by_label("Priority")).to_have_value("low")
    expect(page.get_by_label("Category")).to_have_value("")


def test_a_suggestion_goes_when_its_text_goes(page: Page, gemini: Gemini) -> None:
    word = unique_word()
    gemini.when(word, Reply(json=BILLING))
    page.goto("/")
    describe(page, f"{DESCRIPTION} {word}")
    leave_description(page)
    expect(page.get_by_label("Category")).to_have_value("billing")
    page.get_by_label("Priority").select_option("Low")
    describe(page, "")
    expect(page.get_by_label("Category")).to_have_value("")
    expect(page.get_by_label("Priority")).to_have_value("low")
    expect(page.get_by_role("status", name="Suggestion")).to_be_empty()
