"""The counters are looked up by name, and asked for by a query only where a name may be missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from common.counters import documents as counter_documents
from common.counters import epochs
from common.counters.documents import BASELINE, CounterDocuments

type Content = dict[str, Any]
AT = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)


@dataclass
class Store:
    """Firestore's part: documents, and how often it was asked in which way."""

    documents: dict[str, Content]
    asked: list[str] = field(default_factory=list)

    def collection(self, name: str) -> "Store":
        assert name == "counters"
        return self

    def document(self, collection: str, name: str) -> str:
        assert collection == "counters"
        return name

    def get_all(self, names: list[str], **_options: Any) -> Iterator["Found"]:
        self.asked.append("look-up")
        return (Found(name, self.documents.get(name)) for name in names)

    def get(self, **_options: Any) -> list["Found"]:
        self.asked.append("query")
        return [Found(name, content) for name, content in self.documents.items()]


@dataclass
class Found:
    id: str
    content: Content | None

    @property
    def exists(self) -> bool:
        return self.content is not None

    def to_dict(self) -> Content | None:
        return self.content


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    store = Store({"0": {"total": 1}})
    monkeypatch.setattr(counter_documents, "firestore", lambda: store)
    monkeypatch.setattr(counter_documents, "document", store.document)
    return store


def totals(documents: CounterDocuments) -> dict[str, int]:
    return {it.id: (it.to_dict() or {}).get("total", 0) for it in documents.read()}


def test_after_the_first_reading_no_query_is_needed_not_even_for_new_shards(store: Store) -> None:
    documents = CounterDocuments()
    assert totals(documents) == {"0": 1}
    store.documents["4"] = {"total": 5}
    assert totals(documents) == {"0": 1, "4": 5}
    assert store.asked == ["query", "look-up"]


def test_shards_of_a_time_with_more_of_them_are_read_too(store: Store) -> None:
    store.documents["17"] = {"total": 3}
    documents = CounterDocuments()
    assert totals(documents) == totals(documents) == {"0": 1, "17": 3}


def test_shards_beyond_the_known_number_are_seen_after_a_while(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    documents = CounterDocuments()
    documents.read()
    store.documents["17"] = {"total": 3}
    assert "17" not in totals(documents)
    now += counter_documents.KNOWN_S
    assert totals(documents) == {"0": 1, "17": 3}


@pytest.mark.parametrize("moved", [{"fence": AT}, {"at": AT}, {"at": AT, "fence": AT + timedelta(days=1)}])
def test_when_the_baseline_has_moved_the_buckets_since_are_read_at_once(store: Store, moved: Content) -> None:
    documents = CounterDocuments()
    documents.read()
    store.documents[BASELINE] = moved
    bucket = epochs.bucket_id(AT, 3)
    store.documents[bucket] = {"total": 2}
    assert totals(documents)[bucket] == 2
    assert store.asked == ["query", "look-up", "query"]
    store.documents[epochs.bucket_id(AT, 4)] = {"total": 9}
    assert totals(documents)[epochs.bucket_id(AT, 4)] == 9
    assert store.asked[3:] == ["look-up"]
