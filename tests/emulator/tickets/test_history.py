"""The history: every change of a ticket, who made it and how, exactly once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import httpx
import pytest
from grpc import StatusCode

from common.actions import change as updating
from common.callers.model import Actor, ActorKind
from common.tickets import history
from common.tickets.inputs import TicketPatch
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.faulty_firestore import FaultyFirestore, lost_answer
from tests.support.gemini import Gemini, Reply
from tests.support.people import Person
from tests.support.system import WEBHOOK_NAME, System
from tests.support.tickets import create, store_changes
from tests.support.tokens import claims_of, unsigned
from tests.support.waiting import wait_until
from tests.support.webhooks import delivery_id, encoded, signed

PARALLEL = 20
PAGE = 50
REFINED_S = 60.0
ADA = Actor(kind=ActorKind.AGENT, name="Ada")


@pytest.fixture
def case(api: httpx.Client, agent: Person) -> Case:
    return Case(api, agent, create(api, category="billing", priority="low"))


def test_a_new_ticket_has_no_history(case: Case) -> None:
    assert case.history() == []


def test_a_change_is_told_with_who_made_it_when_and_what_was_before(case: Case, agent: Person) -> None:
    after = case.change(status="in_progress", category="technical", priority="high")
    assert case.history() == [
        {
            "version": 2,
            "at": after["updated_at"],
            "by": {"kind": "agent", "name": agent.email},
            "changes": [
                {"field": "status", "before": "open", "after": "in_progress"},
                {"field": "category", "before": "billing", "after": "technical"},
                {"field": "priority", "before": "low", "after": "high"},
            ],
        }
    ]


def test_only_what_became_another_value_is_in_an_entry_which_may_be_empty(case: Case) -> None:
    case.change(category="billing", priority="high")
    case.change(priority="high")
    assert case.moves() == [{"priority": ("low", "high")}, {}]


def test_an_entry_of_the_status_has_its_version_twice_and_is_found_by_itself(case: Case, system: System) -> None:
    case.change(priority="high")
    case.change(status="closed", priority="low")
    stored = [it.to_dict() or {} for it in system.firestore.collection(f"tickets/{case.ticket['id']}/changes").get()]
    assert [(it["version"], it.get("status_version")) for it in stored] == [(2, None), (3, 3)]


def test_an_agent_whose_token_has_no_address_is_told_by_the_uid(case: Case, agent: Person) -> None:
    claims = {name: value for name, value in claims_of(agent.token).items() if name != "email"}
    case.headers = {"Authorization": f"Bearer {unsigned(claims)}"}
    case.change(status="closed")
    assert case.history()[0]["by"] == {"kind": "agent", "name": agent.uid}


def test_an_integration_is_told_by_its_name_and_a_repeated_delivery_once(case: Case) -> None:
    content = encoded({"priority": "critical"})
    headers = signed(content, delivery=delivery_id())
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(lambda _: case.api.patch(case.path, content=content, headers=headers), range(PARALLEL)))
    assert {answer.status_code for answer in answers} == {200}
    (change,) = case.history()
    assert change["by"] == {"kind": "integration", "name": WEBHOOK_NAME}
    assert change["changes"] == [{"field": "priority", "before": "low", "after": "critical"}]


def test_twenty_different_deliveries_at_once_are_twenty_entries(case: Case) -> None:
    def deliver(number: int) -> int:
        content = encoded({"priority": ("low", "medium", "high", "critical")[number % 4]})
        return case.api.patch(case.path, content=content, headers=signed(content)).status_code

    with ThreadPoolExecutor(PARALLEL) as pool:
        assert set(pool.map(deliver, range(PARALLEL))) == {200}
    assert [change["version"] for change in case.history()] == list(range(2, PARALLEL + 2))


def test_gemini_is_told_by_its_model(api: httpx.Client, agent: Person, gemini: Gemini, marker: str) -> None:
    gemini.when(marker, Reply(json={"analysis": "Money.", "category": "billing", "priority": "critical"}))
    ticket = create(api, title=f"Crash {marker}", description="It is broken", category=None, priority=None)
    case = Case(api, agent, ticket)
    wait_until(lambda: case.read()["version"] == 2, REFINED_S)
    (change,) = case.history()
    assert change["by"]["kind"] == "gemini"
    assert change["by"]["name"].startswith("gemini-")
    assert case.moves() == [{"category": (ticket["category"], "billing"), "priority": (ticket["priority"], "critical")}]


@pytest.mark.alone
def test_changes_that_race_are_told_in_the_order_in_which_they_were_made(case: Case) -> None:
    values = ("low", "medium", "high", "critical")
    with ThreadPoolExecutor(PARALLEL) as pool:
        list(pool.map(lambda number: case.change(priority=values[number % 4]), range(PARALLEL)))
    told = case.history()
    assert [change["version"] for change in told] == list(range(2, PARALLEL + 2))
    moments = [datetime.fromisoformat(change["at"]) for change in told]
    assert moments == sorted(moments)
    value = "low"
    for moves in case.moves():
        before, value = moves.get("priority", (value, value))
        assert before in values
    assert value == case.read()["priority"]
    chain = [moves["priority"] for moves in case.moves() if moves]
    assert [after for _, after in chain[:-1]] == [before for before, _ in chain[1:]]


@pytest.mark.alone
def test_of_changes_that_race_for_one_version_only_the_one_that_wins_is_told(case: Case) -> None:
    with ThreadPoolExecutor(PARALLEL) as pool:
        list(pool.map(lambda _: case.patch(**{"If-Match": '"1"'}), range(PARALLEL)))
    assert case.moves() == [{"status": ("open", "closed")}]


def test_a_change_that_was_refused_is_not_told(case: Case) -> None:
    problem(case.patch(**{"If-Match": '"7"'}), 412)
    problem(case.api.patch(case.path, json={"status": "lost"}, headers=case.headers), 400, "status")
    problem(case.api.patch(case.path, json={"status": "closed"}), 401)
    assert case.history() == []


@pytest.mark.parametrize("failure", [StatusCode.FAILED_PRECONDITION, StatusCode.ALREADY_EXISTS])
def test_a_change_whose_answer_was_lost_is_made_and_told_once(
    case: Case, inside: FaultyFirestore, failure: StatusCode
) -> None:
    patch = TicketPatch.model_validate({"status": "closed"})
    with inside.having(*lost_answer(failure)):
        after = updating.patch(case.ticket["id"], patch, ADA, expected={"1"}, key=None)
    assert (after.version, after.status) == (2, "closed")
    assert [change["by"]["name"] for change in case.history()] == ["Ada"]


@pytest.mark.parametrize("expected", [None, {"1"}])
def test_a_change_whose_answer_was_lost_is_made_once_even_when_others_followed(
    case: Case, inside: FaultyFirestore, expected: set[str] | None
) -> None:
    def overtake() -> None:
        case.change(status="resolved")
        case.change(status="open")

    patch = TicketPatch.model_validate({"status": "closed"})
    with inside.having(*lost_answer(StatusCode.FAILED_PRECONDITION, overtake)):
        after = updating.patch(case.ticket["id"], patch, ADA, expected=expected, key=None)
    assert (after.version, after.status) == (2, "closed")
    assert [change["by"]["name"] == "Ada" for change in case.history()] == [True, False, False]
    assert case.read()["status"] == "open"


@pytest.mark.parametrize(("count", "pages"), [(PAGE, [PAGE]), (PAGE + 1, [PAGE, 1]), (2 * PAGE + 3, [PAGE, PAGE, 3])])
def test_a_long_history_comes_in_pages_newest_first(case: Case, system: System, count: int, pages: list[int]) -> None:
    store_changes(system, case.ticket["id"], count)
    told: list[int] = []
    sizes: list[int] = []
    cursor: str | None = ""
    for _ in pages:
        page = success(case.api.get(f"{case.path}/history", params={"cursor": cursor}, headers=case.headers))
        told += [change["version"] for change in page["results"]]
        sizes.append(len(page["results"]))
        cursor = page["next_cursor"]
    assert cursor is None
    assert sizes == pages
    assert told == list(range(count + 1, 1, -1))


def test_an_entry_that_somebody_broke_spoils_itself_and_not_the_answer(case: Case, system: System) -> None:
    store_changes(system, case.ticket["id"], 6)
    stored = system.firestore.collection(f"tickets/{case.ticket['id']}/changes")
    stored.document("0000000003").update({"by": {"kind": "robot", "name": 7}})
    stored.document("0000000004").update({"version": "four"})
    stored.document("0000000005").update({"changes": [{"field": "title", "before": "a", "after": "b"}]})
    stored.document("0000000006").set({"x": 1})
    assert [change["version"] for change in case.history()] == [2, 7]


@pytest.mark.parametrize("version", [51.5, 0.5, -7, float("nan"), float("-inf"), 10**12])
def test_a_version_that_somebody_made_another_number_ends_no_paging(case: Case, system: System, version: float) -> None:
    store_changes(system, case.ticket["id"], 2 * history.PAGE)
    stored = system.firestore.collection(f"tickets/{case.ticket['id']}/changes")
    stored.document(f"{history.PAGE + 2:010}").update({"version": version})
    told: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        page = success(case.api.get(f"{case.path}/history", params={"cursor": cursor}, headers=case.headers))
        told += [change["version"] for change in page["results"]]
        cursor = page["next_cursor"]
    assert told == [it for it in range(2 * history.PAGE + 1, 1, -1) if it != history.PAGE + 2]


def test_a_ticket_restored_from_a_copy_older_than_its_history_can_be_changed(case: Case, system: System) -> None:
    store_changes(system, case.ticket["id"], 2)
    case.change(status="closed")
    assert case.moves() == [{"status": ("open", "closed")}, {}]


@pytest.mark.parametrize("cursor", ["0", "-1", "x", "1.5", "01", "12345678901", "2/3"])
def test_a_cursor_that_was_never_given_out_is_refused(case: Case, cursor: str) -> None:
    answer = case.api.get(f"{case.path}/history", params={"cursor": cursor}, headers=case.headers)
    problem(answer, 400, "cursor")


def test_the_history_takes_no_other_parameter(case: Case) -> None:
    problem(case.api.get(f"{case.path}/history?page_size=3", headers=case.headers), 400, "page_size")
