"""The counters are looked up by name, and asked for by a query only where a name may be missing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.cloud.firestore import CollectionReference

from common.base.firestore import firestore
from common.counters import epochs
from common.counters.documents import BASELINE, KNOWN_S, CounterDocuments
from tests.support.faulty_firestore import FaultyFirestore
from tests.support.tickets import word

type Content = dict[str, Any]
AT = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)


@pytest.fixture
def counters(inside: FaultyFirestore, monkeypatch: pytest.MonkeyPatch) -> CollectionReference:
    """Those of a project of the test's own, with one shard."""
    monkeypatch.setenv("GCLOUD_PROJECT", f"demo-{word()}")
    counters: CollectionReference = firestore().collection("counters")
    counters.document("0").set({"total": 1})
    return counters


def asked(inside: FaultyFirestore) -> dict[str, int]:
    return {"queries": inside.calls["RunQuery"], "look-ups": inside.calls["BatchGetDocuments"]}


def totals(documents: CounterDocuments) -> dict[str, int]:
    return {it.id: (it.to_dict() or {}).get("total", 0) for it in documents.read()}


def test_after_the_first_reading_no_query_is_needed_not_even_for_new_shards(
    counters: CollectionReference, inside: FaultyFirestore
) -> None:
    documents = CounterDocuments()
    assert totals(documents) == {"0": 1}
    assert asked(inside) == {"queries": 1, "look-ups": 0}
    counters.document("4").set({"total": 5})
    assert totals(documents) == {"0": 1, "4": 5}
    assert asked(inside) == {"queries": 1, "look-ups": 1}


def test_of_a_part_no_more_is_read(counters: CollectionReference) -> None:
    counters.document("0").set({"total": 1, "queue": {"open": 2}})
    counters.document(BASELINE).set({"at": AT, "counts": {"total": 7, "queue": {"open": 3}}})
    documents = CounterDocuments()
    for _ in range(2):
        read = {it.id: it.to_dict() for it in documents.read(["queue", "counts.queue"])}
        assert read == {"0": {"queue": {"open": 2}}, BASELINE: {"at": AT, "counts": {"queue": {"open": 3}}}}


def test_shards_of_a_time_with_more_of_them_are_read_too(counters: CollectionReference) -> None:
    counters.document("17").set({"total": 3})
    documents = CounterDocuments()
    assert totals(documents) == totals(documents) == {"0": 1, "17": 3}


def test_shards_beyond_the_known_number_are_seen_after_a_while(
    counters: CollectionReference,
) -> None:
    now = 1000.0
    documents = CounterDocuments(lambda: now)
    documents.read()
    counters.document("17").set({"total": 3})
    assert "17" not in totals(documents)
    now += KNOWN_S
    assert totals(documents) == {"0": 1, "17": 3}


@pytest.mark.parametrize("moved", [{"fence": AT}, {"at": AT}, {"at": AT, "fence": AT + timedelta(days=1)}])
def test_when_the_baseline_has_moved_the_buckets_since_are_read_at_once(
    moved: Content, counters: CollectionReference, inside: FaultyFirestore
) -> None:
    documents = CounterDocuments()
    documents.read()
    counters.document(BASELINE).set(moved)
    bucket = epochs.bucket_id(AT, 3)
    counters.document(bucket).set({"total": 2})
    assert totals(documents)[bucket] == 2
    assert asked(inside) == {"queries": 2, "look-ups": 1}
    counters.document(epochs.bucket_id(AT, 4)).set({"total": 9})
    assert totals(documents)[epochs.bucket_id(AT, 4)] == 9
    assert asked(inside) == {"queries": 2, "look-ups": 2}
