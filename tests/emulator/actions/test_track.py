"""The private status link."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from google.cloud.firestore import DELETE_FIELD

from common.base import ids
from tests.support import web
from tests.support.answers import problem, success
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, word

VARYING = {"date", "content-length", "connection", "keep-alive"}
FIELDS = {"reference", "title", "description", "status", "category", "priority", "created_at", "updated_at"}


@pytest.fixture
def ticket(api: httpx.Client) -> dict[str, Any]:
    return create(api, requester={"name": "Ada"})


@pytest.fixture(params=["hosting", "track_ticket"])
def base(request: pytest.FixtureRequest, system: System) -> str:
    """Where tickets are tracked: behind Hosting, and at the function's own address."""
    return f"{system.hosting_url}/api/track" if request.param == "hosting" else system.function_url("track_ticket")


def track(base: str, ticket_id: str, token: str | None) -> httpx.Response:
    return web.get(f"{base}/{ticket_id}", headers={} if token is None else {"X-Tracking-Token": token})


def test_the_token_opens_what_its_holder_may_know_and_no_more(base: str, ticket: dict[str, Any]) -> None:
    tracked = success(track(base, ticket["id"], ticket["tracking_token"]))
    opening = {"status": "open", "at": ticket["created_at"]}
    said = {"awaiting": "agent", "messages": 0, "follow_up": None, "attachments": []}
    assert tracked == {**{name: ticket[name] for name in FIELDS}, **said, "timeline": [opening]}


def test_the_holder_sees_what_agents_changed(
    base: str, ticket: dict[str, Any], api: httpx.Client, agent: Person
) -> None:
    change = {"status": "resolved", "priority": "critical"}
    changed = success(api.patch(f"/api/tickets/{ticket['id']}", json=change, headers=agent.headers))
    tracked = success(track(base, ticket["id"], ticket["tracking_token"]))
    assert {name: tracked[name] for name in FIELDS} == {name: changed[name] for name in FIELDS}
    assert tracked.keys() == {*FIELDS, "awaiting", "messages", "follow_up", "timeline", "attachments"}


def test_the_timeline_tells_every_status_that_a_ticket_came_to_and_when(
    base: str, ticket: dict[str, Any], api: httpx.Client, agent: Person
) -> None:
    path, expected = f"/api/tickets/{ticket['id']}", [{"status": "open", "at": ticket["created_at"]}]
    for change in (
        {"status": "in_progress", "priority": "critical"},
        {"category": "account"},
        {"status": "in_progress"},
        {"status": "resolved"},
        {"status": "open"},
        {"status": "closed"},
    ):
        changed = success(api.patch(path, json=change, headers=agent.headers))
        if change.get("status", expected[-1]["status"]) != expected[-1]["status"]:
            expected.append({"status": changed["status"], "at": changed["updated_at"]})
    assert [it["status"] for it in expected] == ["open", "in_progress", "resolved", "open", "closed"]
    assert success(track(base, ticket["id"], ticket["tracking_token"]))["timeline"] == expected


def test_the_timeline_has_the_opening_and_the_last_fifty_changes(
    ticket: dict[str, Any], system: System, api: httpx.Client
) -> None:
    changes = system.firestore.collection(f"tickets/{ticket['id']}/changes")
    start = datetime(2030, 1, 1, tzinfo=UTC)
    batch = system.firestore.batch()
    for version in range(2, 57):
        move = {"field": "status", "before": "open", "after": "open" if version % 2 else "closed"}
        entry = {"version": version, "at": start + timedelta(days=version), "by": {"kind": "agent", "name": "Ada"}}
        batch.set(changes.document(f"{version:010}"), {**entry, "changes": [move], "status_version": version})
    batch.commit()
    changes.document("0000000056").update({"changes": [{"field": "status", "before": "open", "after": "lost"}]})
    changes.document("0000000055").update({"by": "nobody"})
    timeline = success(track(str(api.base_url.join("/api/track")), ticket["id"], ticket["tracking_token"]))["timeline"]
    told = [datetime.fromisoformat(it["at"]) for it in timeline]
    assert told == [datetime.fromisoformat(ticket["created_at"]), *(start + timedelta(days=it) for it in range(7, 55))]


def test_missing_wrong_and_unknown_all_look_the_same(base: str, ticket: dict[str, Any], api: httpx.Client) -> None:
    token, other = ticket["tracking_token"], create(api)
    attempts = [
        (ticket["id"], None),
        (ticket["id"], ""),
        (ticket["id"], word()),
        (ticket["id"], token[:-1]),
        (ticket["id"], token.swapcase()),
        (ticket["id"], f"{token}{token}"),
        (ticket["id"], other["tracking_token"]),
        (ids.new_id(datetime.now(UTC)), token),
        (ids.new_id(datetime.now(UTC)), None),
        ("nonsense", token),
        (ticket["id"].upper(), token),
        (ticket["reference"], token),
        ("x" * 500, None),
    ]
    answers = [track(base, ticket_id, sent) for ticket_id, sent in attempts]
    problem(answers[0], 404)
    assert len({answer.text for answer in answers}) == 1
    headers = [{name: value for name, value in it.headers.items() if name not in VARYING} for it in answers]
    assert all(it == headers[0] for it in headers)


def test_the_token_is_taken_from_its_header_and_nowhere_else(base: str, ticket: dict[str, Any]) -> None:
    token = ticket["tracking_token"]
    url = f"{base}/{ticket['id']}"
    problem(web.get(url, params={"tracking_token": token, "token": token}), 404)
    problem(web.get(url, headers={"Authorization": f"Bearer {token}"}), 404)


def test_an_agents_sign_in_does_not_replace_the_token(base: str, ticket: dict[str, Any], agent: Person) -> None:
    problem(web.get(f"{base}/{ticket['id']}", headers=agent.headers), 404)


def test_a_document_without_a_hash_is_opened_by_no_token(base: str, ticket: dict[str, Any], system: System) -> None:
    for broken in (None, DELETE_FIELD):
        system.firestore.document(f"tickets/{ticket['id']}").update({"tracking_hash": broken})
        problem(track(base, ticket["id"], ticket["tracking_token"]), 404)
