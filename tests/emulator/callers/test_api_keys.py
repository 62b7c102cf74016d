"""API keys: who makes and revokes them, what they open, and what is kept of them."""

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from grpc import StatusCode

from common.callers import api_keys
from common.callers.inputs import NewApiKey
from tests.support import web
from tests.support.addresses import KEYS, UNKNOWN, Address
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.faulty_firestore import FaultyFirestore, lost_answer
from tests.support.keys import CREATE, UPDATE, Keys, bearer
from tests.support.people import Person
from tests.support.system import WEBHOOK_NAME, System
from tests.support.tickets import create, new_ticket, titled, word

METHODS = [(method, address) for address in KEYS for method in ("GET", "POST", "DELETE") if method in address.allow]
SHOWN = {"id", "name", "scopes", "created_at", "created_by", "last_used_at", "revoked_at"}


def stored(system: System, key: dict[str, Any]) -> dict[str, Any]:
    return system.firestore.document(f"api_keys/{key['id']}").get().to_dict() or {}


def test_a_key_is_said_once_and_stored_only_as_a_hash(keys: Keys, admin: Person, system: System) -> None:
    name = word()
    answer = keys.ask(name=name, scopes=[UPDATE, CREATE])
    created = success(answer, 201)
    assert answer.headers["Location"] == f"/api/keys/{created['id']}"
    secret = created.pop("key")
    assert re.fullmatch(rf"desk_{created['id']}_[a-z2-7]{{52}}", secret)
    assert created.keys() == SHOWN
    assert (created["name"], created["scopes"], created["created_by"]) == (name, [CREATE, UPDATE], admin.email)
    assert (created["last_used_at"], created["revoked_at"]) == (None, None)
    assert keys.read(created["id"]) == created
    kept = stored(system, created)
    assert kept["hash"] == hashlib.sha256(secret.encode()).hexdigest()
    assert secret.rpartition("_")[2] not in str(kept)


def test_the_list_is_newest_first_with_those_that_are_revoked(keys: Keys) -> None:
    first, second, third = (keys.create() for _ in range(3))
    success(keys.revoke(second["id"]))
    listed = [it for it in keys.all() if it["id"] in {first["id"], second["id"], third["id"]}]
    assert [it["id"] for it in listed] == [third["id"], second["id"], first["id"]]
    assert [it["revoked_at"] is None for it in listed] == [True, False, True]
    assert all(it.keys() == SHOWN for it in listed)


@pytest.mark.parametrize(("method", "address"), METHODS, ids=[f"{method} {it}" for method, it in METHODS])
def test_keys_are_for_admins(
    method: str, address: Address, system: System, agent: Person, stranger: Person, keys: Keys
) -> None:
    key = keys.create()
    url, body = address.url(system).replace(UNKNOWN, key["id"]), {"name": word(), "scopes": [CREATE]}
    content = body if method == "POST" else None
    problem(web.request(method, url, json=content), 401)
    problem(web.request(method, url, json=content, headers=bearer(key)), 401)
    for person in (agent, stranger):
        problem(web.request(method, url, json=content, headers=person.headers), 403)
    assert keys.read(key["id"])["revoked_at"] is None
    assert body["name"] not in {it["name"] for it in keys.all()}


@pytest.mark.parametrize("function", ["", "create_ticket"])
def test_a_key_opens_tickets_under_its_name(function: str, system: System, keys: Keys, agent: Person) -> None:
    key = keys.create(scopes=[CREATE])
    url = system.function_url(function) if function else f"{system.hosting_url}/api/tickets"
    ticket = success(web.post(url, json=new_ticket(website="x", elapsed_ms=0), headers=bearer(key)), 201)
    assert (ticket["channel"], ticket["set_by"]["category"]) == (key["name"], "integration")
    read = success(web.get(f"{system.hosting_url}/api/tickets/{ticket['id']}", headers=agent.headers))
    assert not read["quarantined"]


