"""Owners, tags and snoozes: who sets them, what is refused, and what ends them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from common.actions import change
from common.callers.model import Actor, ActorKind
from common.tickets import store
from common.tickets.inputs import TicketPatch
from scripts.measure.bench.costs import counted
from tests.support import conversations
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.conversations import Talk
from tests.support.desk import Desk
from tests.support.keys import Keys, bearer
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, word
from tests.support.webhooks import encoded, signed

ADA = Actor(kind=ActorKind.AGENT, name="Ada")


def later(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


@pytest.fixture
def talk(api: httpx.Client, agent: Person) -> Talk:
    return conversations.talk(api, agent)


def asked(case: Case, **body: Any) -> httpx.Response:
    return case.api.patch(case.path, json=body, headers=case.headers)


@pytest.fixture
def case(api: httpx.Client, agent: Person) -> Case:
    return Case(api, agent, create(api, requester={"email": f"Ada.{word()}@Example.com"}))


def test_an_agent_takes_a_ticket_tags_it_and_puts_it_off(case: Case, agent: Person, desk: Desk) -> None:
    before, until, tag = case.read(), "2031-01-02T09:00:00.5+01:00", f"Big {word()}"
    assert (before["assignee"], before["tags"], before["snoozed_until"]) == (None, [], None)
    after = case.change(assignee=agent.uid, tags=[tag.upper(), "vip", tag], snoozed_until=until)
    moved = {name: value for name, value in after.items() if before[name] != value}
    folded = sorted([tag.lower(), "vip"])
    assert moved == {
        "assignee": agent.uid,
        "tags": folded,
        "snoozed_until": "2031-01-02T08:00:00.500000Z",
        "version": 2,
        "updated_at": after["updated_at"],
    }
    assert case.moves() == [
        {
            "assignee": ("none", agent.uid),
            "tags": ("none", ", ".join(folded)),
            "snoozed_until": ("none", "2031-01-02T08:00:00.500000Z"),
        }
    ]
    assert case.change(assignee=None, tags=[], snoozed_until=None)["version"] == 3
    assert desk.found(tag=tag) == []


def test_a_ticket_is_found_by_its_tags_its_requester_and_its_owner(case: Case, agent: Person, desk: Desk) -> None:
    one, other = (f"{word()} & co." for _ in range(2))
    case.change(tags=[one], assignee=agent.uid)
    email = case.read()["requester"]["email"]
    ours = [case.ticket["id"]]
    assert desk.found(tag=one.upper()) == desk.found(tag=one, queue="mine", status="open") == ours
    assert desk.found(requester=email.upper(), assignee=agent.uid) == ours
    assert desk.found(tag=one.partition(" ")[0]) == desk.found(search=one) == []
    case.change(tags=[other])
    assert (desk.found(tag=one), desk.found(tag=other)) == ([], ours)
    case.change(priority="critical")
    assert desk.found(requester=email, queue="urgent", sort="urgent") == desk.found(tag=other) == ours


@pytest.mark.usefixtures("inside")
def test_a_ticket_stays_findable_by_its_words_and_as_large_as_it_says(case: Case) -> None:
    case.change(tags=["vip", "b\u00f6rse"])
    case.change(tags=["b\u00f6rse", "new"])
    content = store.find(case.ticket["id"]).to_dict() or {}
    assert {"#new", "#b\u00f6rse"} <= content["terms"].keys()
    assert "#vip" not in content["terms"]
    assert content["terms_size"] == sum(len(it.encode()) + 8 for it in content["terms"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"assignee": "nobody-has-this-uid"}, "assignee"),
        ({"assignee": "me"}, "assignee"),
        ({"assignee": ""}, "assignee"),
        ({"assignee": "../x"}, "assignee"),
        ({"snoozed_until": "2020-01-01T00:00:00Z"}, "snoozed_until"),
        ({"snoozed_until": "9999-12-31T23:59:59-12:00"}, "snoozed_until"),
        ({"snoozed_until": "0001-01-01T00:00:00+12:00"}, "snoozed_until"),
        ({"tags": ["x" * 41]}, "tags.0"),
    ],
)
def test_what_cannot_be_set_is_refused_by_name_and_changes_nothing(
    body: dict[str, Any], field: str, case: Case
) -> None:
    problem(asked(case, **body, priority="critical"), 400, field)
    assert case.read()["version"] == 1


def test_who_is_no_agent_any_more_is_given_no_ticket(case: Case, system: System) -> None:
    uid = word()
    person = system.firestore.document(f"agents/{uid}")
    person.set({"name": "Gone", "initials": "G", "active": True, "email": "gone@example.com"})
    assert case.change(assignee=uid)["assignee"] == uid
    person.update({"active": False})
    problem(asked(case, assignee=uid), 400, "assignee")
    assert case.change(tags=["kept"])["assignee"] == uid
    person.delete()


@pytest.mark.usefixtures("inside")
def test_only_an_assignee_costs_one_more_read(case: Case, agent: Person) -> None:
    for body, reads in (({"assignee": agent.uid}, 2), ({"assignee": None}, 1), ({"tags": ["vip"]}, 1)):
        patch = TicketPatch.model_validate(body)
        with counted() as cost:
            change.patch(case.ticket["id"], patch, ADA, expected=None, key=None)
        assert (cost.reads, cost.documents, cost.commits) == (reads, reads, 1)


def test_integrations_set_them_too_and_own_no_tickets(case: Case, agent: Person, keys: Keys) -> None:
    key = bearer(keys.create(scopes=["tickets:update", "tickets:read"]))
    body = {"assignee": agent.uid, "tags": ["shop"], "snoozed_until": later(hours=1)}
    assert success(case.api.patch(case.path, json=body, headers=key)).items() >= {"tags": ["shop"]}.items()
    content = encoded({"snoozed_until": None})
    assert success(case.api.patch(case.path, content=content, headers=signed(content)))["snoozed_until"] is None
    assert success(case.api.get("/api/tickets?assignee=none", headers=key))
    problem(case.api.get("/api/tickets?assignee=me", headers=key), 403)


@pytest.mark.parametrize("field", ["assignee", "tags", "snoozed_until"])
def test_the_public_sets_none_of_them(field: str, api: httpx.Client, talk: Talk) -> None:
    value: Any = {"tags": ["vip"]}.get(field, "2031-01-01T00:00:00Z")
    problem(api.post("/api/tickets", json=new_ticket(**{field: value})), 400, field)
    problem(talk.send(text="Hello", **{field: value}), 400, field)
    problem(api.patch(f"/api/tickets/{talk.id}", json={field: value}), 401)


def test_neither_the_creator_nor_the_holder_of_a_link_is_told_of_them(case: Case, api: httpx.Client) -> None:
    token = {"X-Tracking-Token": case.ticket["tracking_token"]}
    tracked = success(api.get(f"/api/track/{case.ticket['id']}", headers=token))
    assert not {"assignee", "tags", "snoozed_until"} & {*case.ticket, *tracked}


def test_a_requester_s_message_and_settling_end_a_snooze(talk: Talk, agent: Person, desk: Desk) -> None:
    case = Case(talk.api, agent, {"id": talk.id})
    until = later(days=1)
    mine = {"assignee": agent.uid, "snoozed_until": until}
    case.change(**mine)
    talk.note("Let it rest.")
    assert talk.id not in desk.found(queue="mine")
    assert talk.id in desk.found(snoozed="true")
    talk.say("Any news?")
    assert case.read()["snoozed_until"] is None
    assert case.moves()[-1] == {"snoozed_until": (said_of(until), "none")}
    assert talk.id in desk.found(queue="mine")
    case.change(**mine)
    assert case.change(status="resolved")["snoozed_until"] is None
    problem(asked(case, snoozed_until=until), 409)
    assert case.change(status="open", snoozed_until=until)["status"] == "open"
    assert success(talk.send(solved=True), 201)["status"] == "resolved"
    assert case.read()["snoozed_until"] is None


def said_of(until: str) -> str:
    return until.replace("+00:00", "Z")
