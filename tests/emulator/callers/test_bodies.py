"""Bodies that no function can serve, at its own address and behind Hosting."""

import json
from collections.abc import Iterator

import httpx
import pytest

from common.callers.call import BODY_MAX
from tests.conftest import RunFunction
from tests.support import web
from tests.support.addresses import CLASSIFY, CREATE, UNKNOWN, Address, every_body
from tests.support.answers import problem, success
from tests.support.system import System
from tests.support.tickets import new_ticket, word

FIELDS = ("title", "description", "category", "priority", "status", "requester")
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


def missing(method: str, address: Address) -> list[str]:
    """The faults of a body with one unknown field and nothing else."""
    needed = {"PATCH": [], "POST": ["description"] if address in CLASSIFY else ["title", "description"]}[method]
    return ["unknown", *needed]


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


@pytest.mark.parametrize("headers", CONTENT_TYPES.values(), ids=CONTENT_TYPES)
@every_body
def test_a_body_in_another_format_is_unsupported(
    method: str, address: Address, headers: dict[str, str], system: System, client: httpx.Client
) -> None:
    problem(client.request(method, address.url(system), content=b"{}", headers=headers), 415)


def test_a_compressed_body_is_unsupported(system: System, run_function: RunFunction) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    with run_function("create_ticket", {}) as url:  # the emulators unpack what they pass on
        problem(web.post(url, content=b"\x1f\x8b\x08\x00", headers=headers), 415)


@every_body
def test_a_body_may_have_64_kib_and_not_a_byte_more(
    method: str, address: Address, system: System, client: httpx.Client
) -> None:
    headers = {"Content-Type": "application/json"}
    for size, status in ((BODY_MAX, 400), (BODY_MAX + 1, 413), (BODY_MAX * 40, 413)):
        content = b'{"unknown": 1}'.ljust(size)
        answer = client.request(method, address.url(system), content=content, headers=headers)
        assert problem(answer, status, *(missing(method, address) if status == 400 else []))["status"] == status


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
    with run_function("create_ticket", {}) as url, httpx.Client(timeout=web.TIMEOUT_S) as client:
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
        ({"title": "\u0000", "description": "\u001b\u200b"}, ["title", "description"]),
        ({"title": "a" * 201, "description": "b" * 10_001}, ["title", "description"]),
        ({"description": "\u0007"}, ["description"]),
        ({"category": "Billing", "priority": "urgent"}, ["category", "priority"]),
        ({"category": ["billing"]}, ["category"]),
        ({"status": "closed", "id": UNKNOWN, "version": 9}, ["status", "id", "version"]),
        ({"tracking_token": "x", "set_by": {}}, ["tracking_token", "set_by"]),
        ({"requester": {}}, ["requester"]),
        ({"requester": "Ada"}, ["requester"]),
        ({"requester": {"name": "\u0000", "phone": "1"}}, ["requester.name", "requester.phone"]),
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