@pytest.mark.parametrize("function", ["", "update_ticket"])
def test_a_key_with_the_scope_changes_tickets_and_the_history_names_it(
    function: str, api: httpx.Client, system: System, keys: Keys, agent: Person
) -> None:
    key, case = keys.create(), Case(api, agent, create(api))
    url = system.function_url(function) if function else f"{system.hosting_url}/api/tickets"
    changed = success(
        web.patch(f"{url}/{case.ticket['id']}", json={"priority": "high"}, headers={**bearer(key), "If-Match": '"1"'})
    )
    assert (changed["priority"], changed["set_by"]["priority"]) == ("high", "integration")
    assert case.history()[-1]["by"] == {"kind": "integration", "name": key["name"]}
    problem(case.patch(**bearer(key), **{"If-Match": '"1"'}), 412)


def test_a_key_without_the_scope_changes_nothing(api: httpx.Client, keys: Keys, agent: Person) -> None:
    key, case = keys.create(scopes=[CREATE]), Case(api, agent, create(api))
    problem(api.patch(case.path, json={"status": "closed"}, headers=bearer(key)), 403)
    assert case.read()["version"] == 1


def test_a_key_opens_nothing_else(api: httpx.Client, keys: Keys) -> None:
    key, ticket = bearer(keys.create()), create(api)
    for path in ("/stats", f"/{ticket['id']}/history"):
        problem(api.get(f"/api/tickets{path}", headers=key), 401)
    for path in ("", f"/{ticket['id']}", f"/{ticket['id']}/messages", f"/{ticket['id']}/messages/0000000001"):
        problem(api.get(f"/api/tickets{path}", headers=key), 403)
    problem(api.get("/api/agents", headers=key), 401)
    for path in ("link", "release"):
        problem(api.post(f"/api/tickets/{ticket['id']}/{path}", headers=key), 401)
    problem(api.post("/api/tickets/classify", json={"description": "It does not work"}, headers=key), 401)


def test_a_revoked_key_works_no_more_from_the_next_request_on(api: httpx.Client, keys: Keys, system: System) -> None:
    key, other = keys.create(), keys.create()
    success(api.post("/api/tickets", json=new_ticket(), headers=bearer(key)), 201)
    revoked = success(keys.revoke(key["id"]))
    assert revoked.keys() == SHOWN
    assert revoked["revoked_at"] >= revoked["created_at"]
    body = new_ticket()
    problem(api.post("/api/tickets", json=body, headers=bearer(key)), 401)
    problem(web.post(system.function_url("create_ticket"), json=body, headers=bearer(key)), 401)
    assert titled(system, body) == 0
    success(api.post("/api/tickets", json=body, headers=bearer(other)), 201)


def test_revoking_again_answers_the_same_and_leaves_a_new_key_of_the_name_alone(keys: Keys) -> None:
    old = keys.create()
    first = success(keys.revoke(old["id"]))
    new = keys.create(name=old["name"])
    assert success(keys.revoke(old["id"])) == first
    problem(keys.ask(name=new["name"]), 409, "name")
    assert keys.read(new["id"])["revoked_at"] is None


@pytest.mark.parametrize("key_id", [UNKNOWN, "x", "x" * 3000, "%F0%9F%98%80", "__x__", UNKNOWN.upper()])
def test_a_key_that_is_none_is_not_found(key_id: str, system: System, admin: Person) -> None:
    problem(web.delete(f"{system.function_url('api_keys')}/{key_id}", headers=admin.headers), 404)


def wrong_keys(key: str) -> list[str]:
    prefix, key_id, secret = key.split("_")
    other = "a" if secret[-2] != "a" else "b"
    return [
        f"{prefix}_{key_id}_{secret[:-2]}{other}{secret[-1]}",
        f"{prefix}_{UNKNOWN}_{secret}",
        f"{prefix}_{key_id}",
        f"{prefix}_{key_id}_",
        f"{prefix}_{key_id}_{secret}a",
        f"{prefix}_{key_id.upper()}_{secret}",
        f"{prefix}_{'/'.join(key_id)}_{secret}",
        f"{prefix}_..../_{secret}",
        f"{prefix}_{secret}",
        prefix + "_",
        "desk_" + "é" * 20,
        "desk_" + "x" * 7000,
    ]


def test_anything_like_a_key_is_refused(api: httpx.Client, keys: Keys, system: System) -> None:
    key, body = keys.create()["key"], new_ticket()
    for wrong in wrong_keys(key):
        headers = {b"Authorization": f"Bearer {wrong}".encode()}
        answer = api.post("/api/tickets", json=body, headers=headers)
        problem(answer, 401)
        assert key.rpartition("_")[2] not in answer.text
    assert titled(system, body) == 0
    success(api.post("/api/tickets", json=body, headers={"Authorization": f"bearer  {key}"}), 201)


