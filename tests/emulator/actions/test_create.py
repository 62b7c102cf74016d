"""Opening tickets: by the public, by agents, by integrations."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from google.cloud.firestore import FieldFilter

from common.base import ids
from common.tickets import queues, reference
from common.tickets.model import CreatedTicket, Ticket
from common.tickets.store import NOT_STORED
from tests.support import web
from tests.support.answers import success
from tests.support.people import Person
from tests.support.system import WEBHOOK_NAME, System
from tests.support.tickets import as_read, create, new_ticket, opened, word
from tests.support.webhooks import encoded, signed


def stored(system: System, ticket: dict[str, Any]) -> dict[str, Any]:
    """The ticket's document."""
    content: dict[str, Any] | None = system.firestore.document(f"tickets/{ticket['id']}").get().to_dict()
    assert content is not None
    return content


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_anybody_can_open_a_ticket_and_gets_its_address_version_and_private_token(api: httpx.Client) -> None:
    body = new_ticket(category="billing", priority="critical", requester={"name": "Ada", "email": "ada@example.com"})
    answer = api.post("/api/tickets", json=body)
    ticket = success(answer, 201)
    assert ticket.keys() == CreatedTicket.model_fields.keys()
    assert body.items() <= ticket.items()
    assert (ticket["status"], ticket["version"], ticket["resolved_at"]) == ("open", 1, None)
    assert ticket["channel"] == "form"
    assert ticket["set_by"] == {"category": "submitter", "priority": "submitter"}
    assert answer.headers["Location"] == f"/api/tickets/{ticket['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert reference.parse(ticket["reference"]) == ticket["reference"]
    assert len(ticket["tracking_token"]) == 43


def test_an_agent_reads_under_the_location_what_was_opened(api: httpx.Client, agent: Person) -> None:
    answer = api.post("/api/tickets", json=new_ticket())
    read = success(api.get(answer.headers["Location"], headers=agent.headers))
    assert read == as_read(answer.json())
    assert read.keys() == Ticket.model_fields.keys()


def test_a_ticket_that_an_agent_opens_comes_from_the_desk(api: httpx.Client, agent: Person) -> None:
    ticket = create(api, agent.headers, category="account", priority=None)
    assert ticket["channel"] == "desk"
    assert ticket["set_by"] == {"category": "agent", "priority": "rules"}


def test_a_ticket_that_an_integration_opens_bears_its_name(api: httpx.Client) -> None:
    content = encoded(new_ticket(category=None, priority="high"))
    ticket = success(api.post("/api/tickets", content=content, headers=signed(content)), 201)
    assert ticket["channel"] == WEBHOOK_NAME
    assert ticket["set_by"] == {"category": "rules", "priority": "integration"}


def test_the_function_at_its_own_address_opens_tickets_too(system: System, api: httpx.Client, agent: Person) -> None:
    ticket = success(web.post(system.function_url("create_ticket"), json=new_ticket()), 201)
    assert success(api.get(f"/api/tickets/{ticket['id']}", headers=agent.headers))["title"] == ticket["title"]


@pytest.mark.parametrize(
    ("title", "description", "category", "priority"),
    [
        ("Invoice", "I was charged twice for my subscription and want a refund.", "billing", "medium"),
        ("Help", "The app keeps crashing with an error, this is urgent, we need it immediately!", "technical", None),
        ("Login", "How do I change the password of my account?", "account", "low"),
    ],
)
def test_what_is_left_out_is_filled_in_by_the_rules(
    title: str, description: str, category: str, priority: str | None, api: httpx.Client
) -> None:
    ticket = success(api.post("/api/tickets", json={"title": title, "description": description}), 201)
    assert ticket["category"] == category
    assert ticket["priority"] in ({priority} if priority else {"high", "critical"})
    assert ticket["set_by"] == {"category": "rules", "priority": "rules"}
    assert ticket["suggestion"]["source"] == "local"
    assert ticket["suggestion"]["category"] == category


