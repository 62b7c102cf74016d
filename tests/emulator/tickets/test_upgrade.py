"""`make upgrade`: old tickets get the search terms of this version, and nothing else of them changes."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from google.cloud.firestore import DELETE_FIELD, DocumentReference

from common.actions import sweep, upgrade
from common.actions.sweep import Swept
from common.base.firestore import Snapshot
from common.callers.model import Actor, ActorKind
from common.privacy import anonymise
from common.tickets import queues, search, store
from common.tickets.model import Ticket
from scripts.operate import target
from scripts.operate import upgrade as command
from tests.support.desk import Desk
from tests.support.system import System
from tests.support.tickets import create, word

pytestmark = pytest.mark.usefixtures("inside")
ADA = Actor(kind=ActorKind.AGENT, name="Ada")
BESIDE = ("settled", "snoozed", "urgent", "urgency", "requester_address")
LATER = ("awaiting", "waiting_since", "assignee", "tags", "snoozed_until", *BESIDE)
"""What older versions did not store."""


@pytest.fixture(scope="module")
def left() -> list[Callable[[], object]]:
    """To be done before the first of these tests: the tests of other files leave tickets of every kind."""
    return [upgrade.begin_anew, upgrade.run]


@pytest.fixture(autouse=True)
def everything_else_is_done(left: list[Callable[[], object]]) -> Iterator[None]:
    """Only what a test makes old is left to do."""
    while left:
        left.pop(0)()
    upgrade.begin_anew()
    yield
    upgrade.begin_anew()


class Old:
    """A ticket as an older version stored it."""

    def __init__(self, api: httpx.Client, **fields: Any) -> None:
        self.name = word()
        self.email = f"{self.name}@example.com"
        self.ticket = create(api, requester={"name": self.name, "email": self.email}, **fields)
        self.document: DocumentReference = store.find(self.ticket["id"]).reference
        self.document.update({"terms": {"old": True}, **dict.fromkeys(LATER, DELETE_FIELD)})

    def content(self) -> dict[str, Any]:
        return self.document.get().to_dict() or {}


def test_old_tickets_are_found_by_their_requesters_and_stay_as_they_are(
    api: httpx.Client,
    desk: Desk,
    system: System,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old, apart = Old(api), Old(api, website="x")
    before = old.content()
    assert desk.found(search=old.name) == []
    assert store.get(old.ticket["id"]).awaiting == "agent"
    monkeypatch.setattr(target, "use", lambda *_: "make dev")
    monkeypatch.setattr(sys, "argv", ["upgrade"])
    command.main()
    assert " tickets read, 2 changed." in capsys.readouterr().out
    assert desk.found(search=old.name, awaiting="agent") == [old.ticket["id"]]
    assert desk.found(search=apart.name, quarantined="true") == [apart.ticket["id"]]
    after = old.content()
    assert (after.pop("awaiting"), after.pop("waiting_since")) == ("agent", before["created_at"])
    assert [after.pop(name) for name in ("assignee", "tags", "snoozed_until")] == [None, [], None]
    assert {name: after.pop(name) for name in BESIDE} == queues.beside(store.get(old.ticket["id"]))
    assert {**after, "terms": before["terms"]} == before
    for query in ({"queue": "unassigned"}, {"sort": "urgent"}, {"sort": "oldest", "queue": "open"}):
        assert desk.found(**query, requester=old.email) == [old.ticket["id"]]
    assert desk.found(search="old " + old.name) == []
    assert upgrade.run() == Swept(0, 0, 0, done=True)


def test_a_run_that_was_stopped_goes_on_where_it_came_to(
    api: httpx.Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [Old(api) for _ in range(5)]
    pages, threads = upgrade.PAGE, sweep.PARALLEL
    monkeypatch.setattr(upgrade, "PAGE", 2)
    monkeypatch.setattr(sweep, "PARALLEL", 1)
    read, seen, stop = store.read, list[str](), [old[1].ticket["id"]]

    def stopping(snapshot: Snapshot) -> Ticket:
        seen.append(snapshot.id)
        if snapshot.id in stop:
            raise KeyboardInterrupt
        return read(snapshot)

    monkeypatch.setattr(store, "read", stopping)
    with pytest.raises(KeyboardInterrupt):
        upgrade.run()
    # From the newest on: the fields of the later ones are still to come.
    assert [set(BESIDE) <= it.content().keys() for it in old] == [False, False, True, True, True]
    stop.clear()
    monkeypatch.setattr(upgrade, "PAGE", pages)  # the tickets of other tests come after these
    monkeypatch.setattr(sweep, "PARALLEL", threads)
    upgrade.run()
    assert [seen.count(it.ticket["id"]) for it in (old[4], old[3], old[0])] == [1, 1, 1]
    found = [desk.found(queue="unassigned", sort="oldest", requester=it.email) for it in old]
    assert found == [[it.ticket["id"]] for it in old]
    assert [desk.found(search=it.name) for it in old] == [[it.ticket["id"]] for it in old]


def test_a_newer_version_of_the_terms_begins_anew(
    api: httpx.Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade.run()
    old = Old(api)
    upgrade.run()
    assert desk.found(search=old.name) == []
    monkeypatch.setattr(upgrade, "VERSION", f"{upgrade.VERSION} later")
    upgrade.run()
    assert desk.found(search=old.name) == [old.ticket["id"]]


def test_a_ticket_that_is_anonymised_meanwhile_is_not_found_by_its_person(
    api: httpx.Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, of_ticket = Old(api), search.of_ticket

    def late(ticket: Ticket) -> dict[str, bool]:
        terms = of_ticket(ticket)
        if ticket.id == old.ticket["id"] and ticket.anonymised_at is None:
            monkeypatch.setattr(search, "of_ticket", of_ticket)
            assert anonymise.anonymise(ticket.id, ADA)
        return terms

    monkeypatch.setattr(search, "of_ticket", late)
    upgrade.run()
    assert desk.found(search=old.name) == []
    assert old.name not in old.content()["terms"]


def test_a_document_that_somebody_broke_is_told_and_stops_nothing(
    api: httpx.Client, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, old = Old(api), Old(api)
    broken.document.update({"title": 7})
    done = upgrade.run()
    assert (done.changed, done.malformed >= 1) == (1, True)
    assert broken.ticket["id"] in capsys.readouterr().out
    assert "malformed" in command.report(done)
    assert desk.found(search=old.name) == [old.ticket["id"]]
    broken.document.delete()
