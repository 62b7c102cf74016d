"""What programs send through the form: it waits apart, and whoever sent it cannot tell."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest
from grpc import StatusCode

from common.actions import release
from common.base.errors import NotFound
from common.callers.model import Actor, ActorKind
from common.tickets import store
from tests.conftest import RunFunction
from tests.support import conversations, web
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.desk import Desk
from tests.support.faulty_firestore import GET, QUERY, Fault, FaultyFirestore, lost_answer
from tests.support.gemini import Gemini, Reply
from tests.support.numbers import Numbers, moved
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import as_read, create, new_ticket, titled, word
from tests.support.waiting import wait_until
from tests.support.webhooks import encoded, signed

PARALLEL = 20
REFINED_S = 60.0
BOT: dict[str, Any] = {"website": "https://spam.example"}
ADA = Actor(kind=ActorKind.AGENT, name="Ada")


@pytest.fixture
def case(api: httpx.Client, agent: Person) -> Case:
    """A ticket in quarantine."""
    return Case(api, agent, create(api, **BOT))


def places(system: System, ticket: Mapping[str, Any]) -> list[str]:
    """The collections in which the ticket is stored."""
    return [it for it in ("tickets", "quarantine") if system.firestore.document(f"{it}/{ticket['id']}").get().exists]


@pytest.mark.parametrize(
    "fields", [{"website": "x"}, {"website": " "}, {"elapsed_ms": 0}, {"elapsed_ms": 2999}, {**BOT, "elapsed_ms": 9000}]
)
def test_what_no_person_would_send_goes_into_quarantine(
    fields: dict[str, Any], api: httpx.Client, system: System
) -> None:
    assert places(system, create(api, **fields)) == ["quarantine"]


@pytest.mark.parametrize(
    "fields", [{}, {"website": ""}, {"elapsed_ms": None}, {"elapsed_ms": 3000}, {"website": "", "elapsed_ms": 10**12}]
)
def test_what_a_person_or_a_script_sends_does_not(fields: dict[str, Any], api: httpx.Client, system: System) -> None:
    assert places(system, create(api, **fields)) == ["tickets"]


def test_agents_and_integrations_are_never_put_into_quarantine(
    api: httpx.Client, agent: Person, system: System
) -> None:
    fields = {**BOT, "elapsed_ms": 0}
    assert places(system, create(api, agent.headers, **fields)) == ["tickets"]
    content = encoded(new_ticket(**fields))
    delivered = success(api.post("/api/tickets", content=content, headers=signed(content)), 201)
    assert places(system, delivered) == ["tickets"]


@pytest.mark.parametrize(("seconds", "place"), [("0", "tickets"), ("60", "quarantine")])
def test_how_fast_a_person_may_be_is_a_setting(
    seconds: str, place: str, run_function: RunFunction, system: System
) -> None:
    with run_function("create_ticket", {"FORM_MIN_SECONDS": seconds}) as url:
        elapsed = 0 if place == "tickets" else 59_999
        assert places(system, success(web.post(url, json=new_ticket(elapsed_ms=elapsed)), 201)) == [place]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"website": "x" * 1001}, "website"),
        ({"website": None}, "website"),
        ({"website": 7}, "website"),
        ({"elapsed_ms": -1}, "elapsed_ms"),
        ({"elapsed_ms": 1.5}, "elapsed_ms"),
        ({"elapsed_ms": True}, "elapsed_ms"),
        ({"elapsed_ms": "5000"}, "elapsed_ms"),
        ({"elapsed_ms": "soon"}, "elapsed_ms"),
    ],
)
def test_what_is_not_of_the_form_is_refused(fields: dict[str, Any], field: str, api: httpx.Client) -> None:
    problem(api.post("/api/tickets", json=new_ticket(**fields)), 400, field)


def test_the_answer_is_that_of_any_other_ticket(api: httpx.Client) -> None:
    body = new_ticket(requester={"name": "Ada"})
    usual, apart = api.post("/api/tickets", json=body), api.post("/api/tickets", json={**body, **BOT})
    for answer in (usual, apart):
        assert answer.headers["Location"] == f"/api/tickets/{success(answer, 201)['id']}"
    one, other = usual.json(), apart.json()
    assert list(one) == list(other)
    assert {name for name in one if one[name] != other[name]} == {
        "id",
        "reference",
        "created_at",
        "updated_at",
        "tracking_token",
    }
    assert [name for name in usual.headers if name != "date"] == [name for name in apart.headers if name != "date"]


def test_its_status_page_works(case: Case) -> None:
    tracked = success(case.track(case.ticket["tracking_token"]))
    assert (tracked["reference"], tracked["status"]) == (case.ticket["reference"], "open")
    assert tracked["timeline"] == [{"status": "open", "at": case.ticket["created_at"]}]
    problem(case.track(word()), 404)


def test_it_is_stored_like_a_ticket_and_deleted_after_thirty_days(
    case: Case, api: httpx.Client, system: System
) -> None:
    usual = system.firestore.document(f"tickets/{create(api)['id']}").get().to_dict() or {}
    apart = system.firestore.document(f"quarantine/{case.ticket['id']}").get().to_dict() or {}
    assert apart.keys() == usual.keys() | {"expires_at"}
    assert apart["expires_at"] - apart["created_at"] == timedelta(days=30)


def test_agents_read_it_by_its_id_and_see_where_it_is(case: Case) -> None:
    assert case.read() == {**as_read(case.ticket), "quarantined": True}
    assert case.history() == []


def test_the_list_has_it_under_its_own_filter_only(desk: Desk, api: httpx.Client, marker: str) -> None:
    usual = create(api, title=f"{marker} usual")
    apart = create(api, title=f"{marker} apart", priority="high", **BOT)
    second = create(api, title=f"{marker} second", **BOT)
    assert desk.found(search=marker) == desk.found(search=marker, quarantined="false") == [usual["id"]]
    assert desk.found(search=marker, quarantined="true") == [second["id"], apart["id"]]
    assert desk.found(search=f"{marker} apart", quarantined="true", priority="high", status="open") == [apart["id"]]
    assert desk.found(search=marker, quarantined="true", status="closed") == []
    walked = desk.walk(search=marker, quarantined="true", page_size=1)
    assert [ticket["id"] for ticket in walked] == [second["id"], apart["id"]]
    assert walked[0] == {**as_read(second), "quarantined": True}


@pytest.mark.parametrize("value", ["maybe", "2", "TRUE!"])
def test_the_filter_is_true_or_false(value: str, desk: Desk) -> None:
    (error,) = problem(desk.ask(quarantined=value), 400, "quarantined")["errors"]
    assert error["message"] == "must be true or false"


def test_it_cannot_be_changed_before_it_is_released(case: Case) -> None:
    content = encoded({"status": "closed"})
    answers = [
        case.patch(),
        case.patch(**{"If-Match": '"1"'}),
        case.api.patch(case.path, content=content, headers=signed(content)),
        case.replace_link(),
        case.revoke_link(),
    ]
    assert {problem(answer, 409)["detail"] for answer in answers} == {
        "The ticket is in quarantine; release it before changing it."
    }
    assert case.read()["version"] == 1
    success(case.track(case.ticket["tracking_token"]))


def test_a_release_moves_it_as_it_was_and_is_told_in_its_history(case: Case, system: System, agent: Person) -> None:
    before = system.firestore.document(f"quarantine/{case.ticket['id']}").get().to_dict() or {}
    answer = case.release()
    ticket = success(answer)
    assert answer.headers["ETag"] == '"2"'
    assert ticket == {**as_read(case.ticket), "version": 2, "updated_at": ticket["updated_at"]} == case.read()
    assert places(system, case.ticket) == ["tickets"]
    after = system.firestore.document(f"tickets/{case.ticket['id']}").get().to_dict() or {}
    assert after.keys() == before.keys() - {"expires_at"}
    assert {name for name in after if after[name] != before[name]} == {"version", "updated_at"}
    (change,) = case.history()
    assert change == {
        "version": 2,
        "at": ticket["updated_at"],
        "by": {"kind": "agent", "name": agent.email},
        "changes": [{"field": "quarantine", "before": "quarantined", "after": "released"}],
    }


def test_a_released_ticket_is_like_any_other(case: Case, desk: Desk) -> None:
    success(case.release())
    assert desk.found(search=case.ticket["reference"]) == [case.ticket["id"]]
    assert desk.found(search=case.ticket["reference"], quarantined="true") == []
    assert case.change(status="closed")["version"] == 3
    tracked = success(case.track(case.ticket["tracking_token"]))
    assert [it["status"] for it in tracked["timeline"]] == ["open", "closed"]


def test_releasing_again_answers_the_ticket_as_it_is(case: Case, api: httpx.Client, agent: Person) -> None:
    success(case.release())
    changed = case.change(priority="high")
    assert success(case.release()) == changed
    usual = Case(api, agent, create(api))
    assert success(usual.release()) == usual.read() == as_read(usual.ticket)


def test_of_releases_that_race_one_moves_the_ticket(case: Case, system: System) -> None:
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(lambda _: case.release(), range(PARALLEL)))
    assert {success(answer)["version"] for answer in answers} == {2}
    assert len({answer.text for answer in answers}) == 1
    assert (len(case.history()), places(system, case.ticket)) == (1, ["tickets"])


def test_a_release_whose_answer_was_lost_is_made_once(case: Case, inside: FaultyFirestore) -> None:
    with inside.having(*lost_answer(StatusCode.FAILED_PRECONDITION)):
        assert release.release(case.ticket["id"], ADA).version == 2
    assert (case.read()["version"], len(case.history())) == (2, 1)


@pytest.mark.usefixtures("inside")
def test_a_ticket_whose_time_is_over_as_it_is_released_stays_deleted(
    case: Case, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = store.now_ms()

    def expire() -> Any:
        system.firestore.document(f"quarantine/{case.ticket['id']}").delete()
        return now

    monkeypatch.setattr(store, "now_ms", expire)
    with pytest.raises(NotFound):
        release.release(case.ticket["id"], ADA)
    assert places(system, case.ticket) == []
    assert not system.firestore.collection(f"tickets/{case.ticket['id']}/changes").get()


def test_a_read_finds_a_ticket_that_is_released_meanwhile(case: Case, inside: FaultyFirestore) -> None:
    with inside.having(Fault(GET, times=1, meanwhile=lambda: success(case.release()))):
        assert store.get(case.ticket["id"]).version == 2


def test_a_ticket_whose_time_was_over_is_unknown(case: Case, system: System) -> None:
    system.firestore.document(f"quarantine/{case.ticket['id']}").delete()
    for answer in (case.release(), case.patch(), case.revoke_link(), case.track(case.ticket["tracking_token"])):
        problem(answer, 404)
    for path in (case.path, f"{case.path}/history"):
        problem(case.api.get(path, headers=case.headers), 404)


def test_repeats_of_a_create_get_the_first_answer_before_and_after_the_release(
    api: httpx.Client, agent: Person, system: System
) -> None:
    body, key = new_ticket(), {"Idempotency-Key": word()}

    def post(**fields: object) -> dict[str, Any]:
        answer: dict[str, Any] = success(api.post("/api/tickets", json={**body, **fields}, headers=key), 201)
        return answer

    first = post(elapsed_ms=900)
    assert post(elapsed_ms=900) == post(elapsed_ms=60_000) == post() == post(**BOT) == first
    assert (places(system, first), titled(system, body)) == (["quarantine"], 0)
    case = Case(api, agent, first)
    success(case.release())
    case.change(priority="critical", status="closed")
    assert post(elapsed_ms=900) == post(**BOT) == first
    assert (places(system, first), titled(system, body)) == (["tickets"], 1)
    success(case.track(first["tracking_token"]))


def test_twenty_parallel_requests_with_one_key_open_one_ticket_where_the_first_did(
    api: httpx.Client, system: System
) -> None:
    body, key = new_ticket(), {"Idempotency-Key": word()}

    def post(number: int) -> httpx.Response:
        return api.post("/api/tickets", json={**body, "elapsed_ms": number % 2 * 9000}, headers=key)

    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(post, range(PARALLEL)))
    assert len({answer.text for answer in answers}) == 1
    assert len(places(system, success(answers[0], 201))) == 1
    assert titled(system, body) + titled(system, body, "quarantine") == 1


def test_the_same_key_with_another_text_is_refused(api: httpx.Client) -> None:
    body, key = new_ticket(**BOT), {"Idempotency-Key": word()}
    success(api.post("/api/tickets", json=body, headers=key), 201)
    problem(api.post("/api/tickets", json={**body, "title": "Other"}, headers=key), 422)


def test_it_counts_in_no_number_until_it_is_released_and_then_once(numbers: Numbers, api: httpx.Client) -> None:
    before = numbers.settled()
    case = Case(api, numbers.agent, create(api, category="account", priority="critical", **BOT))
    create(api, category="billing", priority="low")  # the numbers follow: had the other one counted, it would show
    usual = numbers.settled()
    assert moved(before, usual)["total_tickets"] == 1
    success(case.release())
    success(case.release())
    assert moved(usual, numbers.settled()) == {
        "total_tickets": 1,
        "open_tickets": 1,
        "waiting_now": 1,
        "status.open": 1,
        "priority.critical": 1,
        "category.account": 1,
        "created.today": 1,
    }


def test_gemini_is_asked_about_it_when_it_is_released_and_not_before(
    api: httpx.Client, agent: Person, gemini: Gemini, marker: str
) -> None:
    later = word()
    for text in (marker, later):
        gemini.when(text, Reply(json={"analysis": "Money.", "category": "billing", "priority": "critical"}))
    nobody: dict[str, Any] = {"category": None, "priority": None}
    case = Case(api, agent, create(api, title=marker, **nobody, **BOT))
    usual = Case(api, agent, create(api, title=later, **nobody))
    wait_until(lambda: usual.read()["version"] == 2, REFINED_S)
    assert gemini.calls(marker) == []
    success(case.release())
    wait_until(lambda: case.read()["version"] == 3, REFINED_S)
    assert [change["by"]["kind"] for change in case.history()] == ["agent", "gemini"]
    assert case.read()["set_by"] == {"category": "gemini", "priority": "gemini"}


def test_its_messages_and_its_history_expire_with_it_and_stay_once_it_is_released(
    api: httpx.Client, agent: Person, system: System, inside: FaultyFirestore
) -> None:
    talk = conversations.talk(api, agent, **BOT)
    places = [f"conversations/{talk.id}/messages/0000000001", f"tickets/{talk.id}/changes/0000000002"]
    beside = [system.firestore.document(it) for it in places]
    talk.say("I am a person", solved=True)
    expiring = system.firestore.document(f"quarantine/{talk.id}").get().get("expires_at")
    assert [it.get().get("expires_at") for it in beside] == [expiring, expiring]
    with inside.having(Fault(QUERY, times=1, meanwhile=lambda: talk.say("Are you there?"))):
        assert not release.release(talk.id, ADA).quarantined
    assert talk.texts() == ["I am a person", "Are you there?"]
    for stored in (it.get() for it in beside):
        assert stored.exists
        assert "expires_at" not in (stored.to_dict() or {})
