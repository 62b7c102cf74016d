"""What Firestore itself lets people do, by its REST interface and with real ID tokens."""

from typing import Any

import httpx
import pytest

from tests.support import web
from tests.support.people import Person, sign_up
from tests.support.system import System
from tests.support.tickets import create, word

DENIED = 403
READABLE = ["tickets", "counters", "conversations/{id}/messages"]
MAIL = ["mail_outbox", "mail_windows"]
BELOW = [
    "tickets/{id}/changes",
    "tickets/{id}/notes",
    "counters/{id}/history",
    "settings/{id}/more",
    "webhooks/{id}/deliveries",
    "conversations/{id}/drafts",
]
CLOSED = [
    "agents",
    "conversations",
    "counted_events",
    "idempotency_keys",
    *MAIL,
    "attachments",
    "presence",
    "quarantine",
    "suggestions",
    "settings",
    "api_keys",
    "api_key_names",
    "rate_limits",
    "views",
    "webhooks",
]
FIELDS = {"fields": {"status": {"stringValue": "closed"}, "total": {"integerValue": "0"}}}


@pytest.fixture(scope="module")
def documents(system: System) -> str:
    """The address below which the database's documents are."""
    return f"{system.firestore_url}/v1/projects/{system.project}/databases/(default)/documents"


@pytest.fixture(scope="module")
def people(system: System, stranger: Person, agent: Person) -> dict[str, dict[str, str]]:
    """The headers of everybody who could come."""
    admin = sign_up(system, "admin", {"role": "admin"})
    other = sign_up(system, "customer", {"role": "customer"})
    return {
        "nobody": {},
        "stranger": stranger.headers,
        "customer": other.headers,
        "agent": agent.headers,
        "admin": admin.headers,
    }


@pytest.fixture(scope="module")
def existing(system: System, api: httpx.Client) -> dict[str, str]:
    """A document of each collection, the subcollections included."""
    found = {"tickets": str(create(api)["id"])}
    for collection in ["counters", *CLOSED]:
        document = system.firestore.collection(collection).document(word())
        document.set({"ours": True})
        found[collection] = document.id
    for pattern in [*READABLE, *BELOW]:
        path = place(pattern, found)
        if path not in found:
            system.firestore.collection(path).document("x").set({"ours": True})
            found[path] = "x"
    return found


@pytest.fixture(scope="module", autouse=True)
def tidy(system: System, existing: dict[str, str]) -> Any:
    """What is ours alone is left to no other test."""
    yield
    for path, name in existing.items():
        if path != "tickets":
            system.firestore.collection(path).document(name).delete()


def place(pattern: str, existing: dict[str, str]) -> str:
    """The path of the collection, for one below a document that of an existing one."""
    return pattern.format(id=existing[pattern.partition("/")[0]])


def reads(documents: str, collection: str, name: str, headers: dict[str, str]) -> list[int]:
    """The statuses of getting a document, one that does not exist, listing, and querying."""
    parent, _, last = collection.rpartition("/")
    query = {"structuredQuery": {"from": [{"collectionId": last}], "limit": 1}}
    return [
        web.get(f"{documents}/{collection}/{name}", headers=headers).status_code,
        web.get(f"{documents}/{collection}", params={"pageSize": "1"}, headers=headers).status_code,
        web.post(f"{documents}{'/' + parent if parent else ''}:runQuery", json=query, headers=headers).status_code,
    ]


def writes(documents: str, collection: str, name: str, headers: dict[str, str]) -> list[int]:
    """The statuses of creating, replacing, updating one field, deleting, and a batch."""
    address = f"{documents}/{collection}"
    full_name = f"{documents.partition('/v1/')[2]}/{collection}/{name}"
    mask = {"updateMask.fieldPaths": "status"}
    return [
        web.post(address, params={"documentId": word()}, json=FIELDS, headers=headers).status_code,
        web.patch(f"{address}/{name}", json=FIELDS, headers=headers).status_code,
        web.patch(f"{address}/{name}", params=mask, json=FIELDS, headers=headers).status_code,
        web.delete(f"{address}/{name}", headers=headers).status_code,
        web.post(f"{documents}:commit", json={"writes": [{"delete": full_name}]}, headers=headers).status_code,
    ]


@pytest.mark.parametrize("person", ["agent", "admin"])
@pytest.mark.parametrize("collection", READABLE)
def test_agents_read_tickets_counters_and_messages(
    person: str, collection: str, documents: str, people: dict[str, dict[str, str]], existing: dict[str, str]
) -> None:
    path = place(collection, existing)
    assert reads(documents, path, existing[path], people[person]) == [200, 200, 200]


@pytest.mark.parametrize("person", ["nobody", "stranger", "customer"])
@pytest.mark.parametrize("collection", READABLE)
def test_nobody_else_reads_tickets_counters_or_messages(
    person: str, collection: str, documents: str, people: dict[str, dict[str, str]], existing: dict[str, str]
) -> None:
    path = place(collection, existing)
    assert reads(documents, path, existing[path], people[person]) == [DENIED] * 3
    assert reads(documents, path, word(), people[person]) == [DENIED] * 3


@pytest.mark.parametrize("person", ["nobody", "stranger", "customer", "agent", "admin"])
@pytest.mark.parametrize("collection", [*CLOSED, *BELOW])
def test_everything_else_is_read_by_nobody(
    person: str, collection: str, documents: str, people: dict[str, dict[str, str]], existing: dict[str, str]
) -> None:
    path = place(collection, existing)
    assert reads(documents, path, existing[path], people[person]) == [DENIED] * 3


@pytest.mark.parametrize("person", ["nobody", "stranger", "customer", "agent", "admin"])
@pytest.mark.parametrize("collection", [*READABLE, *CLOSED, *BELOW])
def test_nobody_writes_anything(
    person: str,
    collection: str,
    system: System,
    documents: str,
    people: dict[str, dict[str, str]],
    existing: dict[str, str],
) -> None:
    path = place(collection, existing)
    document = system.firestore.collection(path).document(existing[path])
    before = document.get().to_dict()
    assert before
    assert writes(documents, path, existing[path], people[person]) == [DENIED] * 5
    assert document.get().to_dict() == before


@pytest.mark.parametrize("person", ["nobody", "stranger", "agent"])
def test_nobody_asks_across_collections_of_one_name(
    person: str, documents: str, people: dict[str, dict[str, str]]
) -> None:
    for collection in ("changes", "messages", "notes", "history"):
        query = {"structuredQuery": {"from": [{"collectionId": collection, "allDescendants": True}]}}
        assert web.post(f"{documents}:runQuery", json=query, headers=people[person]).status_code == DENIED


def test_a_token_that_somebody_made_up_is_no_agents(documents: str) -> None:
    answer = web.get(f"{documents}/tickets", headers={"Authorization": "Bearer x.y.z"})
    assert answer.status_code in {400, 401, DENIED}
