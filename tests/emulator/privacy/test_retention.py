"""What was settled RETENTION_DAYS ago is anonymised at night, once, and nothing that is younger or still open."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import flask
import httpx
import pytest

from common.actions.sweep import Swept
from common.base.errors import Unavailable
from common.privacy import anonymise as anonymising
from common.privacy import retention
from common.tickets import store
from tests.support.cases import Case
from tests.support.faulty_firestore import FaultyFirestore
from tests.support.numbers import Numbers
from tests.support.people import Person
from tests.support.tickets import create
from triggers.expire_personal_data import expire_personal_data

DAYS = 365
LONG_AGO = timedelta(days=DAYS, hours=1)


type Settle = Callable[..., "Old"]


@pytest.fixture(autouse=True)
def beginning(inside: FaultyFirestore, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RETENTION_DAYS", str(DAYS))
    retention.begin_anew()
    yield
    retention.begin_anew()


class Old(Case):
    """A ticket that was settled some time ago."""

    def __init__(self, api: httpx.Client, agent: Person, ago: timedelta, **fields: Any) -> None:
        super().__init__(api, agent, create(api))
        self.change(status="closed")
        self.document = store.collection().document(self.ticket["id"])
        self.document.update({"resolved_at": datetime.now(UTC) - ago, **fields})

    def is_anonymised(self) -> bool:
        return self.read()["anonymised_at"] is not None


@pytest.fixture
def settle(api: httpx.Client, agent: Person) -> Iterator[Settle]:
    """Settles a ticket some time ago; it is gone after the test."""
    made: list[Old] = []

    def settled(ago: timedelta, **fields: Any) -> Old:
        made.append(Old(api, agent, ago, **fields))
        return made[-1]

    yield settled
    for old in made:
        old.document.delete()


def night(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What the function logs."""
    with flask.Flask("test").test_request_context("/", method="POST"):
        answer: flask.Response = expire_personal_data(flask.request)
    assert answer.status_code == 200
    return [json.loads(it) for it in capsys.readouterr().out.splitlines()]


def test_what_was_settled_long_ago_is_anonymised_once_and_no_number_moves(
    api: httpx.Client, agent: Person, settle: Settle, numbers: Numbers, capsys: pytest.CaptureFixture[str]
) -> None:
    old, young = (settle(ago) for ago in (LONG_AGO, LONG_AGO - timedelta(hours=2)))
    still_open = Case(api, agent, create(api))
    before = numbers.settled()
    (line,) = night(capsys)
    assert (line["anonymised"], line["malformed"], line["done"]) == (1, 0, True)
    assert (old.is_anonymised(), young.is_anonymised(), still_open.read()["anonymised_at"]) == (True, False, None)
    assert old.history()[-1]["by"] == {"kind": "system", "name": "Retention period"}
    assert numbers.settled() == before
    (line,) = night(capsys)
    assert line["anonymised"] == 0
    assert old.read()["version"] == 3


def test_without_a_retention_period_everything_stays(
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RETENTION_DAYS", "0")
    old = settle(timedelta(days=10_000))
    (line,) = night(capsys)
    assert ("files" in line, "anonymised" in line, line["done"]) == (True, False, True)
    assert not old.is_anonymised()


def test_a_run_that_ends_early_or_fails_goes_on_where_it_came_to(
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(retention, "PAGE", 2)
    same = datetime.now(UTC) - LONG_AGO
    old = [settle(timedelta(0), resolved_at=same - timedelta(days=it // 3)) for it in range(6)]
    assert retention.expire(retention.due(DAYS), budget_s=0.0) == Swept(2, 2, 0, done=False)
    assert sum(it.is_anonymised() for it in old) == 2
    anonymise, calls = anonymising.anonymise, list[str]()

    def failing(ticket_id: str, *others: Any) -> bool:
        calls.append(ticket_id)
        if len(calls) == 3:
            raise Unavailable
        return anonymise(ticket_id, *others)

    monkeypatch.setattr(anonymising, "anonymise", failing)
    with pytest.raises(Unavailable):
        retention.expire(retention.due(DAYS), budget_s=60.0)
    monkeypatch.setattr(anonymising, "anonymise", anonymise)
    (line,) = night(capsys)
    assert line["done"]
    assert [it.read()["version"] for it in old] == [3] * 6
    assert all(it.is_anonymised() for it in old)


def test_a_night_reads_only_what_became_due_since_the_night_before(
    settle: Settle, capsys: pytest.CaptureFixture[str]
) -> None:
    for hours in range(4):
        settle(LONG_AGO + timedelta(hours=hours))
    night(capsys)
    due = list(retention._settled(retention.due(DAYS)))
    assert [len(page) for page in due] == [1], "the last of the night before, once more"
    latest = settle(LONG_AGO - timedelta(minutes=30))
    assert [it.id for page in retention._settled(retention.due(DAYS)) for it in page][1:] == [latest.ticket["id"]]


def test_a_ticket_that_is_opened_again_before_its_turn_stays(
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = settle(LONG_AGO)
    anonymise = anonymising.anonymise

    def later(*arguments: Any) -> bool:
        old.change(status="open")
        return anonymise(*arguments)

    monkeypatch.setattr(anonymising, "anonymise", later)
    (line,) = night(capsys)
    assert (line["anonymised"], old.is_anonymised()) == (0, False)


def test_a_document_that_somebody_broke_is_told_and_stops_nothing(
    settle: Settle, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = settle(LONG_AGO + timedelta(hours=1), title=7)
    old = settle(LONG_AGO)
    error, line = night(capsys)
    assert (error["severity"], error["ticket"]) == ("ERROR", broken.ticket["id"])
    assert (line["anonymised"], line["malformed"]) == (1, 1)
    assert old.is_anonymised()
    assert store.collection().document(broken.ticket["id"]).get().get("title") == 7
