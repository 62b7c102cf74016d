"""Every function's answer to requests that it cannot serve, at its own address and behind Hosting."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest

from common import ids
from common.requests import BODY_MAX
from tests.conftest import RunFunction
from tests.support.answers import problem, success
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import new_ticket, word

UNKNOWN = ids.new_ticket_id(datetime.now(UTC))
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


@dataclass(frozen=True)
class Address:
    """Where a function answers: behind Hosting, or at its own URL when `function` is given."""

    path: str
    allow: str
    function: str = ""

    def url(self, system: System) -> str:
        return (system.function_url(self.function) if self.function else system.hosting_url) + self.path

    def __str__(self) -> str:
        return f"{self.function or 'hosting'}{self.path.replace(UNKNOWN, 'id')}"


CREATE = [Address("/api/tickets", "GET, POST, HEAD, OPTIONS"), Address("", "POST, OPTIONS", "create_ticket")]
UPDATE = [
    Address(f"/api/tickets/{UNKNOWN}", "GET, PATCH, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}", "PATCH, OPTIONS", "update_ticket"),
]
CLASSIFY = [Address("/api/tickets/classify", "POST, OPTIONS"), Address("", "POST, OPTIONS", "classify_ticket")]
READ = [
    Address("/api/tickets/stats", "GET, HEAD, OPTIONS"),
    Address("", "GET, HEAD, OPTIONS", "ticket_stats"),
    Address(f"/api/track/{UNKNOWN}", "GET, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}", "GET, HEAD, OPTIONS", "track_ticket"),
    Address("", "GET, HEAD, OPTIONS", "list_tickets"),
    Address(f"/{UNKNOWN}", "GET, HEAD, OPTIONS", "get_ticket"),
    Address("", "GET, POST, HEAD, OPTIONS", "tickets"),
    Address(f"/{UNKNOWN}", "GET, PATCH, HEAD, OPTIONS", "ticket"),
]
ADDRESSES = CREATE + UPDATE + CLASSIFY + READ
BODIES = [("POST", it) for it in CREATE + CLASSIFY] + [("PATCH", it) for it in UPDATE]

every_address = pytest.mark.parametrize("address", ADDRESSES, ids=str)
every_body = pytest.mark.parametrize(("method", "address"), BODIES, ids=[str(it) for _, it in BODIES])


@pytest.fixture(scope="module")
def client(agent: Person) -> Iterator[httpx.Client]:
    """An agent, who may send to every function."""
    with httpx.Client(headers=agent.headers, timeout=30) as client:
        yield client


@every_address
def test_a_method_that_a_function_does_not_know_is_refused_with_those_that_it_knows(
    address: Address, system: System, client: httpx.Client
) -> None:
    for method in sorted(METHODS - set(address.allow.split(", "))):
        answer = client.request(method, address.url(system))
        assert answer.headers["Allow"] == address.allow
        if method == "HEAD":
            assert (answer.status_code, answer.content) == (405, b"")
        else:
            problem(answer, 405)


@every_address
def test_options_names_the_methods(address: Address, system: System, client: httpx.Client) -> None:
    answer = client.options(address.url(system))
    assert (answer.status_code, answer.headers["Allow"], answer.content) == (204, address.allow, b"")


@every_address
def test_a_slash_at_the_end_makes_no_difference(address: Address, system: System, client: httpx.Client) -> None:
    method = "GET" if "GET" in address.allow else address.allow.split(", ")[0]
    plain = client.request(method, address.url(system))
    slashed = client.request(method, f"{address.url(system)}/")
    assert (slashed.status_code, slashed.headers["Content-Type"]) == (plain.status_code, plain.headers["Content-Type"])


@every_address
def test_a_path_with_a_part_too_many_is_not_found(address: Address, system: System, client: httpx.Client) -> None:
    for path in ("/x/y", "/x/y/"):
        problem(client.get(address.url(system) + path), 404)


@pytest.mark.parametrize("address", [it for it in ADDRESSES if "HEAD" in it.allow], ids=str)
def test_head_answers_like_get_without_a_body(address: Address, system: System, client: httpx.Client) -> None:
    got, head = client.get(address.url(system)), client.head(address.url(system))
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


@pytest.mark.parametrize(
    "path",
    ["/api/nonsense", "/api/nonsense/", "/api/tickets/stats/x", "/api/tickets/a/b", "/api/track", "/api/track/a/b"],
)
def test_an_unknown_path_below_api_is_a_problem_and_not_a_page(api: httpx.Client, path: str) -> None:
    problem(api.get(path), 404)


@pytest.mark.parametrize(
    "segment", ["x", "%00", "..%2f..", "%F0%9F%98%80", "x" * 3000, UNKNOWN.upper(), f"{UNKNOWN}%20"]
)
@pytest.mark.parametrize("name", ["get_ticket", "track_ticket", "ticket"])
def test_a_ticket_id_that_is_none_is_not_found(name: str, segment: str, system: System, client: httpx.Client) -> None:
    answer = client.get(f"{system.function_url(name)}/{segment}", headers={"X-Tracking-Token": "x"})
    problem(answer, 404)


NOT_JSON = {
    "empty": b"",
    "blank": b" \n",
    "cut": b'{"title": "a"',
    "trailing": b'{"title": "a"} x',
    "single quotes": b"{'title': 'a'}",
    "escaped lone surrogate": b'{"title": "\\ud800", "description": "some more text"}',
    "raw surrogate": b'{"title": "\xed\xa0\x80", "description": "some more text"}',
    "invalid UTF-8": b'{"title": "\xff\xfe", "description": "some more text"}',
    "UTF-16": '{"title": "a"}'.encode("utf-16"),
    "raw NUL": b'{"title": "\x00", "description": "some more text"}',
    "raw line break": b'{"title": "a\nb", "description": "some more text"}',
    "deep array": b"[" * 60_000,
    "deep object": b'{"title":' * 6_000,
    "closed deep array": b'{"title":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
}


@pytest.mark.parametrize("content", NOT_JSON.values(), ids=NOT_JSON)
@every_body
def test_a_body_that_is_not_json_is_a_bad_request(
    method: str, address: Address, content: bytes, system: System, client: httpx.Client
) -> None:
    answer = client.request(method, address.url(system), content=content, headers={"Content-Type": "application/json"})
    assert "JSON" in problem(answer, 400)["detail"]


@pytest.mark.parametrize("content", [b"[]", b"[{}]", b'"text"', b"1", b"1e999", b"true", b"null"])
@every_body
def test_a_body_that_is_no_object_is_a_bad_request_as_a_whole(
    method: str, address: Address, content: bytes, system: System, client: httpx.Client
) -> None:
    answer = client.request(method, address.url(system), content=content, headers={"Content-Type": "application/json"})
    problem(answer, 400, "")


CONTENT_TYPES: dict[str, dict[str, str]] = {
    "missing": {},
    "text": {"Content-Type": "text/plain"},
    "form": {"Content-Type": "application/x-www-form-urlencoded"},
    "multipart": {"Content-Type": "multipart/form-data; boundary=x"},
    "latin-1": {"Content-Type": "application/json; charset=latin-1"},
    "UTF-16": {"Content-Type": "application/json; charset=utf-16"},
    "nonsense": {"Content-Type": "\\;;=,"},
    "problem": {"Content-Type": "application/problem+json"},
}


@pytest.mark.parametrize("headers", CONTENT_TYPES.values(), ids=CONTENT_TYPES)
@every_body
def test_a_body_in_another_format_is_unsupported(
    method: str, address: Address, headers: dict[str, str], system: System, client: httpx.Client
) -> None:
    problem(client.request(method, address.url(system), content=b"{}", headers=headers), 415)


def test_a_compressed_body_is_unsupported(system: System, run_function: RunFunction) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    with run_function("create_ticket", {}) as url:  # the emulators unpack what they pass on
        problem(httpx.post(url, content=b"\x1f\x8b\x08\x00", headers=headers), 415)


@every_body
def test_a_body_may_have_64_kib_and_not_a_byte_more(
    method: str, address: Address, system: System, client: httpx.Client
) -> None:
    headers = {"Content-Type": "application/json"}
    for size, status in ((BODY_MAX, 400), (BODY_MAX + 1, 413), (BODY_MAX * 40, 413)):
        content = b'{"unknown": 1}'.ljust(size)
        answer = client.request(method, address.url(system), content=content, headers=headers)
        assert problem(answer, status, *(missing(method, address) if status == 400 else []))["status"] == status


def missing(method: str, address: Address) -> list[str]:
    """The faults of a body with one unknown field and nothing else."""
    needed = {"PATCH": [], "POST": ["description"] if address in CLASSIFY else ["title", "description"]}[method]
    return ["unknown", *needed]


@pytest.mark.parametrize("name", ["create_ticket", "classify_ticket", "update_ticket"])
def test_a_body_of_unannounced_length_has_the_same_limit(name: str, system: System, client: httpx.Client) -> None:
    def chunks(size: int) -> Iterator[bytes]:
        yield b'{"unknown": 1}'
        yield from (b" " for _ in range(10))
        yield b" " * (size - 24)

    url = system.function_url(name) + (f"/{UNKNOWN}" if name == "update_ticket" else "")
    method = "PATCH" if name == "update_ticket" else "POST"
    for size, status in ((BODY_MAX, 400), (BODY_MAX + 1, 413), (BODY_MAX * 40, 413)):
        answer = client.request(method, url, content=chunks(size), headers={"Content-Type": "application/json"})
        assert answer.status_code == status, answer.text
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_refused_body_leaves_the_connection_usable(run_function: RunFunction) -> None:
    with run_function("create_ticket", {}) as url, httpx.Client() as client:
        for content in (b"x" * (BODY_MAX * 20), b"{}"):
            answer = client.post(url, content=content, headers={"Content-Type": "application/json"})
            assert answer.headers["Content-Type"] == "application/problem+json"
        success(client.post(url, json=new_ticket()), 201)


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"title": None}, ["title"]),
        ({"title": 7, "description": []}, ["title", "description"]),
        ({"title": "  \n "}, ["title"]),
        ({"title": "a\u0000b"}, ["title"]),
        ({"title": "a\u001bb", "description": "a\u0085b"}, ["title", "description"]),
        ({"title": "a" * 201, "description": "b" * 10_001}, ["title", "description"]),
        ({"description": "\u0007"}, ["description"]),
        ({"category": "Billing", "priority": "urgent"}, ["category", "priority"]),
        ({"category": ["billing"]}, ["category"]),
        ({"status": "closed", "id": UNKNOWN, "version": 9}, ["status", "id", "version"]),
        ({"tracking_token": "x", "set_by": {}}, ["tracking_token", "set_by"]),
        ({"requester": {}}, ["requester"]),
        ({"requester": "Ada"}, ["requester"]),
        ({"requester": {"name": "a\u0000b", "phone": "1"}}, ["requester.name", "requester.phone"]),
        ({"requester": {"email": "ada"}}, ["requester.email"]),
        (
            {"requester": {"name": "a" * 101, "email": f"{'a' * 250}@example.com"}},
            ["requester.name", "requester.email"],
        ),
    ],
)
@pytest.mark.parametrize("address", CREATE, ids=str)
def test_every_fault_of_a_new_ticket_is_named(
    address: Address, fields: dict[str, object], faults: list[str], system: System, client: httpx.Client
) -> None:
    problem(client.post(address.url(system), json=new_ticket(**fields)), 400, *faults)


@every_body
def test_no_answer_repeats_what_was_sent(method: str, address: Address, system: System, client: httpx.Client) -> None:
    secret = word()
    values: list[object] = [secret, [secret], {"a": secret}, f"{secret}\u0000"]
    contents = [json.dumps(dict.fromkeys(FIELDS, value)).encode() for value in values]
    contents += [f'{{"{secret}": '.encode(), f'["{secret}"]'.encode(), f'"{secret}"'.encode()]
    for content in contents:
        for content_type in ("application/json", f"text/{secret}"):
            answer = client.request(
                method, address.url(system), content=content, headers={"Content-Type": content_type, "X-Secret": secret}
            )
            assert answer.is_client_error or address in CLASSIFY
            assert secret not in answer.text + str(answer.headers)


FIELDS = ("title", "description", "category", "priority", "status", "requester")


@pytest.mark.parametrize("name", ["Authorization", "Idempotency-Key", "If-Match", "X-Tracking-Token", "traceparent"])
@pytest.mark.parametrize(
    "value", ["x" * 7000, "\x7f", "é".encode(), b"\xff\xfe", '"'], ids=["long", "DEL", "e", "ff", "quote"]
)
def test_strange_header_values_are_the_callers_fault_or_none_at_all(
    name: str, value: str | bytes, run_function: RunFunction, system: System
) -> None:
    headers = {name.encode(): value if isinstance(value, bytes) else value.encode()}
    urls = [system.function_url("create_ticket"), f"{system.function_url('track_ticket')}/{UNKNOWN}"]
    answers = [httpx.post(urls[0], json={}, headers=headers), httpx.get(urls[1], headers=headers)]
    assert [answer.status_code // 100 for answer in answers] == [4, 4]
