"""`make forget`: everything of one person goes, and nothing else changes."""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from common.actions import change, release
from common.callers.model import Actor, ActorKind
from common.classifier import suggest
from common.privacy import anonymise, erasure
from common.tickets import store
from common.tickets.model import Ticket
from scripts.base.console import Failure
from scripts.operate import forget, target
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.conversations import Talk
from tests.support.desk import Desk
from tests.support.events import Events
from tests.support.gemini import Gemini, Reply
from tests.support.numbers import Numbers
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, suggestion, word
from tests.support.waiting import wait_until

pytestmark = pytest.mark.usefixtures("inside")
ADA = Actor(kind=ActorKind.AGENT, name="Ada")
REFINED_S = 60.0
ANSWER = {"analysis": "Money was taken twice.", "category": "billing", "priority": "critical"}


@pytest.fixture
def person() -> dict[str, str]:
    return {"name": f"Ada {word()}", "email": f"Ada.{word()}@example.com"}


def dump(system: System) -> str:
    """Everything that is stored, the history of tickets and their conversations too."""
    documents = [it for place in system.firestore.collections() for it in place.stream()]
    below = [it for name in ("changes", "messages") for it in system.firestore.collection_group(name).stream()]
    return json.dumps([{it.reference.path: it.to_dict()} for it in (*documents, *below)], default=str)


def run(whom: str, monkeypatch: pytest.MonkeyPatch, *options: str, by: str = "email") -> None:
    """The command, at the emulators of these tests instead of those of `make dev`."""
    monkeypatch.setattr(target, "use", lambda *_: "make dev")
    monkeypatch.setattr(sys, "argv", ["forget", f"--{by}={whom}", *options])
    forget.main()


def leave_copies(system: System, ticket_id: str, address: str, secret: str) -> None:
    """What Gemini and the e-mails would leave of a ticket beside it."""
    ticket = store.get(ticket_id)
    gemini = suggestion(source="gemini", reason=f"It is {secret}", signals=[secret]).model_dump()
    for document in suggest.copies_of(ticket):
        document.set({**gemini, "expires_at": datetime.now(UTC) + timedelta(hours=1)})
    system.firestore.document(f"tickets/{ticket_id}").update({"suggestion": gemini})
    system.firestore.document(f"mail_outbox/{ticket_id}-received").set({"to": [address]})


