"""What of a mail becomes a title, a description, a message and a requester, whatever is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.conversation.inputs import TEXT_MAX, RequesterMessage
from common.inbound import texts
from common.tickets.inputs import DESCRIPTION_MAX, TITLE_MAX, NewTicket

LONG = "word " * 10_000


def test_the_subject_is_the_title_and_without_one_the_first_words_are() -> None:
    assert texts.title_of("Invoice", "Hello\nWorld") == "Invoice"
    assert texts.title_of(" \u200b", "\n \nHello there\nWorld") == "Hello there"
    assert texts.title_of("", "") == texts.NO_SUBJECT


def test_a_long_subject_is_cut_and_shows_it() -> None:
    title = texts.title_of("x" * 2000, "")
    assert (len(title), title[-6:]) == (TITLE_MAX, " [...]")


def test_a_text_that_is_too_long_is_cut_and_shows_it_and_none_says_so() -> None:
    assert texts.body_of("Hello\r\nWorld\x00 ", 100) == "Hello\nWorld"
    assert texts.body_of(LONG, DESCRIPTION_MAX).endswith("word [...]")
    assert len(texts.body_of(LONG, DESCRIPTION_MAX)) <= DESCRIPTION_MAX
    assert texts.body_of(" \n\u200b", 100) == texts.NO_TEXT


@pytest.mark.parametrize(
    ("name", "email", "found"),
    [
        ("Ada", "ada@people.example", ("Ada", "ada@people.example")),
        (None, "ada@people.example", (None, "ada@people.example")),
        ("\u200b", "ada@people.example", (None, "ada@people.example")),
        ("Ada", "ada@localhost", ("Ada", None)),
        (None, "no address", ("no address", None)),
        ("n" * 500, "ada@people.example", ("n" * 94 + " [...]", "ada@people.example")),
    ],
)
def test_the_requester_is_who_the_mail_says(name: str | None, email: str, found: tuple[str | None, str | None]) -> None:
    requester = texts.requester_of(name, email)
    assert requester is not None
    assert (requester.name, requester.email) == found


@given(st.text(), st.text(), st.none() | st.text(), st.text())
def test_any_mail_makes_a_ticket_and_a_message(subject: str, text: str, name: str | None, email: str) -> None:
    NewTicket(
        title=texts.title_of(subject, text),
        description=texts.body_of(text, DESCRIPTION_MAX),
        requester=texts.requester_of(name, email),
    )
    RequesterMessage(text=texts.body_of(text, TEXT_MAX))
