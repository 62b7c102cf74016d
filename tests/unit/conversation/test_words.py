"""By which words of its messages a ticket is found."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from common.conversation import store, words
from common.tickets import search
from tests.support.tickets import opened, suggestion

TICKET = opened(stood=suggestion(), title="Printer", description="It is on fire.")
OWN = search.size_of(search.of_ticket(TICKET))
CHINESE = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 20_000))


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the messages that are stored, the newest first."""
    texts: list[str] = []

    def newest(_: str) -> Iterator[Any]:
        for number, text in enumerate(texts):
            yield SimpleNamespace(reference=SimpleNamespace(path=f"m{len(texts) - number}"), get={"text": text}.get)

    monkeypatch.setattr(store, "newest", newest)
    return texts


def write(n: int, text: str, **before: Any) -> words.Words:
    """What the n-th message does to the terms."""
    return words.of_write({"messages": 0, **before}, TICKET, {f"m{n}": {"n": n, "text": text}})


def test_a_new_message_adds_its_whole_words_and_what_they_take() -> None:
    found = write(1, "Müller's e-mail, 再开", terms_size=OWN)
    assert {"muellers", "mullers", "muller", "email", "mail", "e", "再开"} <= set(found.added)
    assert "mulle" not in found.added
    assert found.others == {"terms_size": OWN + search.size_of(found.added)}


def test_who_joins_with_a_message_is_found_then_and_after_the_terms_were_made_anew() -> None:
    after = TICKET.model_copy(update={"participants": ["bob@example.com", "grace@firma.example"]})
    before = {"messages": 0, "terms_size": OWN, "participants": ["bob@example.com"]}
    found = words.of_write(before, after, {"m1": {"n": 1, "text": "Me too"}})
    asked = search.query_terms("grace@firma.example")
    assert set(asked) <= set(found.added)
    assert "bob" not in found.added
    assert {*asked, *search.query_terms("bob")} <= words.of_conversation(after, []).keys()


def test_what_a_search_asks_for_is_among_them() -> None:
    text = "Der Drucker läuft, seit O’Brien das Rückgabe-Formular geändert hat. 打印机现在可以用了。"
    for asked in ("drucker", "läuft", "obrien", "rueckgabe", "打印", "formular geändert"):
        assert set(search.query_terms(asked)) <= set(search.whole_terms(text)), asked


def test_where_there_is_no_room_the_oldest_make_way(earlier: list[str]) -> None:
    earlier += ["newer " + CHINESE[:2300], "older"]
    found = write(3, "newest " + CHINESE[5000:14000], messages=2, terms_size=OWN + 140_000)
    assert found.added == []
    terms = found.others["terms"]
    assert {"newest", "newer", "printer", "fire"} <= terms.keys()
    assert "older" not in terms
    assert search.size_of(terms) == found.others["terms_size"] <= search.room(TICKET)


def test_a_message_that_changed_loses_the_words_that_it_had(earlier: list[str]) -> None:
    earlier += ["third", "second secret", "first"]
    found = write(2, "second", messages=3, terms_size=OWN)
    assert found.others["terms"].keys() == {*search.of_ticket(TICKET), "first", "second", "third"}


def test_a_ticket_whose_size_is_not_known_gets_all_its_terms(earlier: list[str]) -> None:
    assert write(1, "hello").others == search.stored({**search.of_ticket(TICKET), "hello": True})
    assert earlier == []


def test_a_write_without_messages_changes_no_terms() -> None:
    assert words.of_write({"terms_size": OWN}, TICKET, {}) == words.Words()


@pytest.mark.parametrize("text", [CHINESE, "𠀋𠀌" * 10_000, " ".join(f"{it:x}" for it in range(4000))])
def test_the_longest_messages_leave_the_document_below_its_limit(text: str) -> None:
    terms = words.of_conversation(TICKET, [text] * 3)
    assert search.size_of(terms) <= search.room(TICKET) < search.DOCUMENT_MAX
    assert len(terms) < 40_000


def test_tags_are_terms_of_their_own_that_come_and_go_with_them() -> None:
    tagged = TICKET.model_copy(update={"tags": ["big shop", "größe" * 8]})
    short = search.tag_term("größe" * 8)
    assert {"#big shop", short} <= search.of_ticket(tagged).keys()
    assert len(short) < 8
    found = words.of_write({"tags": ["vip", "big shop"], "terms_size": 100}, tagged, {})
    assert (found.added, found.removed) == ([short], ["#vip"])
    assert found.others == {"terms_size": 100 + search.size_of([short]) - search.size_of(["#vip"])}
    assert words.of_write({"tags": ["vip"]}, TICKET, {}) == words.Words(removed=["#vip"])
    assert not [it for it in ("#vip", "# vip") if search.query_terms(it) == ["#vip"]]
