"""The words that were searched for are marked where the server has found them."""

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import create_ticket, find_tickets, open_desk, open_ticket, row, rows, unique_word
from tests.support.people import Person

pytestmark = pytest.mark.one_page

DASH = "\u2013"


def marks(place: Locator) -> list[str]:
    return place.locator("mark").all_inner_texts()


FOUND = [
    ("The Invoice is invoiced", "INVOICE", ["Invoice", "invoice"]),
    ("An invoice, not reinvoiced", "invoice", ["invoice"]),
    ("Über die größte Straße", "strasse uber GROESSTE", ["Über", "größte", "Straße"]),
    ("Ueber Mueller, Rüeggisberg", "über Müller ruegg", ["Ueber", "Mueller", "Rüegg"]),
    ("Cafe\u0301 and café", "cafe", ["Cafe\u0301", "café"]),
    ("The \ufb01le is open", "file", ["\ufb01le"]),
    ("Ærøskøbing by night", "aeroskob", ["Ærøskøb"]),
    ("error-code e42/e420", "e42", ["e42", "e42"]),
    ("パスワードを忘れた", "パスワード", ["パスワード"]),
    ("الْعَرَبِيَّة", "العربية", ["الْعَرَبِيَّة"]),
    ("a.b c_d", "d", ["d"]),
    ("Sean O’Brien, O'Brien: e-mail", "obrien email", ["O’Brien", "O'Brien", "e-mail"]),
]
"""A title, what is searched for, and what of the title is marked."""


def test_what_the_server_finds_is_marked_and_nothing_without_a_search(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    words = [unique_word() for _ in FOUND]
    for word, (text, search, _) in zip(words, FOUND, strict=True):
        create_ticket(api, f"{text} {word}")
        assert find_tickets(api, agent, f"{search} {word}")
    open_desk(page, agent)
    expect(rows(page).first).to_be_visible()
    expect(page.locator("mark")).to_have_count(0)
    for word, (_, search, marked) in zip(words, FOUND, strict=True):
        page.get_by_label("Search").fill(f"{search} {word}")
        heading = rows(page).first.get_by_role("heading")
        expect(heading.locator("mark").last).to_have_text(word)
        expect(rows(page)).to_have_count(1)
        assert marks(heading) == [*marked, word]


def test_a_word_of_the_description_is_shown_in_the_row_and_marked_in_the_ticket(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    title = f"Elsewhere {unique_word()}"
    create_ticket(api, title, description=f"{'Much before it. ' * 20}Then <b>{word}</b>{' and more' * 100}")
    open_desk(page, agent, f"/desk?search={word}")
    assert marks(row(page, title)) == [word]
    expect(row(page, title)).to_contain_text(f"Then <b>{word}</b> and more")
    assert marks(open_ticket(page, title)) == [word]
    expect(page.locator("main b")).to_have_count(0)


def test_an_address_that_was_searched_for_stands_marked_beside_the_name(
    page: Page, api: httpx.Client, agent: Person
) -> None:
    word = unique_word()
    title = f"From a person {unique_word()}"
    create_ticket(api, title, requester={"name": "Ada Lovelace", "email": f"{word}@example.com"})
    open_desk(page, agent, f"/desk?search={word}")
    expect(row(page, title)).to_contain_text("Ada Lovelace")
    assert marks(row(page, title)) == [word]
    open_desk(page, agent)
    expect(row(page, title)).not_to_contain_text(word)


def test_a_reference_is_marked_however_it_was_typed(page: Page, api: httpx.Client, agent: Person) -> None:
    ticket = create_ticket(api, f"Called {unique_word()}")
    open_desk(page, agent, f"/desk?search={ticket['reference'].replace('-', DASH).lower().replace('0', 'o')}")
    expect(rows(page)).to_have_count(1)
    assert marks(rows(page).first) == [ticket["reference"]]
