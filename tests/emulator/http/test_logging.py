"""What the functions write to the log: one line for each request, and nothing that a person wrote."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.base.ids import new_id
from tests.conftest import RunFunction
from tests.support import web
from tests.support.answers import problem, success
from tests.support.gemini import Gemini, Reply
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, word
from tests.support.waiting import wait_until
from tests.support.webhooks import encoded, signed

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARALLEL = 150
type Entry = dict[str, Any]


class Log:
    """What a function that runs alone has written."""

    def __init__(self, system: System, name: str, url: str) -> None:
        self.path: Path = system.instance.folder / f"{name}-{httpx.URL(url).port}.log"

    def text(self) -> str:
        return self.path.read_text("utf-8")

    def requests(self) -> list[Entry]:
        """The lines about requests; every line that starts like JSON must be JSON."""
        entries = [json.loads(line) for line in self.text().splitlines() if "{" in line[:2]]
        return [entry for entry in entries if "status" in entry]

    def after(self, count: int) -> list[Entry]:
        """The lines about requests once there are as many."""
        wait_until(lambda: len(self.requests()) >= count)
        found = self.requests()
        assert len(found) == count
        return found


def opened(ticket: Mapping[str, Any]) -> Entry:
    """What the line about the request that opened the ticket says of it."""
    return {"ticket": ticket["id"], "version": 1, "quarantined": False}


def test_every_request_is_one_line_with_what_operators_ask_for(run_function: RunFunction, system: System) -> None:
    with run_function("create_ticket", {}) as url:
        log = Log(system, "create_ticket", url)
        content = encoded(new_ticket())
        first = success(web.post(url, json=new_ticket()), 201)
        problem(web.post(url, json={}), 400, "title", "description")
        problem(web.get(f"{url}/"), 405)
        second = success(web.post(f"{url}/api/tickets", content=content, headers=signed(content)), 201)
        entries = log.after(4)
    assert [entry.pop("duration_ms") > 0 for entry in entries] == [True] * 4
    expected = [
        ("POST", 201, "public", opened(first)),
        ("POST", 400, "public", {}),
        ("GET", 405, "unknown", {}),
        ("POST", 201, "webhook", opened(second)),
    ]
    for entry, (method, status, caller, ticket) in zip(entries, expected, strict=True):
        assert entry == {
            "severity": "INFO",
            "message": f"{method} create_ticket {status}",
            "function": "create_ticket",
            "method": method,
            "path": "/api/tickets",
            "status": status,
            "caller": caller,
            **ticket,
        }


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Cloud-Trace-Context": f"{TRACE}/1234567890;o=1"},
        {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"},
    ],
    ids=["Google's header", "W3C's header"],
)
def test_a_request_is_tied_to_its_trace(
    headers: dict[str, str], run_function: RunFunction, system: System, agent: Person
) -> None:
    with run_function("ticket_stats", {}) as url:
        success(web.get(url, headers={**agent.headers, **headers}))
        success(web.get(url, headers=agent.headers))
        first, second = Log(system, "ticket_stats", url).after(2)
    assert first["logging.googleapis.com/trace"] == f"projects/{system.project}/traces/{TRACE}"
    assert "logging.googleapis.com/trace" not in second
    assert first["caller"] == "agent"


def test_lines_of_requests_that_run_at_once_do_not_mix(run_function: RunFunction, system: System) -> None:
    # Unbuffered, as in the cloud: every piece that is written goes out on its own.
    with run_function("create_ticket", {"PYTHONUNBUFFERED": "1"}) as url:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: web.post(url, json={}), range(PARALLEL)))
        entries = Log(system, "create_ticket", url).after(PARALLEL)
    assert {entry["message"] for entry in entries} == {"POST create_ticket 400"}


def test_what_somebody_pastes_into_a_path_is_not_logged(run_function: RunFunction, system: System) -> None:
    ticket, token = new_id(datetime.now(UTC)), word()
    with run_function("track_ticket", {}) as url:
        for path in (f"api/track/{ticket}", f"{ticket}.{token}", f"api/track/{ticket}/{token}"):
            problem(web.get(f"{url}/{path}", headers={"X-Tracking-Token": token}), 404)
        log = Log(system, "track_ticket", url)
        logged = [(entry["path"], entry.get("ticket")) for entry in log.after(3)]
    assert logged == [("/api/track/{id}", ticket), ("/api/track/{id}", None), ("unknown", None)]
    assert token not in log.text()


def test_a_classified_text_is_not_logged_whatever_gemini_does(
    run_function: RunFunction, system: System, gemini: Gemini
) -> None:
    text = word()
    gemini.when(text, Reply(status=500))
    with run_function("classify_ticket", {}) as url:
        for description in (f"{text} does not print my invoices", text * 2000):
            web.post(url, json={"description": description})
        log = Log(system, "classify_ticket", url)
        assert [entry["status"] for entry in log.after(2)] == [200, 400]
    assert text not in log.text()


def test_no_log_tells_what_people_wrote_or_hold(run_function: RunFunction, system: System, agent: Person) -> None:
    secrets = [word() for _ in range(7)]
    title, text, name, search, key, delivery, token = secrets
    body = new_ticket(title=title, description=text, requester={"name": name, "email": f"{name}@example.com"})
    with run_function("tickets", {}) as url:
        opened = success(web.post(url, json=body, headers={"Idempotency-Key": key, **agent.headers}), 201)
        content = encoded(body)
        success(web.post(url, content=content, headers=signed(content, delivery=delivery)), 201)
        success(web.get(url, params={"search": search}, headers=agent.headers))
        problem(web.post(url, json={**body, "category": title}), 400, "category")
        problem(web.get(url, headers={"Authorization": f"Bearer {token}"}), 401)
        log = Log(system, "tickets", url)
        assert len(log.after(5)) == 5
        text_of_log = log.text()
    secrets += [opened["tracking_token"], agent.token, agent.email]
    assert not [secret for secret in secrets if secret in text_of_log]


def test_neither_a_new_token_nor_what_a_program_filled_in_is_logged(
    run_function: RunFunction, system: System, agent: Person
) -> None:
    website = word()
    with run_function("create_ticket", {}) as url:
        ticket = success(web.post(url, json=new_ticket(website=website)), 201)
        log = Log(system, "create_ticket", url)
        log.after(1)
        assert website not in log.text()
    path = f"/api/tickets/{ticket['id']}"
    with run_function("ticket", {}) as url:
        success(web.post(f"{url}{path}/release", headers=agent.headers))
        token = success(web.post(f"{url}{path}/link/", headers=agent.headers), 201)["tracking_token"]
        log = Log(system, "ticket", url)
        released, entry = log.after(2)
        assert released["path"] == "/api/tickets/{id}/release"
        assert (entry["path"], entry["ticket"], entry["caller"]) == ("/api/tickets/{id}/link", ticket["id"], "agent")
        assert not [secret for secret in (token, agent.email) if secret in log.text()]


def test_a_broken_entry_of_a_history_is_an_error_that_names_it_and_not_its_content(
    run_function: RunFunction, system: System, agent: Person, api: httpx.Client
) -> None:
    ticket, secret = create(api), word()
    entry = system.firestore.document(f"tickets/{ticket['id']}/changes/0000000002")
    entry.set({"version": 2, "at": secret, "by": secret})
    with run_function("ticket", {}) as url:
        told = success(web.get(f"{url}/{ticket['id']}/history", headers=agent.headers))
        assert told == {"results": [], "next_cursor": None}
        log = Log(system, "ticket", url)
        log.after(1)
    (error,) = [json.loads(line) for line in log.text().splitlines() if '"ERROR"' in line]
    assert (error["message"], error["document"]) == ("stored change is malformed", entry.path)
    assert secret not in log.text()


def test_a_failure_of_ours_is_logged_with_its_place_and_without_its_content(
    run_function: RunFunction, system: System, agent: Person, api: httpx.Client
) -> None:
    ticket, secret = create(api), word()
    system.firestore.document(f"tickets/{ticket['id']}").update({"version": secret})
    with run_function("get_ticket", {}) as url:
        problem(web.get(f"{url}/{ticket['id']}", headers=agent.headers), 500)
        log = Log(system, "get_ticket", url)
        log.after(1)
    errors = [json.loads(line) for line in log.text().splitlines() if '"ERROR"' in line]
    assert [error["message"] for error in errors] == ["stored ticket is malformed"]
    assert "tickets/store.py" in errors[0]["stack_trace"]
    assert secret not in log.text()


def test_an_unreachable_database_is_a_503_and_an_error_in_the_log(
    run_function: RunFunction, system: System, agent: Person
) -> None:
    with run_function("ticket_stats", {"FIRESTORE_EMULATOR_HOST": "127.0.0.1:9"}) as url:
        answer = web.get(url, headers=agent.headers)
        problem(answer, 503)
        assert int(answer.headers["Retry-After"]) > 0
        log = Log(system, "ticket_stats", url)
        assert log.after(1)[0]["status"] == 503
    assert '"ERROR"' in log.text()
