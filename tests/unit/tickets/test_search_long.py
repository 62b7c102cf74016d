"""Search: every word of a text of any length is found, and its document stays small."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from google.cloud.firestore_v1.types import Document

from common.base.batches import _fill
from common.tickets import search, store
from common.tickets.model import Ticket
from common.tickets.search import BEGINNINGS_MAX, query_terms, terms_of
from tests.support.searching import REFERENCE, finds
from tests.support.tickets import opened


def run(first: int, length: int) -> str:
    """So many different characters."""
    return "".join(map(chr, range(first, first + length)))


def ligatures(count: int) -> Iterator[list[str]]:
    """Groups of four letters that each stand for three."""
    dice = random.Random(1)
    return (dice.choices(run(0xFD50, 64), k=4) for _ in range(count))


LONG = {
    "order numbers": (
        " ".join(f"{number}" for number in range(4_711_001, 4_712_201)),
        ["4711001", "4712100", "4712200"],
    ),
    "numbers and commas": (",".join(f"A{number}" for number in range(1_200)), ["a1", "a1100", "a1199"]),
    "one letter": (" ".join(run(0xAC00, 4_990)), [chr(0xAC00 + 4_989)]),
    "one letter between emoji": ("😀".join(run(0xAC00, 5_000)), [chr(0xAC00 + 4_999)]),
    "Chinese": (run(0x4E00, 1_990) + "我要退款编号。", ["退款编号", "我要退款编号", "编号"]),
    "Chinese to the limit": (run(0x4E00, 9_996) + "退款编号", ["退款编号", chr(0x4E10) + chr(0x4E11)]),
    "rare Chinese": (run(0x20000, 9_998) + "\U00020bb7家", ["\U00020bb7家", run(0x20100, 4)]),
    "Japanese": ("設定を変更できませんでした。" * 700 + "返金番号", ["返金番号", "返金", "金"]),
    "Thai": ("ไม่สามารถเข้าสู่ระบบ" * 450 + "คืนเงิน", ["คืนเงิน"]),
    "Korean": (" ".join(f"주문{number}" for number in range(1_400)), ["주문1399"]),
    "addresses": (" ".join(f"user{number}@example{number}.com" for number in range(370)), ["user369@example369.com"]),
    "links": (" ".join(f"https://example.com/a/{number}?id=x{number}" for number in range(280)), ["x279", "a/279"]),
    "long words": (" ".join(f"{number:04}{'x' * 40}" for number in range(220)), [f"0219{'x' * 40}"]),
    "letters of four bytes": (" ".join(run(0x12000 + it, 20) for it in range(470)), [run(0x12000 + 469, 20)]),
    "joined words that grow": (" ".join(f"{a}'{b}{c}-{d}" for a, b, c, d in ligatures(1_400)), [run(0xFD50, 1)]),
    "joined words in two spellings": (
        " ".join(f"{a}'ä{b}{c}-{d}" for a, b, c, d in ligatures(1_250)),
        ["\ufd50"],
    ),
    "joined words": (" ".join(f"d'x{it}-y{it}" for it in range(800)), ["x799", "y799", "d'x799-y799", "dx799y799"]),
}


@pytest.mark.parametrize("name", LONG)
def test_every_word_of_a_long_text_is_found(name: str) -> None:
    text, queries = LONG[name]
    assert len(text) <= 10_000
    for query in queries:
        assert finds(query, description=text), query
        assert finds(f"printing {query}", title="Printing stopped", description=text)


def test_of_too_many_terms_beginnings_go_first_and_those_of_the_title_last() -> None:
    words = [f"{number}word" for number in range(5_000, 5_900)]
    terms = terms_of("Printing stopped", " ".join(words), REFERENCE)
    assert len(terms) == BEGINNINGS_MAX + len({*words, "printing", "stopped", *terms_of("", "", REFERENCE)})
    assert {REFERENCE.replace("-", "").lower(), "p", "printing", "stop", "stopped", *words} <= terms.keys()
    assert "5000wor" in terms
    assert "5899wor" not in terms


@pytest.mark.parametrize("name", LONG)
def test_a_document_stays_under_200_kb_whatever_its_text(name: str) -> None:
    text = LONG[name][0]
    ticket = opened(
        title=run(0x8000, 200),
        description=text,
        requester={"name": run(0x9000, 100), "email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.com"},
    )
    assert size_of(ticket) < 200_000


@pytest.mark.parametrize("name", LONG)
def test_so_does_one_that_a_message_opens(name: str) -> None:
    text = f"{LONG[name][0]} {LONG[name][0]}"[:20_000]
    ticket = opened().model_copy(update={"description": text})
    assert size_of(ticket) < 200_000
    assert "crashes" in search.of_ticket(ticket)


@pytest.mark.parametrize("name", ["Chinese to the limit", "joined words that grow"])
def test_so_does_one_that_gets_every_tag_later(name: str) -> None:
    ticket = opened(title=run(0x8000, 200), description=LONG[name][0])
    for tags in ([f"{number:02}{'x' * 38}" for number in range(20)], [run(0x12000 + it, 40) for it in range(20)]):
        tagged = ticket.model_copy(update={"tags": tags})
        later = dict.fromkeys(map(search.tag_term, tags), True)
        stored = {**store.document_of(tagged, "token"), "terms": {**search.of_ticket(ticket), **later}}
        assert bytes_of(stored) < 200_000


def size_of(ticket: Ticket) -> int:
    """The bytes of the ticket's document."""
    return bytes_of(store.document_of(ticket, "token"))


def bytes_of(document: Mapping[str, Any]) -> int:
    stored = Document.pb(Document())
    for field, value in document.items():
        _fill(stored.fields[field], value)
    return int(stored.ByteSize())


def test_rare_characters_of_another_text_are_not_found() -> None:
    terms = terms_of("", run(0x20000, 5_000), REFERENCE)
    assert not [it for it in range(500) if {*query_terms(chr(0x25000 + it) + chr(0x26000 + it))} <= terms.keys()]
