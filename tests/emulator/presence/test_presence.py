"""Who else has a ticket open."""

from typing import Any

import httpx
import pytest

from common.callers.auth import Caller, Kind
from common.presence import store
from scripts.measure.bench.costs import counted
from tests.support.answers import problem, success
from tests.support.people import Person, sign_up
from tests.support.system import System
from tests.support.tickets import create, word


@pytest.fixture
def ada(system: System) -> Person:
    return sign_up(system, "ada.lovelace", {"role": "agent"})


@pytest.fixture
def grace(system: System) -> Person:
    return sign_up(system, "grace", {"role": "agent"})


def opens(api: httpx.Client, who: Person, ticket: str | None) -> list[dict[str, Any]]:
    """Who else has it open."""
    answer = success(api.post("/api/presence", json={"ticket": ticket}, headers=who.headers))
    assert answer.keys() == {"results"}
    results: list[dict[str, Any]] = answer["results"]
    return results


def test_two_agents_see_each_other_in_one_ticket_until_one_leaves(
    api: httpx.Client, ada: Person, grace: Person
) -> None:
    ticket, other = create(api)["id"], create(api)["id"]
    assert opens(api, ada, ticket) == []
    assert opens(api, grace, ticket) == [{"uid": ada.uid, "name": ada.email, "initials": "AL"}]
    assert [it["uid"] for it in opens(api, ada, ticket)] == [grace.uid]
    assert opens(api, grace, other) == []
    assert opens(api, ada, ticket) == []
    assert opens(api, ada, None) == []


def test_what_is_stored_expires(api: httpx.Client, ada: Person, system: System) -> None:
    ticket = create(api)["id"]
    opens(api, ada, ticket)
    stored = system.firestore.document(f"presence/{ada.uid}").get().to_dict() or {}
    assert stored.keys() == {"ticket", "name", "initials", "expires_at", "written"}
    assert (stored["expires_at"] - stored["written"][0]).total_seconds() == 100


def test_only_agents_say_what_they_have_open(api: httpx.Client, stranger: Person, agent: Person) -> None:
    body = {"ticket": None}
    problem(api.post("/api/presence", json=body), 401)
    problem(api.post("/api/presence", json=body, headers=stranger.headers), 403)
    problem(api.post("/api/presence", json={"ticket": "x"}, headers=agent.headers), 400, "ticket")
    problem(api.post("/api/presence", json={}, headers=agent.headers), 400, "ticket")


@pytest.mark.usefixtures("inside")
def test_renewing_is_one_read_one_query_and_seldom_a_write(api: httpx.Client) -> None:
    caller, ticket = Caller(Kind.AGENT, word(), email="ada@example.com"), create(api)["id"]
    store.renew(caller, None)  # which makes the agent known
    for written in (1, 0, 0):
        with counted() as cost:
            store.renew(caller, ticket)
        assert (cost.reads, cost.queries, cost.written) == (1, 1, written)
