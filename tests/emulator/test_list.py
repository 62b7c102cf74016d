"""The list: filters, search and pages."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from threading import Event
from typing import Any

import httpx
import pytest

from common import ids
from common.models import Ticket
from tests.support.answers import problem, success
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, word


class Desk:
    """An agent who looks at the list."""

    def __init__(self, api: httpx.Client, agent: Person) -> None:
        self.api, self.headers = api, agent.headers

    def ask(self, **query: object) -> httpx.Response:
        return self.api.get(
            "/api/tickets", params={name: str(value) for name, value in query.items()}, headers=self.headers
        )

    def page(self, **query: object) -> dict[str, Any]:
        page: dict[str, Any] = success(self.ask(**query))
        assert page.keys() == {"results", "next_cursor"}
        return page

    def found(self, **query: object) -> list[str]:
        """The ids of the tickets on the first page."""
        return [ticket["id"] for ticket in self.page(**query)["results"]]

    def walk(self, **query: object) -> list[dict[str, Any]]:
        """The tickets of all pages."""
        tickets: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self.page(cursor=cursor, **query)
            tickets += page["results"]
            cursor = page["next_cursor"]
            if not cursor:
                return tickets


@pytest.fixture
def desk(api: httpx.Client, agent: Person) -> Desk:
    return Desk(api, agent)


@pytest.fixture
def marker() -> str:
    return word()


@pytest.fixture(scope="module")
def mixture(api: httpx.Client, agent: Person) -> tuple[str, list[dict[str, Any]]]:
    """A marker word and eight tickets that bear it, newest first, with different values."""
    marker = word()
    tickets = []
    for number in range(8):
        ticket = create(
            api,
            title=f"{marker} printer" if number < 5 else f"{marker} screen",
            category=("billing", "technical", "account", "general")[number % 4],
            priority=("low", "medium", "high", "critical")[number // 2],
        )
        status = ("open", "in_progress", "resolved", "closed")[number % 3 if number < 6 else 3]
        tickets.append(
            success(api.patch(f"/api/tickets/{ticket['id']}", json={"status": status}, headers=agent.headers))
        )
    return marker, tickets[::-1]


@pytest.mark.parametrize(
    ("field", "value"),
    [("category", value) for value in ("billing", "technical", "account", "general")]
    + [("priority", value) for value in ("low", "medium", "high", "critical")]
    + [("status", value) for value in ("open", "in_progress", "resolved", "closed")],
)
def test_each_filter_alone_finds_the_tickets_with_that_value_and_no_others(
    field: str, value: str, desk: Desk, mixture: tuple[str, list[dict[str, Any]]]
) -> None:
    marker, tickets = mixture
    expected = [ticket["id"] for ticket in tickets if ticket[field] == value]
    assert expected
    assert desk.found(**{field: value, "search": marker}) == expected
    everybodys = desk.page(**{field: value, "page_size": 100})["results"]
    assert {ticket[field] for ticket in everybodys} == {value}
    assert set(expected) <= {ticket["id"] for ticket in everybodys}


def test_all_filters_together_find_the_tickets_that_fit_them_all(
    desk: Desk, mixture: tuple[str, list[dict[str, Any]]]
) -> None:
    marker, tickets = mixture
    for wanted in tickets:
        query = {name: wanted[name] for name in ("category", "priority", "status")}
        expected = [it["id"] for it in tickets if query.items() <= it.items() and "printer" in it["title"]]
        assert desk.found(search=f"printer {marker}", **query) == expected


def test_a_ticket_moves_to_another_filter_with_its_status(desk: Desk, api: httpx.Client, marker: str) -> None:
    ticket = create(api, title=marker)
    assert desk.found(search=marker, status="open") == [ticket["id"]]
    success(api.patch(f"/api/tickets/{ticket['id']}", json={"status": "closed"}, headers=desk.headers))
    assert desk.found(search=marker, status="open") == []
    assert desk.found(search=marker, status="closed") == [ticket["id"]]


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


def test_nobody_is_told_what_a_ticket_is_searched_by_or_its_tokens_hash(
    desk: Desk, api: httpx.Client, marker: str
) -> None:
    created = api.post("/api/tickets", json={"title": marker, "description": "x"})
    path = f"/api/tickets/{created.json()['id']}"
    updated = api.patch(path, json={"status": "closed"}, headers=desk.headers)
    read = api.get(path, headers=desk.headers)
    listed = desk.ask(search=marker)
    for answer in (created, updated, read, listed):
        assert not {"terms", "tracking_hash", "write_id", "salt"} & set(names_in(answer.json()))
    assert listed.json()["results"] == [read.json()]
    assert read.json().keys() == Ticket.model_fields.keys()


def names_in(content: Any) -> list[str]:
    """Every field name at any depth."""
    if isinstance(content, list):
        return [name for item in content for name in names_in(item)]
    if isinstance(content, dict):
        return [*content, *(name for value in content.values() for name in names_in(value))]
    return []


def test_pages_show_every_ticket_once_newest_first_while_more_are_opened(
    desk: Desk, api: httpx.Client, marker: str
) -> None:
    before = [create(api, title=marker)["id"] for _ in range(20)]
    done = Event()

    def open_more() -> int:
        count = 0
        while not done.is_set():
            create(api, title=marker)
            count += 1
        return count

    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(open_more)
        try:
            seen = desk.walk(search=marker, page_size=3)
            everybodys = desk.walk(page_size=7)
        finally:
            done.set()
        assert opened.result() > 0
    assert [ticket["id"] for ticket in seen if ticket["id"] in before] == before[::-1]
    for walked in (seen, everybodys):
        assert len({ticket["id"] for ticket in walked}) == len(walked)
        created = [datetime.fromisoformat(ticket["created_at"]) for ticket in walked]
        assert all(newer >= older for newer, older in pairwise(created))
    assert set(before) <= {ticket["id"] for ticket in everybodys}


def test_tickets_opened_in_one_moment_are_all_on_the_pages(desk: Desk, api: httpx.Client, marker: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: create(api, title=marker)["id"], range(16)))
    assert sorted(ticket["id"] for ticket in desk.walk(search=marker, page_size=5)) == sorted(opened)


def test_the_last_page_has_no_cursor_even_when_it_is_full(desk: Desk, api: httpx.Client, marker: str) -> None:
    opened = [create(api, title=marker)["id"] for _ in range(4)][::-1]
    first = desk.page(search=marker, page_size=2)
    assert first["next_cursor"] == opened[1]
    second = desk.page(search=marker, page_size=2, cursor=first["next_cursor"])
    assert [ticket["id"] for ticket in second["results"]] == opened[2:]
    assert second["next_cursor"] is None
    assert desk.page(search=marker, cursor=opened[-1]) == {"results": [], "next_cursor": None}


def test_a_page_has_twenty_tickets_unless_told_otherwise_and_up_to_a_hundred(
    desk: Desk, api: httpx.Client, marker: str
) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: create(api, title=marker), range(21)))
    assert len(desk.page(search=marker)["results"]) == 20
    assert len(desk.page(search=marker, page_size=1)["results"]) == 1
    assert len(desk.page(search=marker, page_size=100)["results"]) == 21


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("category=other", "category"),
        ("priority=urgent", "priority"),
        ("status=OPEN", "status"),
        ("page_size=0", "page_size"),
        ("page_size=101", "page_size"),
        ("page_size=ten", "page_size"),
        ("cursor=x", "cursor"),
        ("cursor=" + "8" * 26, "cursor"),
        ("cursor=..%2F..%2Fcounters%2F0", "cursor"),
        ("search=" + "x" * 201, "search"),
        ("sort=created_at", "sort"),
        ("status=open&status=closed", "status"),
        ("search=a&search=b", "search"),
    ],
)
def test_what_the_list_cannot_do_is_refused_by_name(query: str, field: str, desk: Desk, system: System) -> None:
    problem(desk.api.get(f"/api/tickets?{query}", headers=desk.headers), 400, field)
    problem(httpx.get(f"{system.function_url('list_tickets')}?{query}", headers=desk.headers), 400, field)


def test_an_empty_parameter_is_no_filter(desk: Desk) -> None:
    assert desk.page(category="", priority="", status="", search="", cursor="", page_size="") == desk.page()


@pytest.mark.parametrize(
    "search", ["%00", "%FF%FE", "%ED%A0%80", "%F0%9F%98%80", "`.`", "terms.x", "__name__", "*", "a%5C"]
)
def test_a_strange_search_finds_nothing_or_is_refused_and_breaks_nothing(search: str, desk: Desk, marker: str) -> None:
    answer = desk.api.get(f"/api/tickets?search={search}%20{marker}", headers=desk.headers)
    assert success(answer) == {"results": [], "next_cursor": None}


def test_a_document_that_somebody_broke_spoils_itself_and_not_the_list(
    desk: Desk, api: httpx.Client, system: System, marker: str
) -> None:
    older = create(api, title=marker)
    broken = system.firestore.document(f"tickets/{ids.new_ticket_id(datetime.now(UTC))}")
    broken.set({"title": 7, "status": "lost", "terms": {marker: True}, "version": "x"})
    try:
        newer = create(api, title=marker)
        assert desk.found(search=marker) == [newer["id"], older["id"]]
        assert [ticket["id"] for ticket in desk.walk(search=marker, page_size=1)] == [newer["id"], older["id"]]
        problem(api.get(f"/api/tickets/{broken.id}", headers=desk.headers), 500)
        problem(api.patch(f"/api/tickets/{broken.id}", json={"status": "open"}, headers=desk.headers), 500)
        assert "lost" not in json.dumps(desk.page(search=marker))
    finally:
        broken.delete()
