"""Searching the list: in any language, by reference, and by nonsense."""

from typing import Any

import httpx
import pytest

from tests.support.answers import problem, success
from tests.support.desk import Desk
from tests.support.tickets import create, word


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("The application crashes at login", "crash log"),
        ("The application crashes at login", "LOGIN appli"),
        ("The application crashes at login", "a"),
        ("Crème brûlée in the café", "creme cafe"),
        ("Creme in the cafe", "CAFÉ crème"),
        ("Die Größe der Ausrüstung fehlt", "grosse ausrust"),
        ("DIE GRÖSSE DER AUSRÜSTUNG", "größe"),
        ("Ｆｕｌｌｗｉｄｔｈ ﬁle", "fullwidth file"),
        ("it's user@example.com's invoice #4711", "example 4711"),
        ("東京のパソコンでログインできません", "ログイン"),
        ("東京のパソコンでログインできません", "東京"),
        ("เข้าสู่ระบบไม่ได้", "ระบบ"),
        ("لا أستطيع تسجيل الدخول", "تسجيل الدخول"),
        ("لا أستطيع تسجيل الدخول", "استطيع"),
        ("Не могу войти в систему", "СИСТЕМ войт"),
    ],
)
def test_search_finds_the_beginnings_of_words_in_any_language(
    text: str, query: str, desk: Desk, api: httpx.Client, marker: str
) -> None:
    ticket = create(api, title=f"{marker} here", description=text)
    assert desk.found(search=f"{query} {marker}") == [ticket["id"]]
    assert desk.found(search=f"  {marker[:9].upper()}...{query}!") == [ticket["id"]]


@pytest.mark.parametrize("query", ["crash logout", "rashes", "crashes at loginx", "大阪", "applicationcrashes"])
def test_search_does_not_find_what_is_not_there(query: str, desk: Desk, api: httpx.Client, marker: str) -> None:
    create(api, title=f"{marker} here", description="The application crashes at login in 東京")
    assert desk.found(search=f"{marker} {query}") == []


def test_search_finds_words_of_title_and_description_together(desk: Desk, api: httpx.Client, marker: str) -> None:
    other = word()
    ticket = create(api, title=f"About {marker}", description=f"It is {other}")
    assert desk.found(search=f"{other} {marker}") == [ticket["id"]]


@pytest.mark.parametrize(
    "query",
    ["{0}@mail.example", "{0}", "{0}@", "Mary O’Brien", "OBRIEN", "obri mar", "Mary O'Brien <{0}@MAIL.example>"],
)
def test_search_finds_the_requester(query: str, desk: Desk, api: httpx.Client, marker: str) -> None:
    requester = {"name": f"Mary O'Brien {marker}", "email": f"{marker}@mail.example.com"}
    ticket = create(api, requester=requester)
    assert desk.found(search=f"{query.format(marker)} {marker}") == [ticket["id"]]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("".join(map(chr, range(0x4E00, 0x4E00 + 9_990))) + "我要退款编号。", "退款编号"),
        (" ".join(str(number) for number in range(4_711_001, 4_712_201)), "4712100"),
    ],
    ids=["Chinese", "order numbers"],
)
def test_search_finds_the_last_word_of_a_long_text(
    text: str, last: str, desk: Desk, api: httpx.Client, marker: str
) -> None:
    ticket = create(api, title=f"{marker} here", description=text)
    assert desk.found(search=f"{last} {marker}") == [ticket["id"]]


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda reference: reference.replace("-", " "),
        lambda reference: f"  {reference.lower()} ",
        lambda reference: reference.replace("-", "\u2013").replace("0", "O"),
        lambda reference: reference.replace("0", "o").replace("1", "l"),
        lambda reference: reference.replace("1", "I"),
    ],
    ids=["lower case", "spaces", "white space around", "dashes and O", "o and l", "I"],
)
def test_search_finds_a_reference_however_it_is_typed(typed: Any, desk: Desk, api: httpx.Client) -> None:
    ticket = create(api)
    while not {"0", "1"} <= set(ticket["reference"]):
        ticket = create(api)
    assert desk.found(search=typed(ticket["reference"])) == [ticket["id"]]


def test_search_without_a_letter_or_digit_is_no_filter(desk: Desk) -> None:
    assert desk.found(search=" -!? ") == desk.found()


def test_search_by_very_many_words_is_refused(desk: Desk) -> None:
    problem(desk.ask(search=" ".join(word()[:4] for _ in range(30))), 400, "search")


@pytest.mark.parametrize(
    "search", ["%00", "%FF%FE", "%ED%A0%80", "%F0%9F%98%80", "`.`", "terms.x", "__name__", "*", "a%5C"]
)
def test_a_strange_search_finds_nothing_or_is_refused_and_breaks_nothing(search: str, desk: Desk, marker: str) -> None:
    answer = desk.api.get(f"/api/tickets?search={search}%20{marker}", headers=desk.headers)
    assert success(answer) == {"results": [], "next_cursor": None}