def test_a_null_is_the_same_as_leaving_it_out(api: httpx.Client) -> None:
    ticket = create(api, category=None, priority=None, requester=None)
    assert ticket["set_by"] == {"category": "rules", "priority": "rules"}
    assert ticket["requester"] is None


def test_texts_are_stored_trimmed_with_unix_line_ends_and_otherwise_as_written(
    api: httpx.Client, agent: Person
) -> None:
    body = new_ticket(title="\u00a0 Größe 😀 <b>&amp; ", description="\r\n 1\r\n\r\n\t2\r3 \u200d\u2066x\u2069 \n")
    ticket = success(api.post("/api/tickets", json=body), 201)
    read = success(api.get(f"/api/tickets/{ticket['id']}", headers=agent.headers))
    assert read["title"] == "Größe 😀 <b>&amp;"
    assert read["description"] == "1\n\n\t2\n3 \u200d\u2066x\u2069"


@pytest.mark.parametrize("char", ["a", "ß", "語", "😀"])
def test_the_longest_texts_fit_whatever_they_are_written_in(char: str, api: httpx.Client, agent: Person) -> None:
    body = {
        "title": char * 200,
        "description": char * 10_000,
        "requester": {"name": char * 100, "email": f"{'a' * 60}@{'b' * 60}.example.com"},
    }
    content = json.dumps(body, ensure_ascii=False).encode()
    answer = api.post("/api/tickets", content=content, headers={"Content-Type": "application/json"})
    ticket = success(answer, 201)
    assert body.items() <= success(api.get(answer.headers["Location"], headers=agent.headers)).items()
    assert success(api.get("/api/tickets", params={"search": ticket["reference"]}, headers=agent.headers))["results"]


def test_a_description_of_two_thousand_different_words_is_accepted(api: httpx.Client) -> None:
    words = " ".join(word()[:4] for _ in range(1990))
    assert create(api, description=words)["description"] == words


def test_a_document_has_the_documented_fields_and_no_others(api: httpx.Client, system: System) -> None:
    ticket = create(api, requester={"name": "Ada"})
    document = stored(system, ticket)
    fields = Ticket.model_fields.keys() - NOT_STORED - {"anonymised_at"}
    assert document.keys() == {*fields, *queues.beside(opened()), "shown_at", "terms", "terms_size", "tracking_hash"}
    assert document["requester"] == {"name": "Ada", "email": None}
    assert all(value is True for value in document["terms"].values())


def test_of_the_token_only_the_hash_is_stored(api: httpx.Client, system: System) -> None:
    body, key = new_ticket(), word()
    ticket = success(api.post("/api/tickets", json=body, headers={"Idempotency-Key": key}), 201)
    token = ticket["tracking_token"]
    assert stored(system, ticket)["tracking_hash"] == hashlib.sha256(token.encode()).hexdigest()
    query = system.firestore.collection("idempotency_keys").where(filter=FieldFilter("ticket", "==", ticket["id"]))
    (record,) = query.get()
    for document in (stored(system, ticket), record.to_dict()):
        assert token not in str(document)
        assert key not in str(document)


def test_a_ticket_was_created_at_the_instant_in_its_id(api: httpx.Client, system: System) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    ticket = create(api)
    created = instant(ticket["created_at"])
    assert before <= created <= datetime.now(UTC)
    assert created == instant(ticket["updated_at"]) == ids.created_at(ticket["id"])
    assert stored(system, ticket)["created_at"] == created


def test_every_ticket_has_an_id_a_reference_and_a_token_of_its_own(api: httpx.Client) -> None:
    body = new_ticket()
    tickets = [success(api.post("/api/tickets", json=body), 201) for _ in range(5)]
    for name in ("id", "reference", "tracking_token"):
        assert len({ticket[name] for ticket in tickets}) == 5