def test_one_command_removes_every_trace_of_a_person_and_moves_no_number(
    api: httpx.Client, agent: Person, numbers: Numbers, system: System, marker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"Ada.{marker}@example.com"
    texts: dict[str, Any] = {"title": f"Help {marker}", "description": f"Please help me, {marker}"}
    requesters = [{"name": marker, "email": it} for it in (address, address.upper())]
    mine, _ = (Case(api, agent, create(api, requester=it, **texts)) for it in requesters)
    apart = create(api, requester=requesters[0], website="x", **texts)
    talks = [Talk(api, agent, it["id"], it["tracking_token"]) for it in (mine.ticket, apart)]
    talks[0].reply(f"Dear {marker}")
    for it in talks:
        it.say(f"I am {marker}")
    mine.change(status="closed")
    leave_copies(system, mine.ticket["id"], address, marker)
    before = numbers.settled()
    assert dump(system).lower().count(marker) > 10

    run(address.lower(), monkeypatch, "--dry")
    assert mine.read()["description"] == texts["description"]
    run(address.lower(), monkeypatch)
    assert marker not in dump(system).lower()
    assert numbers.settled() == before
    run(address, monkeypatch)
    left = mine.read()
    assert (left["version"], left["messages"]) == (5, 2)
    assert talks[0].messages()["results"] == []


def test_nobody_else_is_touched(
    api: httpx.Client,
    agent: Person,
    system: System,
    person: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mine = create(api, requester=person)
    other = Case(api, agent, create(api, requester={**person, "email": f"not.{person['email']}"}))
    leave_copies(system, other.ticket["id"], "somebody", person["name"])
    untouched = other.read()
    run(person["email"], monkeypatch)
    said = capsys.readouterr().out
    assert (mine["reference"] in said, other.ticket["reference"] in said) == (True, False)
    assert other.read() == untouched
    assert system.firestore.document(f"mail_outbox/{other.ticket['id']}-received").get().exists
    run(person["email"], monkeypatch)
    assert "Nothing in make dev" in capsys.readouterr().out


def test_what_is_left_is_a_ticket_like_any_other(api: httpx.Client, agent: Person, person: dict[str, str]) -> None:
    case = Case(api, agent, create(api, requester=person))
    desk = Desk(api, agent)
    assert [erasure.forget(it) for it in erasure.find(person["email"])] == [True]
    left = case.read()
    assert left["anonymised_at"] == left["updated_at"]
    expected = {"title": "Anonymised", "description": "", "requester": None, "link_active": False, "version": 2}
    assert {name: left[name] for name in expected} == expected
    for name in ("reference", "category", "priority", "status", "created_at", "resolved_at", "channel", "set_by"):
        assert left[name] == case.ticket[name]
    assert desk.found(search=left["reference"]) == [left["id"]]
    assert left["id"] not in desk.found(search=case.ticket["title"])
    problem(case.track(case.ticket["tracking_token"]), 404)
    assert case.moves() == [{"personal_data": ("stored", "removed")}]
    assert case.history()[0]["by"] == {"kind": "system", "name": "Erasure request"}
    assert case.change(status="closed")["version"] == 3


def test_a_repeat_of_the_request_that_opened_a_ticket_brings_nothing_back(
    api: httpx.Client, agent: Person, person: dict[str, str], marker: str
) -> None:
    body, headers = new_ticket(requester=person), {"Idempotency-Key": marker}
    case = Case(api, agent, success(api.post("/api/tickets", json=body, headers=headers), 201))
    erasure.forget(erasure.find(person["email"])[0])
    again = success(api.post("/api/tickets", json=body, headers=headers), 201)
    assert (again["id"], again["title"], again["requester"]) == (case.ticket["id"], "Anonymised", None)
    problem(case.track(again["tracking_token"]), 404)
    assert case.read()["description"] == ""
    assert erasure.find(person["email"]) == []


def test_a_change_that_an_agent_makes_meanwhile_is_not_lost(
    api: httpx.Client, agent: Person, person: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(api, agent, create(api, requester=person))
    write = change._write

    def slower(*arguments: Any) -> None:
        monkeypatch.setattr(change, "_write", write)
        case.change(status="in_progress")
        write(*arguments)

    monkeypatch.setattr(change, "_write", slower)
    assert erasure.forget(erasure.find(person["email"])[0])
    assert (case.read()["status"], case.read()["version"], case.read()["title"]) == ("in_progress", 3, "Anonymised")
    assert len(case.moves()) == 2


def test_a_ticket_that_is_released_meanwhile_is_anonymised_where_it_is_then(
    api: httpx.Client, agent: Person, person: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(api, agent, create(api, requester=person, website="x"))
    discard = anonymise._is_discarded

    def slower(ticket: Ticket) -> bool:
        release.release(ticket.id, ADA)
        return discard(ticket)

    monkeypatch.setattr(anonymise, "_is_discarded", slower)
    assert erasure.forget(erasure.find(person["email"])[0])
    assert (case.read()["title"], case.read()["quarantined"]) == ("Anonymised", False)


def test_a_ticket_in_quarantine_is_gone(api: httpx.Client, agent: Person, person: dict[str, str]) -> None:
    case = Case(api, agent, create(api, requester=person, website="x"))
    found = erasure.find(person["email"])
    assert [erasure.forget(it) for it in found] == [True]
    problem(api.get(case.path, headers=case.headers), 404)
    assert [erasure.forget(it) for it in found] == [False]


def test_an_event_that_comes_after_that_sends_no_text_to_gemini_and_changes_nothing(
    api: httpx.Client, agent: Person, person: dict[str, str], gemini: Gemini, system: System, marker: str
) -> None:
    gemini.when(marker, Reply(status=503))
    case = Case(api, agent, create(api, title=marker, requester=person, category=None, priority=None))
    wait_until(lambda: len(gemini.calls(marker)) == 2, REFINED_S)
    document = system.firestore.document(f"tickets/{case.ticket['id']}")
    opened = document.get().to_dict() or {}
    erasure.forget(erasure.find(person["email"])[0])
    gemini.when(marker, Reply(json=ANSWER))
    answer = Events(system).post("refine_ticket", "created", None, opened, event=marker, ticket=case.ticket["id"])
    assert (answer.status_code, len(gemini.calls(marker))) == (200, 2)
    assert case.read()["version"] == 2
    assert marker not in json.dumps(document.get().to_dict(), default=str)


def test_a_document_that_somebody_broke_is_named_to_the_operator_and_stops_nothing(
    api: httpx.Client,
    agent: Person,
    person: dict[str, str],
    system: System,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, sound = (Case(api, agent, create(api, requester=person)) for _ in range(2))
    path = f"tickets/{broken.ticket['id']}"
    system.firestore.document(path).update({"status": "lost"})
    with pytest.raises(Failure, match=f"{path} is malformed"):
        run(person["email"], monkeypatch)
    assert sound.read()["title"] == "Anonymised"
    system.firestore.document(path).update({"status": "open"})
    run(person["email"], monkeypatch)
    assert broken.read()["title"] == "Anonymised"


@pytest.mark.parametrize("fields", [{}, {"website": "x"}])
def test_a_ticket_of_somebody_who_gave_no_address_is_found_by_its_reference(
    fields: dict[str, Any], api: httpx.Client, system: System, marker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    description = f"This is {marker}"
    mine = create(api, description=description, **fields)
    create(api, description=description)
    assert dump(system).count(description) == 2
    run(mine["reference"].lower(), monkeypatch, by="reference")
    assert dump(system).count(description) == 1
    run(mine["reference"], monkeypatch, by="reference")


@pytest.mark.parametrize(("whom", "by"), [("ada", "email"), ("1234", "reference"), ("", "email")])
def test_what_is_neither_an_address_nor_a_reference_is_refused(
    whom: str, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Failure, match="make forget EMAIL="):
        run(whom, monkeypatch, by=by)
