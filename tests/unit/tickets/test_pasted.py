"""Text that is pasted from other programs: what it means is kept, what cannot be seen is dropped."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from common.tickets.inputs import NewTicket, Requester


@pytest.mark.parametrize(
    ("sent", "title", "description"),
    [
        ("Order\t4711", "Order 4711", "Order\t4711"),
        ("First line\vsecond line", "First line second line", "First line\nsecond line"),
        ("page\fpage", "page page", "page\npage"),
        ("a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd"),
        ("a\x85b", "a b", "a\nb"),
        ("a\u2028b\u2029c", "a b c", "a\nb\nc"),
        ("a\x1fb", "a b", "a b"),
        ("\x1b[31mError\x1b[0m", "[31mError[0m", "[31mError[0m"),
        ("It\x92s", "Its", "Its"),
        ("a\x00b\x07c\x7fd\x9fe", "abcde", "abcde"),
        ("\x0c\x00 a \x1b", "a", "a"),
        ("\x00" * 300 + "a", "a", "a"),
    ],
)
def test_a_control_character_is_taken_for_what_it_means_or_dropped(sent: str, title: str, description: str) -> None:
    taken = NewTicket(title=sent, description=sent, requester=Requester(name=sent))
    assert (taken.title, taken.description) == (title, description)
    assert taken.requester == Requester(name=title)


@pytest.mark.parametrize(
    "copied",
    [
        *(
            f"{char}ada@example.com{char}"
            for char in "\u200b\ufeff\u200e\u2060\xad\xa0\x92\x1b\t\v\n\u200d\u3164\ufe0f"
        ),
        *("\u202aada@example.com\u202c", "\u2068ada@example.com\u2069", "ada@\u200bexample.com", "ada\xad@example.com"),
        *(
            "mailto:ada@example.com",
            "MAILTO: ada@example.com",
            "ada@example.com.",
            "ada@example.com;",
            "ada@example.com。",
            "ada@example.com、 ",
            "ada\uff20example.com",
        ),
        *("<ada@example.com>", "Ada <ada@example.com>,", "ada@example.com \u200d\u200b " + " " * 300),
    ],
)
def test_what_is_copied_along_with_an_e_mail_address_is_left_out(copied: str) -> None:
    assert Requester(email=copied).email == "ada@example.com"


def visible(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char)[0] not in "CZ")


@given(*[st.text(st.one_of(st.characters(), st.characters(categories=["Cc", "Zl", "Zp", "Zs"])), max_size=50)] * 2)
def test_any_texts_are_kept_but_for_what_cannot_be_seen_or_refused(title: str, text: str) -> None:
    try:
        accepted = NewTicket(title=title, description=text)
    except ValidationError:
        return
    assert (visible(accepted.title), visible(accepted.description)) == (visible(title), visible(text))
    controls = {char for char in accepted.title + accepted.description if unicodedata.category(char) == "Cc"}
    assert controls <= {"\n", "\t"}
    assert not controls & set(accepted.title)
    assert NewTicket.model_validate(accepted.model_dump()) == accepted
