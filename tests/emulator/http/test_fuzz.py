"""Whatever is sent: no fault of the server's, every failure explained, nothing stored that cannot be read again.

`make fuzz EXAMPLES=...` runs the same with other examples, and more of them.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from common.tickets import store
from tests.support import strange
from tests.support.fuzzing import BELOW, USUAL, WITHOUT_ID, examples
from tests.support.lone_function import all_functions
from tests.support.numbers import Numbers
from tests.support.people import Person
from tests.support.raw_http import Answer, Header, RawHttp, is_problem, is_proper
from tests.support.strange import Upload
from tests.support.system import System
from tests.support.tickets import new_ticket
from tests.support.tokens import claims_of, unsigned

pytestmark = pytest.mark.soak
CLAIMS = ["exp", "iat", "auth_time", "sub", "aud", "iss", "role", "uid", "email"]
FIXED = ["id", "reference", "title", "description", "requester", "channel", "created_at"]
"""What nobody changes of a ticket; Gemini may change what the rules filled in at any moment."""
LONGEST_HEADER = 8000
"""In bytes: longer ones the server refuses before any function sees them."""
BODY_HEADERS = [("Content-Type", "application/json")]
DAMAGED = "What is stored of this ticket is damaged"


@pytest.fixture(scope="module")
def http(system: System) -> Iterator[RawHttp]:
    with all_functions(system, {"GEMINI_API_KEY": "off"}) as url:
        http = RawHttp(url)
        yield http
    print(f"\n{http}")


@pytest.fixture(scope="module")
def to_damaged(http: RawHttp) -> Iterator[RawHttp]:
    """The same functions, of which it is not to be counted how they answer about damaged tickets."""
    http = RawHttp(http.url)
    yield http
    print(f"\nAbout damaged tickets: {http}")


@pytest.fixture(scope="module")
def signed_in(admin: Person) -> list[Header]:
    """As somebody who may do everything."""
    return list(admin.headers.items())


@pytest.fixture(scope="module")
def number(http: RawHttp) -> str:
    """The id of a ticket."""
    return str(opened(http, as_json(new_ticket())).json()["id"])


def test_no_function_is_forgotten(system: System) -> None:
    assert USUAL.keys() == {name for name, function in system.functions.items() if function.takes_http}


def opened(http: RawHttp, body: bytes, *headers: Header) -> Answer:
    answer = http.send("POST", "/create_ticket", [*BODY_HEADERS, *headers], body)
    is_proper(answer, "POST")
    return answer


def as_json(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


@examples(400, 8000)
@given(data=st.data())
def test_nothing_that_anybody_sends_is_a_fault_of_ours_or_goes_unexplained(
    data: st.DataObject, http: RawHttp, signed_in: list[Header], number: str
) -> None:
    name = data.draw(st.sampled_from(sorted(USUAL)))
    method = data.draw(st.one_of(st.just(USUAL[name]), st.sampled_from(strange.METHODS)))
    usual_paths = BELOW.get(name, [[] if name in WITHOUT_ID else [number]])
    segments = data.draw(st.one_of(st.sampled_from(usual_paths), st.lists(strange.SEGMENTS, max_size=3)))
    query = data.draw(strange.QUERIES)
    usual = data.draw(st.sampled_from([{}, dict(signed_in), dict(BODY_HEADERS), dict(signed_in + BODY_HEADERS)]))
    body = data.draw(strange.bodies(st.one_of(strange.TICKETS, strange.PATCHES)))
    target = "/".join(["", name, *segments]) + (f"?{query}" if query else "")
    answer = http.send(method, target, list({**usual, **data.draw(strange.HEADERS)}.items()), body)
    is_proper(answer, method)


@examples(60, 1200)
@given(changes=st.dictionaries(st.sampled_from(CLAIMS), strange.JSON))
def test_no_token_is_a_fault_of_ours(changes: dict[str, Any], http: RawHttp, agent: Person) -> None:
    token = unsigned({**claims_of(agent.token), **changes})
    assume(len(token) < LONGEST_HEADER)
    is_proper(http.send("GET", "/get_ticket/x", [("Authorization", f"Bearer {token}")]), "GET")


@examples(30, 1200)
@given(body=st.one_of(strange.bodies(), strange.GOOD_TICKETS.map(as_json)), patch=strange.PATCHES)
def test_every_ticket_that_is_accepted_can_be_read_found_followed_and_changed(
    body: bytes, patch: dict[str, str], http: RawHttp, signed_in: list[Header]
) -> None:
    answer = opened(http, body)
    if answer.status != 201:
        return
    ticket = answer.json()
    number, token = ticket["id"], ticket.pop("tracking_token")

    def ask(method: str, target: str, content: bytes = b"", *headers: Header) -> Any:
        answer = http.send(method, target, [*signed_in, *BODY_HEADERS, *headers], content)
        is_proper(answer, method)
        assert answer.status < 300, answer
        return answer.json()

    read = ask("GET", f"/get_ticket/{number}")
    where = f"/list_tickets?quarantined={str(read['quarantined']).lower()}&search="
    assert {name: read[name] for name in FIXED} == {name: ticket[name] for name in FIXED}
    assert (ticket["suggestion"] or {}).items() <= (read["suggestion"] or {}).items()  # agents see why, too
    assert [it["id"] for it in ask("GET", where + ticket["reference"])["results"]] == [number]
    found = http.send("GET", where + quote(ticket["title"].split()[0], safe=""), signed_in)
    assert found.status == 400 or number in {it["id"] for it in found.json()["results"]}
    assert ask("GET", f"/track_ticket/{number}", b"", ("X-Tracking-Token", token))["title"] == ticket["title"]
    ask("POST", f"/ticket/{number}/release")
    changed = ask("PATCH", f"/update_ticket/{number}", as_json(patch))
    after = ask("GET", f"/get_ticket/{number}")
    assert {name: after[name] for name in patch} == patch
    assert after["version"] >= changed["version"]
    history = [it["version"] for it in ask("GET", f"/ticket/{number}/history")["results"]]
    assert history[::-1] == list(range(2, history[0] + 1))
    ask("POST", f"/ticket/{number}/link")
    assert ask("DELETE", f"/ticket/{number}/link")["link_active"] is False


@examples(150, 4000)
@given(upload=strange.uploads(), more=st.sampled_from([0, 0, 0, 1, 100, -1, -50]))
def test_no_upload_is_a_fault_of_ours(upload: Upload, more: int, http: RawHttp) -> None:
    length = max(0, len(upload.body) + more)
    answer = http.send("POST", "/attachments/attachments", upload.headers, upload.body[:length], length)
    is_proper(answer, "POST")
    assert more <= 0 or answer.status in (400, 413, 415), "a body that is cut off is never stored"


@pytest.fixture(scope="module")
def whole(system: System, http: RawHttp) -> dict[str, Any]:
    """What is stored of a sound ticket, `tracking_token` added."""
    ticket = opened(http, as_json(new_ticket())).json()
    stored = system.firestore.document(f"tickets/{ticket['id']}").get().to_dict() or {}
    return {**stored, "id": ticket["id"], "tracking_token": ticket["tracking_token"]}


FIELDS = [*store.READ, "terms", "write_id", "extra"]


@examples(20, 1200)
@given(data=st.data())
def test_a_damaged_ticket_spoils_itself_and_says_so(
    data: st.DataObject, to_damaged: RawHttp, signed_in: list[Header], system: System, whole: dict[str, Any]
) -> None:
    values = strange.stored_values(system)
    damage = data.draw(st.dictionaries(st.sampled_from(FIELDS), values, min_size=1, max_size=3))
    missing = data.draw(st.sets(st.sampled_from(FIELDS), max_size=2))
    spoils_itself(
        {name: it for name, it in whole.items() if name not in missing} | damage, to_damaged, signed_in, system, whole
    )


def test_a_damaged_time_that_requesters_alone_read_spoils_its_ticket(
    to_damaged: RawHttp, signed_in: list[Header], system: System, whole: dict[str, Any]
) -> None:
    spoils_itself({**whole, "shown_at": True}, to_damaged, signed_in, system, whole)


def spoils_itself(
    damaged: dict[str, Any], http: RawHttp, signed_in: list[Header], system: System, whole: dict[str, Any]
) -> None:
    content = {name: it for name, it in damaged.items() if name not in ("id", "tracking_token")}
    number = f"{whole['id'][:-1]}{'0' if whole['id'][-1] != '0' else '1'}"
    document = system.firestore.document(f"tickets/{number}")
    document.set(content)
    try:
        is_readable_or_damaged(http, signed_in, number, whole)
    finally:
        document.delete()


def is_readable_or_damaged(http: RawHttp, signed_in: list[Header], number: str, whole: dict[str, Any]) -> None:
    agent = [*signed_in, *BODY_HEADERS]
    page = http.send("GET", "/list_tickets?page_size=100", agent)
    assert page.status == 200
    listed = {it["id"] for it in page.json()["results"]}
    assert whole["id"] in listed
    answers = [
        http.send("GET", f"/get_ticket/{number}", agent),
        http.send("GET", f"/ticket/{number}/history", agent),
        http.send("GET", f"/track_ticket/{number}", [("X-Tracking-Token", whole["tracking_token"])]),
        http.send("PATCH", f"/update_ticket/{number}", agent, b'{"status": "closed"}'),
        http.send("POST", f"/ticket/{number}/link", agent),
        http.send("POST", f"/ticket/{number}/release", agent),
    ]
    assert (number in listed) is (answers[0].status == 200)
    for answer in answers:
        if answer.status >= 300:
            is_problem(answer)
            assert answer.status == 404 or (answer.status, answer.json()["detail"][: len(DAMAGED)]) == (500, DAMAGED)


def test_after_all_that_the_numbers_are_right(http: RawHttp, numbers: Numbers) -> None:
    numbers.settled()