@pytest.mark.parametrize(
    "name",
    ["form", "desk", "email", WEBHOOK_NAME, "", "Shop", "-shop", "two words", "s" * 41, "shöp", "a/b", 7, None],
)
def test_a_name_that_could_be_taken_for_another_or_is_none_is_refused(name: object, keys: Keys) -> None:
    before = len(keys.all())
    problem(keys.ask(name=name), 400, "name")
    assert len(keys.all()) == before


@pytest.mark.parametrize("scopes", [[], [CREATE, CREATE], ["tickets:delete"], CREATE, None])
def test_scopes_are_one_or_more_of_those_that_there_are_each_once(scopes: object, keys: Keys) -> None:
    answer = keys.ask(scopes=scopes)
    problem(answer, 400, "scopes.0" if scopes == ["tickets:delete"] else "scopes")


def test_of_parallel_keys_of_one_name_there_is_one(keys: Keys) -> None:
    name = word()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: keys.ask(name=name), range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert len([it for it in keys.all() if it["name"] == name]) == 1


def test_the_last_use_is_visible_and_told_once_an_hour(api: httpx.Client, keys: Keys, system: System) -> None:
    key = keys.create()
    document = f"api_keys/{key['id']}"

    def used() -> datetime:
        success(api.post("/api/tickets", json=new_ticket(), headers=bearer(key)), 201)
        return datetime.fromisoformat(keys.read(key["id"])["last_used_at"])

    first = used()
    assert timedelta(0) <= datetime.now(UTC) - first < timedelta(minutes=5)
    assert used() == first
    long_ago = datetime.now(UTC) - timedelta(minutes=61)
    system.firestore.document(document).update({"last_used_at": long_ago})
    assert used() > first
    recent = datetime.now(UTC) - timedelta(minutes=59)
    system.firestore.document(document).update({"last_used_at": recent})
    assert used() == recent


def test_a_repeat_with_the_same_idempotency_key_opens_one_ticket_for_each_key(
    api: httpx.Client, keys: Keys, system: System
) -> None:
    body, repeat = new_ticket(), {"Idempotency-Key": word()}
    one, other = bearer(keys.create()), bearer(keys.create())
    answers = [api.post("/api/tickets", json=body, headers={**it, **repeat}) for it in (one, one, other, {})]
    first, again, of_other, of_public = (success(answer, 201) for answer in answers)
    assert first == again
    assert len({first["id"], of_other["id"], of_public["id"]}) == 3
    assert titled(system, body) == 3


def test_a_key_that_somebody_broke_by_hand_spoils_itself_and_not_the_list(
    api: httpx.Client, keys: Keys, system: System
) -> None:
    broken, whole = keys.create(), keys.create()
    document = system.firestore.document(f"api_keys/{broken['id']}")
    try:
        for damage in ({"scopes": "all"}, {"scopes": [CREATE], "hash": "é"}, {"hash": None}):
            document.update(damage)
            problem(api.post("/api/tickets", json=new_ticket(), headers=bearer(broken)), 401)
        document.update({"scopes": 7})
        assert whole["id"] in {it["id"] for it in keys.all()} - {broken["id"]}
        problem(keys.revoke(broken["id"]), 404)
    finally:
        document.delete()


def test_a_key_whose_answer_was_lost_on_its_way_from_firestore_is_created_once(inside: FaultyFirestore) -> None:
    with inside.having(*lost_answer(StatusCode.ALREADY_EXISTS)):
        created = api_keys.create(NewApiKey.model_validate({"name": word(), "scopes": [CREATE]}), "ada@people.example")
    found = api_keys.find(created.key)
    assert found is not None
    assert found.id == created.id


def test_a_revocation_whose_answer_was_lost_is_made_once(inside: FaultyFirestore) -> None:
    created = api_keys.create(NewApiKey.model_validate({"name": word(), "scopes": [CREATE]}), "ada@people.example")
    with inside.having(*lost_answer(StatusCode.FAILED_PRECONDITION)):
        revoked = api_keys.revoke(created.id)
    assert revoked.revoked_at is not None
    assert api_keys.find(created.key) is None
    assert api_keys.revoke(created.id) == revoked
