"""The queues of the desk and how many tickets each has, whatever becomes of tickets."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from google.cloud.firestore import FieldFilter

from common.queues import store
from common.views import store as views
from scripts.measure.bench.costs import counted
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.numbers import Numbers
from tests.support.people import Person, sign_up
from tests.support.system import System
from tests.support.tickets import create, word

QUEUES = ["mine", "unassigned", "urgent", "waiting", "undelivered", "open", "resolved", "quarantine"]


@pytest.fixture
def ada(system: System) -> Person:
    return sign_up(system, "ada", {"role": "agent"})


@pytest.fixture
def no_views(system: System) -> Iterator[None]:
    """Other tests have left none, and none is left to those that follow."""
    views = system.firestore.collection("views")
    system.firestore.recursive_delete(views)
    yield
    system.firestore.recursive_delete(views)


def shown(api: httpx.Client, who: Person) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = success(api.get("/api/queues", headers=who.headers))["results"]
    return results


def test_the_queues_come_in_the_order_of_the_desk_with_their_names(api: httpx.Client, agent: Person) -> None:
    queues = [it for it in shown(api, agent) if it["kind"] == "queue"]
    assert [it["id"] for it in queues] == QUEUES
    assert [it["name"] for it in queues][:4] == ["My open", "Unassigned", "Urgent", "Waiting for the requester"]
    assert all(it["count"] >= 0 for it in queues)


def test_every_queue_is_as_long_as_its_list_whatever_becomes_of_tickets(
    api: httpx.Client, ada: Person, numbers: Numbers
) -> None:
    dice = random.Random(18)
    shown(api, ada)  # which puts her into the list of agents
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    steps: list[dict[str, Any]] = [
        {"assignee": ada.uid},
        {"assignee": None},
        {"status": "closed"},
        {"status": "open"},
        {"status": "open", "snoozed_until": tomorrow},
        {"snoozed_until": None},
        {"priority": "high"},
    ]
    for _ in range(8):
        case = Case(api, ada, create(api, priority=dice.choice(["low", "critical"])))
        for _ in range(3):
            case.change(**dice.choice(steps))
        if dice.random() < 0.5:
            case.api.post(f"{case.path}/messages", json={"kind": "reply", "text": "Hello"}, headers=ada.headers)
    create(api, website="https://spam.example")
    numbers.settled_queues()
    for it in shown(api, ada)[: len(QUEUES)]:
        params = {"queue": it["id"], "count": "true"}
        listed = success(api.get("/api/tickets", params=params, headers=ada.headers))
        assert listed["count"] == it["count"], it["id"]


def test_open_tickets_are_counted_for_each_assignee(api: httpx.Client, ada: Person, numbers: Numbers) -> None:
    shown(api, ada)
    first, second = (Case(api, ada, create(api)) for _ in range(2))
    first.change(assignee=ada.uid)
    second.change(assignee=ada.uid)
    assert numbers.settled()["assigned"][ada.uid] == 2
    assert numbers.settled_queues(ada)["mine"] == 2
    second.change(status="resolved")
    assert numbers.settled()["assigned"][ada.uid] == 1
    first.change(assignee=None)
    assert ada.uid not in numbers.settled()["assigned"]


@pytest.mark.usefixtures("no_views")
def test_views_are_counted_for_who_looks_after_the_queues(
    api: httpx.Client, ada: Person, agent: Person, marker: str
) -> None:
    shown(api, ada)
    for assignee in (ada.uid, None, None):
        Case(api, ada, create(api, title=f"About {marker}")).change(assignee=assignee)
    for name, filters in (("Mine", {"assignee": "me"}), ("All", {}), ("Nobody's", {"assignee": "none"})):
        body = {"name": name, "filters": {**filters, "search": marker}, "shared": True}
        success(api.post("/api/views", json=body, headers=ada.headers), 201)
    assert [(it["name"], it["count"]) for it in shown(api, ada)[len(QUEUES) :]] == [
        ("All", 3),
        ("Mine", 1),
        ("Nobody's", 2),
    ]
    assert [it["count"] for it in shown(api, agent)[len(QUEUES) :]] == [3, 0, 2]
    assert {it["kind"] for it in shown(api, agent)[len(QUEUES) :]} == {"view"}


@pytest.mark.usefixtures("inside", "no_views")
def test_queues_cost_the_counters_the_views_and_a_document_for_each_that_is_counted(
    api: httpx.Client, ada: Person
) -> None:
    for name in ("One", "Two"):
        success(api.post("/api/views", json={"name": name, "filters": {}}, headers=ada.headers), 201)
    store.counted(ada.uid)  # after which the names of the counters are known
    with counted() as cost:
        store.counted(ada.uid)
    assert (cost.reads, cost.queries, cost.counts) == (1, 1, 3)
    assert len(views.seen_by(ada.uid)) == 2


@pytest.mark.usefixtures("no_views")
@pytest.mark.parametrize("broken", [{"filters": {"status": "lost"}}, {"filters": {"gone": "x"}}, {"sort": 7}])
def test_a_view_that_somebody_broke_spoils_only_itself(
    broken: dict[str, Any], api: httpx.Client, ada: Person, system: System
) -> None:
    for name in ("Whole", "Broken"):
        success(api.post("/api/views", json={"name": name, "filters": {}}, headers=ada.headers), 201)
    (found,) = system.firestore.collection("views").where(filter=FieldFilter("name", "==", "Broken")).get()
    found.reference.update(broken)
    assert [it["name"] for it in shown(api, ada)[len(QUEUES) :]] == ["Whole"]


def test_only_agents_read_the_queues(api: httpx.Client, stranger: Person) -> None:
    problem(api.get("/api/queues"), 401)
    problem(api.get("/api/queues", headers=stranger.headers), 403)
    problem(api.get("/api/queues", headers={"Authorization": f"Bearer {word()}"}), 401)
