"""The names of agents: who is in the list, and what requesters read."""

import httpx
import pytest
from firebase_admin import auth

from scripts.operate import admin as operator
from tests.support.answers import problem, success
from tests.support.conversations import Talk
from tests.support.conversations import talk as begun
from tests.support.people import Person, sign_up
from tests.support.system import System


@pytest.fixture
def newcomer(system: System) -> Person:
    return sign_up(system, "ada.lovelace", {"role": "agent"})


def listed(api: httpx.Client, who: Person) -> dict[str, object]:
    """The entry of the person, as they read it themselves."""
    results = success(api.get("/api/agents", headers=who.headers))["results"]
    (entry,) = [it for it in results if it["uid"] == who.uid]
    return dict(entry)


def name(system: System, who: Person, called: str) -> None:
    with operator.people(system.project) as app:
        operator.name_agent(app, system.firestore, who.email, called)


def test_the_first_request_puts_an_agent_into_the_list(api: httpx.Client, newcomer: Person) -> None:
    entry = listed(api, newcomer)
    assert len(str(entry.pop("initials"))) == 2
    assert entry == {"uid": newcomer.uid, "name": newcomer.email, "active": True}


def test_requesters_read_the_name_that_an_operator_gave(api: httpx.Client, newcomer: Person, system: System) -> None:
    name(system, newcomer, "Ada Lovelace")
    assert listed(api, newcomer) == {"uid": newcomer.uid, "name": "Ada Lovelace", "initials": "AL", "active": True}
    talk = begun(api, newcomer)
    assert talk.reply("Hello")["author"] == {"kind": "agent", "uid": newcomer.uid, "name": "Ada Lovelace"}
    assert [it["author"] for it in talk.seen()["results"]] == ["Ada Lovelace"]


def test_a_name_stays_when_the_command_is_repeated_without_one(
    api: httpx.Client, newcomer: Person, system: System
) -> None:
    name(system, newcomer, "Ada Lovelace")
    name(system, newcomer, "")
    assert listed(api, newcomer)["name"] == "Ada Lovelace"


def test_who_lost_the_role_is_listed_as_not_active_until_an_operator_gives_it_again(
    api: httpx.Client, newcomer: Person, agent: Person, system: System
) -> None:
    def active() -> bool:
        results = success(api.get("/api/agents", headers=agent.headers))["results"]
        (entry,) = [it for it in results if it["uid"] == newcomer.uid]
        return bool(entry["active"])

    name(system, newcomer, "Ada Lovelace")
    talk = begun(api, newcomer)
    talk.reply("Hello")
    with operator.people(system.project) as app:
        operator.revoke_agent(app, system.firestore, newcomer.email)
        assert not auth.get_user(newcomer.uid, app).custom_claims
    assert not active()
    assert [it["author"] for it in talk.seen()["results"]] == ["Ada Lovelace"]
    name(system, newcomer, "")
    assert active()


def test_only_agents_read_the_list(api: httpx.Client, stranger: Person, talk: Talk) -> None:
    problem(api.get("/api/agents"), 401)
    problem(api.get("/api/agents", headers={"X-Tracking-Token": talk.token}), 401)
    problem(api.get("/api/agents", headers=stranger.headers), 403)
