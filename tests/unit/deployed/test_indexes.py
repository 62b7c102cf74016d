"""The index configuration, which the emulator ignores: a gap in it would show only in production."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from google.cloud.firestore_v1.types import StructuredQuery

from common.base.firestore import firestore
from common.conversation import store as conversation
from common.privacy import erasure, retention
from common.tickets import listing, store
from common.tickets.fields import CHOICES
from common.tickets.inputs import TicketQuery
from common.tickets.model import Ticket
from common.tickets.queues import EQUALITIES, Queue, Sort

ROOT = Path(__file__).parents[3]
CONFIG = json.loads((ROOT / "firestore.indexes.json").read_text("utf-8"))
COMPOSITES_MAX = 200
"""That a database may have, also one that is not billed."""
ASCENDING = [{"order": "ASCENDING", "queryScope": "COLLECTION"}]


def override(collection: str, field: str) -> dict[str, Any] | None:
    found = [it for it in CONFIG["fieldOverrides"] if (it["collectionGroup"], it["fieldPath"]) == (collection, field)]
    return found[0] if found else None


def collections() -> set[str]:
    """The collections that the functions' source names, which for one below a document is the end of its path."""
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "functions" / "common").rglob("*.py"))]
    named = r'(?:collection|document)\(f?"(?:[^"]*/)?(\w+)"'
    return {name for source in sources for name in re.findall(named, source)}


def test_nothing_is_indexed_that_no_query_asks_for() -> None:
    for collection in collections():
        assert override(collection, "*") == {"collectionGroup": collection, "fieldPath": "*", "indexes": []}


@pytest.fixture(autouse=True)
def unsent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Queries are made as they would be sent; none is."""
    monkeypatch.setenv("GCLOUD_PROJECT", "demo-tickets")
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1")
    firestore.cache_clear()
    yield
    firestore.cache_clear()


FILTERS = {
    **{it.name: next(iter(it.values)) for it in CHOICES if it.filterable},
    "assignee": "me",
    "requester": "ada@example.com",
    "snoozed": "true",
    "undelivered": "true",
}
WORDS = {"search": "two words", "tag": "vip", "quarantined": "true"}
"""What goes with the newest only."""


def queries() -> Iterator[TicketQuery]:
    """Every order, with every queue or none, and with no filter, each filter, and all of them."""
    chosen = [(), *((it,) for it in FILTERS), tuple(FILTERS)]
    for sort, queue, names in product(Sort, (None, *Queue), chosen):
        asked = {"sort": sort, **({"queue": queue} if queue else {}), **{name: FILTERS[name] for name in names}}
        others = ({}, WORDS) if sort is Sort.NEWEST else ({},)
        for other in others:
            if queue is not Queue.QUARANTINE or sort is Sort.NEWEST:
                yield TicketQuery.model_validate_strings({**asked, **other})


def asked_of(query: StructuredQuery) -> tuple[list[str], list[tuple[str, str]]]:
    """The fields that must equal something, and those of the order with its direction."""
    where = query.where
    filters = [it.field_filter for it in where.composite_filter.filters] or [where.field_filter]
    nulls = [it.unary_filter for it in where.composite_filter.filters] or [where.unary_filter]
    assert {it.op.name for it in filters} <= {"EQUAL", "OPERATOR_UNSPECIFIED"}
    assert {it.op.name for it in nulls} <= {"IS_NULL", "OPERATOR_UNSPECIFIED"}
    names = {*(it.field.field_path for it in filters), *(it.field.field_path for it in nulls)} - {""}
    return sorted(names), [(it.field.field_path, it.direction.name) for it in query.order_by]


def undeclared(query: StructuredQuery) -> list[str]:
    """What Firestore would miss to answer the query: it joins one index for each equality, all in the query's order."""
    (place,) = (it.collection_id for it in query.from_)
    equal, order = asked_of(query)
    assert order[-1][0] == "__name__"
    assert {direction for _, direction in order} == {order[-1][1]}
    if len(order) == 1:
        assert order == [("__name__", "ASCENDING")]
        return [name for name in equal if not is_single(place, name, "ASCENDING")]
    ((field, direction), _) = order
    if not equal:
        return [] if is_single(place, field, direction) else [field]
    return [name for name in equal if [(name, "ASCENDING"), (field, direction)] not in COMPOSITES[place]]


def is_single(collection: str, path: str, direction: str) -> bool:
    """Whether there is such an index of the field; that of a map holds for each of its keys."""
    declared = override(collection, path) or override(collection, path.partition(".")[0]) or {}
    return {"order": direction, "queryScope": "COLLECTION"} in declared.get("indexes", [])


COMPOSITES = defaultdict(list)
for _index in CONFIG["indexes"]:
    COMPOSITES[_index["collectionGroup"]].append([(it["fieldPath"], it["order"]) for it in _index["fields"]])


def test_every_list_that_can_be_asked_for_has_its_indexes() -> None:
    made = [listing.selection(query, "ada")._to_protobuf() for query in queries()]
    assert [asked_of(it) for it in made if undeclared(it)] == []
    assert {name for it in made for name in asked_of(it)[0]} >= {*EQUALITIES, "terms.two", "terms.`#vip`"}


def test_there_is_no_composite_index_that_no_list_asks_for() -> None:
    pairs = set()
    for query in queries():
        equal, order = asked_of(listing.selection(query, "ada")._to_protobuf())
        pairs |= {(name, *order[0]) for name in equal if len(order) > 1}
    declared = {(first[0], *second) for first, second in COMPOSITES["tickets"]}
    assert (declared, set(COMPOSITES)) == (pairs, {"tickets"})
    assert len(CONFIG["indexes"]) == len(declared) <= COMPOSITES_MAX


def test_a_missing_index_is_seen() -> None:
    query = TicketQuery.model_validate_strings({"sort": "urgent", "assignee": "none", "status": "open"})
    made = listing.selection(query, None)._to_protobuf()
    made.order_by[0].field.field_path = "title"
    assert undeclared(made) == ["assignee", "status"]


def test_who_waits_longest_is_found_by_an_index_of_the_list() -> None:
    assert [("awaiting", "ASCENDING"), ("waiting_since", "ASCENDING")] in COMPOSITES["tickets"]


def test_the_list_reads_no_search_terms_and_nothing_else_that_it_does_not_need() -> None:
    read = listing.selection(TicketQuery(), None)._to_protobuf().select.fields
    assert {it.field_path for it in read} == {*Ticket.model_fields.keys() - store.NOT_STORED, *store.BESIDE}


def test_what_is_over_is_found_by_its_time() -> None:
    for field in (retention.FIELD, "snoozed_until"):
        assert is_single("tickets", field, "ASCENDING")


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
        "attachments",  # the schedule of the night deletes them together with their bytes
        "views",
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
        "presence",
        "quarantine",
        "rate_limits",
        "suggestions",
    }
    for collection in (*short_lived, "messages", "changes"):  # those of tickets in quarantine
        assert (override(collection, "expires_at") or {}).get("ttl") is True
