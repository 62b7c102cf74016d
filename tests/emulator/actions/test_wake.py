"""A snoozed ticket comes back when its time has come, once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import flask
import httpx
import pytest

from common.actions import change, wake
from common.actions.sweep import Swept
from common.tickets import store
from scripts.measure.bench.costs import counted
from tests.support.cases import Case
from tests.support.numbers import Numbers
from tests.support.people import Person
from tests.support.tickets import create
from triggers.wake_tickets import wake_tickets

pytestmark = pytest.mark.usefixtures("inside")
BY = {"kind": "system", "name": "Snooze ended"}


class Snoozed(Case):
    """A ticket that is snoozed until a time, which may be over."""

    def __init__(self, api: httpx.Client, agent: Person, left: timedelta) -> None:
        super().__init__(api, agent, create(api))
        self.change(snoozed_until=(datetime.now(UTC) + timedelta(days=1)).isoformat())
        store.collection().document(self.ticket["id"]).update({"snoozed_until": datetime.now(UTC) + left})

    def fields(self) -> list[list[str]]:
        """Of each change, oldest first."""
        return [[it["field"] for it in change["changes"]] for change in self.history()]


def five_minutes_later(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What the function logs."""
    capsys.readouterr()
    with flask.Flask("test").test_request_context("/", method="POST"):
        answer: flask.Response = wake_tickets(flask.request)
    assert answer.status_code == 200
    return [json.loads(it) for it in capsys.readouterr().out.splitlines()]


def test_what_is_due_comes_back_once_and_the_history_says_why(
    api: httpx.Client, agent: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    due, later = Snoozed(api, agent, -timedelta(seconds=1)), Snoozed(api, agent, timedelta(hours=1))
    (line,) = five_minutes_later(capsys)
    assert (line["woken"], line["malformed"], line["done"]) == (1, 0, True)
    assert due.read()["snoozed_until"] is None
    assert due.history()[-1]["by"] == BY
    assert due.fields() == [["snoozed_until"], ["snoozed_until"]]
    assert later.read()["version"] == 2
    assert five_minutes_later(capsys) == []
    assert due.read()["version"] == 3


def test_two_runs_at_once_wake_each_ticket_once(api: httpx.Client, agent: Person) -> None:
    tickets = [Snoozed(api, agent, -timedelta(seconds=1)) for _ in range(6)]
    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(lambda _: wake.run(store.now_ms(), 60.0), range(3)))
    assert sum(it.changed for it in runs) == 6
    assert [it.read()["version"] for it in tickets] == [3] * 6


def test_a_ticket_that_is_snoozed_for_longer_before_its_turn_stays(
    api: httpx.Client, agent: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, update = Snoozed(api, agent, -timedelta(seconds=1)), change.update

    def later(*arguments: Any) -> Any:
        case.change(snoozed_until=(datetime.now(UTC) + timedelta(days=1)).isoformat())
        return update(*arguments)

    monkeypatch.setattr(wake, "update", later)
    assert wake.run(store.now_ms(), 60.0).changed == 0
    assert case.read()["snoozed_until"] is not None


def test_a_run_that_ends_early_has_woken_the_longest_due_and_the_next_goes_on(
    api: httpx.Client, agent: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wake, "PAGE", 1)
    second, first = (Snoozed(api, agent, -timedelta(hours=it)) for it in (1, 2))
    assert wake.run(store.now_ms(), 0.0) == Swept(1, 1, 0, done=False)
    assert (first.read()["version"], second.read()["version"]) == (3, 2)
    assert wake.run(store.now_ms(), 60.0) == Swept(1, 1, 0, done=True)


def test_a_document_that_somebody_broke_is_told_and_stops_nothing(
    api: httpx.Client, agent: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, due = (Snoozed(api, agent, -timedelta(hours=it)) for it in (2, 1))
    document = store.collection().document(broken.ticket["id"])
    document.update({"title": 7})
    error, line = five_minutes_later(capsys)
    assert (error["severity"], error["ticket"]) == ("ERROR", broken.ticket["id"])
    assert (line["woken"], line["malformed"]) == (1, 1)
    assert due.read()["snoozed_until"] is None
    document.delete()


def test_where_nothing_is_due_a_run_is_one_query() -> None:
    wake.run(store.now_ms(), 60.0)
    with counted() as cost:
        wake.run(store.now_ms(), 60.0)
    assert (cost.queries, cost.reads, cost.commits) == (1, 0, 0)


def test_a_ticket_that_comes_back_is_counted_in_its_queues_again(
    api: httpx.Client, agent: Person, numbers: Numbers
) -> None:
    case = Snoozed(api, agent, -timedelta(seconds=1))
    before = numbers.settled_queues()
    wake.run(store.now_ms(), 60.0)
    after = numbers.settled_queues()
    assert case.read()["snoozed_until"] is None
    assert after["unassigned"] == before["unassigned"] + 1
    assert after["open"] == before["open"]
