"""Search: people are found by name and address, and words with and without what joins them."""

import pytest

from common.tickets import search
from common.tickets.search import query_terms, terms_of
from tests.support.searching import REFERENCE, finds
from tests.support.tickets import opened


@pytest.mark.parametrize(
    "query",
    [
        "sean.o'brien+shop@mail.example.co.uk",
        "SEAN.O'BRIEN+SHOP@MAIL.EXAMPLE.CO.UK",
        "Seán O’Brien <sean.o'brien+shop@mail.example.co.uk>",
        "mailto:sean.o'brien+shop@mail.example.co.uk",
        "<sean.o'brien+shop@mail.example.co.uk>.",
        "sean.obrien",
        "sean.o'brien",
        "sean.o'br",
        "shop",
        "example.co.uk",
        "Seán",
        "sean obrien",
        "O'Brien",
        "brien",
        "obri",
        "marysmith",
        "mary-smith",
        "smith",
    ],
)
def test_a_ticket_is_found_by_its_requester(query: str) -> None:
    people = {"name": "Seán O’Brien Mary-Smith", "email": "sean.o'brien+shop@mail.example.co.uk"}
    assert set(query_terms(query)) <= search.of_ticket(opened(requester=people)).keys()
    assert not set(query_terms(query)) <= search.of_ticket(opened()).keys()


@pytest.mark.parametrize("people", [{"name": "Ada"}, {"email": "ada@example.com"}, {"name": "李 Ada", "email": None}])
def test_a_requester_with_a_name_or_an_address_alone_is_found(people: dict[str, str]) -> None:
    assert "ada" in search.of_ticket(opened(requester=people))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        *((f"O{apostrophe}Brien", "obrien") for apostrophe in "'`´‘’‛′ʹʻʼ＇"),
        *((f"I can{apostrophe}t", "cant") for apostrophe in "'’´"),
        ("obrien", "O'Brien"),
        ("I cant", "can't"),
        ("l’ordinateur", "ordinateur"),
        ("l’ordinateur", "l'ordi"),
        ("rock ’n’ roll", "n roll"),
        ("rock'n'roll", "rocknroll"),
        ("Hawaiʻi", "hawaii"),
        ("Qurʾan", "quran"),
        ("комп’ютер", "комп'ютер"),
        ("компʼютер", "компютер"),
        ("צה״ל", "צהל"),
        ('דו"ח', "דו״ח"),
        ("CHF 1'000", "1000"),
        ("O\u200d'\u0301Brien", "obrien"),
        ("my e-mail", "email"),
        ("e\u2011mail", "email"),
        ("l’e-mail", "email"),
        ("l’e-mail", "e-mail"),
        ("INV-2026-001", "inv2026001"),
        ("INV-2026-001", "2026-001"),
        ("Al-Hassan", "alhassan"),
    ],
)
def test_what_joins_a_word_may_be_left_out(written: str, typed: str) -> None:
    assert finds(typed, description=f"So {written}.")
    assert finds(written, description=written)


@pytest.mark.parametrize("text", ["'login' page", "login- page", "login -page'", "'-login'- 'page", "login--page"])
def test_a_quotation_mark_or_dash_around_a_word_joins_nothing(text: str) -> None:
    assert query_terms(text) == ["login", "page"]
    assert "loginpage" not in terms_of(text, "", REFERENCE)
