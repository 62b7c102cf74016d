"""The index configuration, which the emulator ignores: a gap in it would show only in production."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.cloud.firestore_v1.types import StructuredQuery

from common.base.firestore import firestore
from common.conversation import store as conversation
from common.privacy import erasure, retention
from common.tickets import store
from common.tickets.fields import FIELDS
from common.tickets.inputs import TicketQuery
from common.tickets.model import Ticket
from common.tickets.search import query_terms

ROOT = Path(__file__).parents[3]
CONFIG = json.loads((ROOT / "firestore.indexes.json").read_text("utf-8"))
ASCENDING = [{"order": "ASCENDING", "queryScope": "COLLECTION"}]


def override(collection: str, field: str) -> dict[str, Any] | None:
    found = [it for it in CONFIG["fieldOverrides"] if (it["collectionGroup"], it["fieldPath"]) == (collection, field)]
    return found[0] if found else None


def collections() -> set[str]:
    """The collections that the functions' source names, which for one below a document is the end of its path."""
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "functions" / "common").rglob("*.py"))]
    named = r'(?:collection|document)\(f?"(?:[^"]*/)?(\w+)"'
    return {name for source in sources for name in re.findall(named, source)}


def test_who_waits_longest_is_found_by_the_one_composite_index() -> None:
    (index,) = CONFIG["indexes"]
    assert (index["collectionGroup"], index["queryScope"]) == ("tickets", "COLLECTION")
    assert [(it["fieldPath"], it["order"]) for it in index["fields"]] == [
        ("awaiting", "ASCENDING"),
        ("waiting_since", "ASCENDING"),
    ]


def test_nothing_is_indexed_that_no_query_asks_for() -> None:
    for collection in collections():
        assert override(collection, "*") == {"collectionGroup": collection, "fieldPath": "*", "indexes": []}


@pytest.fixture
def selection(monkeypatch: pytest.MonkeyPatch) -> Iterator[StructuredQuery]:
    """The query of a list with every filter, as it would be sent; nothing is."""
    monkeypatch.setenv("GCLOUD_PROJECT", "demo-tickets")
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1")
    firestore.cache_clear()
    chosen = {it.name: next(iter(it.values)) for it in FIELDS if it.filterable}
    query = TicketQuery.model_validate({**chosen, "undelivered": "true", "search": "two words"})
    yield store._selection(store.collection(), query)._to_protobuf()
    firestore.cache_clear()


def test_the_list_reads_no_search_terms_and_nothing_else_that_it_does_not_need(selection: StructuredQuery) -> None:
    assert {field.field_path for field in selection.select.fields} == {
        *Ticket.model_fields.keys() - store.NOT_STORED,
        *store.BESIDE,
    }


def test_the_list_is_in_key_order_which_needs_no_index(selection: StructuredQuery) -> None:
    assert [order.field.field_path for order in selection.order_by] == ["__name__"]


def test_every_field_that_the_list_filters_by_has_its_ascending_index(selection: StructuredQuery) -> None:
    filters = selection.where.composite_filter.filters
    fields = {it.field_filter.field.field_path.partition(".")[0] for it in filters}
    assert fields == {*(it.name for it in FIELDS if it.filterable), "undelivered", "terms"}
    assert len(filters) == len(fields) - 1 + len(query_terms("two words"))
    for field in fields:
        for collection in ("tickets", "quarantine"):
            assert (override(collection, field) or {}).get("indexes") == ASCENDING


def test_the_history_and_its_status_entries_need_no_composite_index() -> None:
    for field in ("version", "status_version"):
        indexes = (override("changes", field) or {}).get("indexes")
        assert indexes == [{"order": "DESCENDING", "queryScope": "COLLECTION"}]


def test_a_conversation_is_read_up_and_down_in_the_order_of_one_field() -> None:
    for field in conversation.ORDERS:
        indexes = (override("messages", field) or {}).get("indexes", [])
        assert [it["order"] for it in indexes] == ["ASCENDING", "DESCENDING"]


def test_a_ticket_is_found_by_its_reference() -> None:
    for collection in ("tickets", "quarantine"):
        assert (override(collection, "reference") or {}).get("indexes") == ASCENDING


def test_a_requester_is_found_by_address_and_a_settled_ticket_by_its_age() -> None:
    for collection, field in (("tickets", erasure.FIELD), ("quarantine", erasure.FIELD), ("tickets", retention.FIELD)):
        assert (override(collection, field) or {}).get("indexes") == ASCENDING


def test_every_short_lived_document_is_deleted_when_its_time_is_over() -> None:
    kept = {
        "tickets",
        "changes",
        "messages",
        "counters",
        "retention",
        "upgrades",
        "webhooks",
        "api_keys",
        "api_key_names",
        "agents",
    }
    short_lived = collections() - kept
    assert short_lived == {
        "counted_events",
        "deliveries",
        "idempotency_keys",
        "lost_links",
        "mail_inbox",
        "mail_outbox",
        "mail_tokens",
        "mail_windows",
        "quarantine",
        "rate_limits",
        "suggestions",
    }
    for collection in (*short_lived, "messages"):  # those of tickets in quarantine
        assert (override(collection, "expires_at") or {}).get("ttl") is True
