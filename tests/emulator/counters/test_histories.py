"""Random histories through the emulator: whatever became of tickets, the counters equal a recount."""

import random
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import httpx
import pytest
from google.cloud.firestore import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.base import config
from common.base.firestore import firestore
from common.counters import counts, epochs, recount, store
from tests.support.histories import HISTORIES
from tests.support.soak import rounds
from tests.support.system import System
from tests.support.tickets import word

type Ticket = Mapping[str, object]


class Event(NamedTuple):
    id: str
    before: Ticket | None
    after: Ticket | None


@pytest.fixture
def elsewhere(system: System, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Has the functions' modules in this process work on a database that no trigger watches."""
    monkeypatch.setenv("GCLOUD_PROJECT", f"demo-{word()}")
    firestore.cache_clear()
    yield firestore()
    firestore().close()  # type: ignore[no-untyped-call]
    firestore.cache_clear()


def live(client: Client, histories: list[list[dict[str, object]]], deleted: list[bool]) -> list[Event]:
    """Writes the histories, one ticket each; the events of that, with the documents as Firestore has them."""
    events = []
    for number, history in enumerate(histories):
        document, before = client.document(f"tickets/{number}"), None
        for step, content in enumerate(history):
            document.set(content)
            after = document.get().to_dict()
            events.append(Event(f"{number}-{step}", before, after))
            before = after
        if deleted[number]:
            document.delete()
            events.append(Event(f"{number}-end", before, None))
    return events


@pytest.mark.soak
@settings(max_examples=rounds(15, 500), deadline=None, suppress_health_check=list(HealthCheck))
@given(HISTORIES, st.lists(st.booleans(), min_size=6, max_size=6), st.randoms(use_true_random=False))
def test_random_histories_counted_twice_and_in_any_order_equal_a_recount(
    system: System,
    elsewhere: Client,
    histories: list[list[dict[str, object]]],
    deleted: list[bool],
    dice: random.Random,
) -> None:
    database = f"projects/{config.project()}/databases/(default)"
    httpx.delete(f"{system.firestore_url}/emulator/v1/{database}/documents", timeout=30).raise_for_status()
    deliveries = live(elsewhere, histories, deleted) * 2
    dice.shuffle(deliveries)
    with ThreadPoolExecutor(4) as pool:
        counted = list(pool.map(lambda it: store.count(it.id, it.before, it.after, epochs.BEGINNING), deliveries))
    assert sum(counted) * 2 == len(deliveries)
    written = [(it.to_dict() or {}).get("writes", 0) for it in elsewhere.collection("counters").stream()]
    assert sum(written) * 2 == len(deliveries)
    stored = [it.to_dict() for it in elsewhere.collection("tickets").stream()]
    sums, _ = store.read()
    assert {path: count for path, count in sums.items() if count} == counts.add(*map(counts.contribution, stored))
    assert recount.agreement().differences == {}
