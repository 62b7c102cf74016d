"""Drift is found and healed, to the last ticket, also while tickets are written and counted."""

import json
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import flask
import httpx
import pytest
from google.cloud.firestore import Increment

from common.counters import epochs, recount, store
from common.counters.counts import VERSION
from common.counters.recount import Difference, Overtaken
from tests.support.answers import success
from tests.support.events import imaginary
from tests.support.numbers import Numbers
from tests.support.system import System
from tests.support.tickets import create
from tests.support.waiting import wait_until
from triggers.recount_tickets import recount_tickets

pytestmark = pytest.mark.usefixtures("inside")
STATUSES = ("open", "in_progress", "resolved", "closed")
WRITERS = 2
PACE_S = 0.3
"""Between two tickets of a writer: the emulator delivers events one after the other, and falls behind easily."""
BEHIND_S = 90.0


@contextmanager
def writers(numbers: Numbers, api: httpx.Client) -> Iterator[list[str]]:
    """People who open, change and delete tickets until the block ends; yields the ids of what they opened."""
    opened: list[str] = []
    over = threading.Event()

    def write(seed: int) -> None:
        dice = random.Random(seed)
        while not over.wait(PACE_S):
            ticket_id = create(api, priority=dice.choice(["low", "critical"]))["id"]
            opened.append(ticket_id)
            change = {"status": dice.choice(STATUSES)}
            success(api.patch(f"/api/tickets/{ticket_id}", json=change, headers=numbers.agent.headers))
            if dice.randrange(4) == 0:
                numbers.firestore.document(f"tickets/{ticket_id}").delete()

    with ThreadPoolExecutor(WRITERS) as pool:
        tasks = [pool.submit(write, seed) for seed in range(WRITERS)]
        try:
            yield opened
        finally:
            over.set()
        for task in tasks:
            task.result()


def drift(system: System, counts: dict[str, Any]) -> None:
    """Adds to the counters what no ticket has, as an event that was lost or counted twice would."""
    epoch = store.read_plan().baseline
    system.firestore.document(f"counters/{epochs.bucket_id(epoch, 0)}").set(counts, merge=True)


def test_a_recount_while_tickets_are_written_loses_and_doubles_nothing(
    numbers: Numbers, api: httpx.Client, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers.settled()
    monkeypatch.setattr(recount, "GRACE_S", recount.POLL_S)
    # By more than what the events that are on their way count.
    drift(system, {"total": Increment(70), "status": {"open": Increment(-70)}, "created": {"2020-02-29": Increment(3)}})
    with writers(numbers, api) as opened:
        wait_until(lambda: len(opened) > WRITERS)
        found = recount.renew()
        after_one = len(opened)
        monkeypatch.setattr(recount, "GRACE_S", BEHIND_S)  # no event is lost, however slow this machine is
        again = recount.renew()
    assert found.differences["created", "2020-02-29"] == Difference(3, 0)
    assert {("total",), ("status", "open")} <= found.differences.keys()
    assert again.differences == {}
    assert again.tickets > found.tickets
    assert len(opened) > after_one
    numbers.settled()


def test_tickets_that_were_never_counted_are_counted_and_their_late_events_are_not(
    numbers: Numbers, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "GRACE_S", 0.0)
    before, written_at = numbers.settled(), store.read_plan().read_at
    for document in system.firestore.collection("counters").list_documents():
        document.delete()
    assert numbers.answered()["total_tickets"] == 0
    found = recount.renew()
    assert found.differences["total",] == Difference(0, before["total_tickets"])
    assert numbers.answered() == before
    assert store.count("late", None, imaginary(), store.epoch_of_write(written_at)) is False
    assert numbers.settled() == before


def test_of_two_recounts_the_later_one_goes_through(numbers: Numbers, monkeypatch: pytest.MonkeyPatch) -> None:
    before = numbers.settled()
    tickets = recount._tickets

    def overtaken(at: datetime) -> Any:
        monkeypatch.setattr(recount, "_tickets", tickets)
        recount.renew()
        return tickets(at)

    monkeypatch.setattr(recount, "_tickets", overtaken)
    with pytest.raises(Overtaken):
        recount.renew()
    assert numbers.settled() == before


def test_every_night_drift_is_repaired_and_told_to_the_operator(
    numbers: Numbers, system: System, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "GRACE_S", 0.0)
    monkeypatch.setattr(recount, "CHECK_PAUSE_S", 0.0)
    before = numbers.settled()
    recount.begin()
    total = before["total_tickets"]
    drift(system, {"total": Increment(1)})
    run_nightly()
    error, line = (json.loads(it) for it in capsys.readouterr().out.splitlines())
    assert (error["severity"], error["drift"], error["counts"]) == ("ERROR", 1, f"total: {total + 1} for {total}")
    assert (line["severity"], line["tickets"], line["agreed"]) == ("INFO", total, False)
    assert numbers.settled() == before
    plan = store.read_plan()
    run_nightly()
    (line,) = (json.loads(it) for it in capsys.readouterr().out.splitlines())
    assert (line["severity"], line["tickets"], line["agreed"]) == ("INFO", total, True)
    assert store.read_plan().baseline == plan.baseline


def test_what_a_new_version_counts_is_counted_of_old_tickets_and_is_no_drift(
    numbers: Numbers, system: System, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "GRACE_S", 0.0)
    before = numbers.settled()
    recount.begin()
    monkeypatch.setattr(recount, "VERSION", f"{VERSION} later")
    drift(system, {"backlog": {str(datetime.now(UTC).date()): Increment(-1)}})
    assert numbers.answered()["backlog"] != before["backlog"]
    run_nightly()
    (line,) = (json.loads(it) for it in capsys.readouterr().out.splitlines())
    assert (line["severity"], line["agreed"]) == ("INFO", False)
    assert recount.is_current()
    assert numbers.settled() == before
    # With the true version other tests go on.
    monkeypatch.undo()
    recount.begin()


def run_nightly() -> None:
    with flask.Flask("test").test_request_context("/", method="POST"):
        answer: flask.Response = recount_tickets(flask.request)
    assert answer.status_code == 200
