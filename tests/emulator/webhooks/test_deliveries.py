"""Webhooks on their way: whatever the receiver does, every event arrives, signed, under one id."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from grpc import StatusCode
from standardwebhooks.webhooks import WebhookVerificationError

from common.base import config, ids
from common.webhooks import attempts, deliveries
from common.webhooks.events import Event
from common.webhooks.model import WebhookEvent
from common.webhooks.queue import Task
from tests.conftest import PACE
from tests.support import conversations, web
from tests.support.answers import success
from tests.support.cases import Case
from tests.support.events import Events
from tests.support.faulty_firestore import FaultyFirestore, lost_answer
from tests.support.hooks import ARRIVED_S, Hook, hook
from tests.support.people import Person
from tests.support.receiver import Receiver, Reply
from tests.support.system import System
from tests.support.tickets import create, word
from tests.support.waiting import wait_until

BROKEN = Reply(500, body=b"out of order")
SLOW_S = 15.0
"""Less than an attempt waits for an answer."""


@pytest.fixture
def case(api: httpx.Client, agent: Person, endpoint: Hook) -> Case:
    """A ticket that is opened after the endpoint was registered."""
    return Case(api, agent, create(api))


def stored_ticket(**fields: Any) -> dict[str, Any]:
    """A stored ticket that exists in events only, as far as webhooks know of it."""
    now = datetime.now(UTC)
    content = {"reference": word(), "status": "open", "category": "general", "priority": "low", "version": 1}
    return {**content, "updated_at": now, "tracking_hash": "x", **fields}


def test_every_version_arrives_signed_numbered_without_a_gap_and_without_texts(endpoint: Hook, case: Case) -> None:
    case.change(priority="critical")
    case.change(status="resolved")
    case.replace_link()
    requests = endpoint.arrived(case.ticket, 5)
    told = {it.id: it.verified(endpoint.registered["secret"]) for it in requests}
    assert len(told) == len(requests) == 5
    by_sequence = sorted(told.values(), key=lambda it: (it["data"]["sequence"], it["type"]))
    assert [(it["type"], it["data"]["sequence"]) for it in by_sequence] == [
        ("ticket.created", 1),
        ("ticket.updated", 2),
        ("ticket.resolved", 3),
        ("ticket.updated", 3),
        ("ticket.updated", 4),
    ]
    assert [it["data"]["changed"] for it in by_sequence] == [
        {},
        {"priority": {"before": "medium", "after": "critical"}},
        {"status": {"before": "open", "after": "resolved"}},
        {"status": {"before": "open", "after": "resolved"}},
        {"link": {"before": "active", "after": "replaced"}},
    ]
    fields = {"id", "reference", "status", "category", "priority", "assignee", "sequence", "changed"}
    assert all(it.keys() == {"type", "timestamp", "data"} and it["data"].keys() == fields for it in told.values())
    assert by_sequence[0]["timestamp"] == case.ticket["created_at"]
    assert not [it for it in requests if case.ticket["title"].encode() in it.body]


def test_messages_arrive_as_ids_and_kinds_and_of_a_note_nothing(
    api: httpx.Client, agent: Person, admin: Person, receiver: Receiver
) -> None:
    with hook(api, admin, receiver, events=["message.created"]) as endpoint:
        talk = conversations.talk(api, agent)
        talk.note("secret")
        talk.reply("secret")
        talk.say("secret")
        requests = endpoint.arrived(talk.ticket(), 2)
        sent = {it.id: it.verified(endpoint.registered["secret"])["data"] for it in requests}
        assert sorted((it["sequence"], it["message"], it["kind"], it["author"]) for it in sent.values()) == [
            (3, "0000000002", "reply", "agent"),
            (4, "0000000003", "request", "requester"),
        ]
        assert not [it for it in requests if b"secret" in it.body]
        assert len(endpoint.log(talk.ticket())) == 2


def test_an_endpoint_hears_only_of_the_events_that_it_asked_for(
    api: httpx.Client, agent: Person, admin: Person, receiver: Receiver
) -> None:
    with hook(api, admin, receiver, events=["ticket.resolved"]) as endpoint:
        case = Case(api, agent, create(api))
        case.change(priority="high")
        case.change(status="resolved")
        (request,) = endpoint.arrived(case.ticket, 1)
        assert (request.payload["type"], request.payload["data"]["sequence"]) == ("ticket.resolved", 3)
        assert len(endpoint.log(case.ticket)) == 1


def test_a_receiver_that_fails_in_every_way_gets_the_same_message_until_it_takes_it(
    api: httpx.Client, endpoint: Hook, receiver: Receiver
) -> None:
    elsewhere = f"/{word()}"
    redirect = Reply(302, headers={"Location": receiver.url(elsewhere)})
    receiver.when(endpoint.path, BROKEN, redirect, Reply(hang_up=True), Reply(429), Reply(200, body=b"thanks"))
    ticket = create(api)
    (delivery,) = endpoint.settled(ticket, "delivered")
    requests = endpoint.received(ticket)
    assert {it.id for it in requests} == {delivery["id"]}
    assert len({it.body for it in requests}) == 1
    assert [it.verified(endpoint.registered["secret"])["type"] for it in requests] == ["ticket.created"] * 5
    assert receiver.received(elsewhere) == []
    log = delivery["attempts"]
    assert [it["status"] for it in log] == [500, 302, None, 429, 200]
    assert [it["response_start"] for it in log] == ["out of order", "", "", "", "thanks"]
    assert "redirect" in log[1]["error"]
    assert "closed without an answer" in log[2]["error"]
    assert log[4]["error"] is None
    assert all(0 <= it["latency_ms"] < ARRIVED_S * 1000 for it in log)
    state = endpoint.read()
    assert (state["last_status"], state["failing_since"], delivery["next_attempt_at"]) == (200, None, None)


def test_nothing_is_lost_while_a_receiver_is_down(
    api: httpx.Client, agent: Person, endpoint: Hook, receiver: Receiver
) -> None:
    with receiver.down():
        cases = [Case(api, agent, create(api)) for _ in range(2)]
        for case in cases:
            case.change(status="in_progress")
        wait_until(lambda: sum(len(endpoint.log(it.ticket)) for it in cases) == 4, ARRIVED_S)
        wait_until(lambda: endpoint.log(cases[0].ticket)[0]["attempts"], ARRIVED_S)
        assert "refused" in endpoint.log(cases[0].ticket)[0]["attempts"][0]["error"]
        assert endpoint.read()["failing_since"] is not None
    for case in cases:
        endpoint.settled(case.ticket, "delivered", 2)
        sequences = [
            it.verified(endpoint.registered["secret"])["data"]["sequence"] for it in endpoint.received(case.ticket)
        ]
        assert sorted({*sequences}) == [1, 2]


def test_ten_attempts_are_made_and_a_replay_begins_anew_under_the_same_id(
    api: httpx.Client, endpoint: Hook, receiver: Receiver
) -> None:
    receiver.when(endpoint.path, BROKEN)
    ticket = create(api)
    (failed,) = endpoint.settled(ticket, "failed")
    assert [it["status"] for it in failed["attempts"]] == [500] * 10
    assert failed["next_attempt_at"] is None
    receiver.when(endpoint.path, BROKEN, Reply(200))
    assert success(endpoint.ask("POST", "/replay", json={"delivery": failed["id"]}), 202) == {"queued": 1}
    (delivered,) = endpoint.settled(ticket, "delivered")
    assert [it["status"] for it in delivered["attempts"]] == [*[500] * 11, 200]
    assert {it.id for it in endpoint.received(ticket)} == {failed["id"]}


def test_a_range_is_replayed_with_everything_in_it_and_nothing_else(endpoint: Hook, case: Case) -> None:
    case.change(priority="high")
    case.change(priority="low")
    before = endpoint.settled(case.ticket, "delivered", 3)
    ends = {"since": before[1]["created_at"], "until": before[2]["created_at"]}
    assert success(endpoint.ask("POST", "/replay", json=ends), 202) == {"queued": 2}
    requests = endpoint.arrived(case.ticket, 5)
    assert sorted(it.id for it in requests) == sorted([it["id"] for it in before] + [it["id"] for it in before[1:]])
    wait_until(lambda: [len(it["attempts"]) for it in endpoint.log(case.ticket)] == [1, 2, 2], ARRIVED_S)


def test_the_log_goes_on_where_a_page_ends(endpoint: Hook, case: Case) -> None:
    case.change(priority="high")
    log = endpoint.settled(case.ticket, "delivered", 2)
    first = success(endpoint.ask("GET", "/deliveries", params={"page_size": 1}))
    assert [it["id"] for it in first["results"]] == [log[1]["id"]] == [first["next_cursor"]]
    last = success(endpoint.ask("GET", "/deliveries", params={"page_size": 1, "cursor": first["next_cursor"]}))
    assert ([it["id"] for it in last["results"]], last["next_cursor"]) == ([log[0]["id"]], None)
    assert log[0].keys() == {
        *("id", "type", "ticket_id", "sequence", "state", "attempts", "created_at", "next_attempt_at")
    }


def test_a_receiver_that_asks_for_time_gets_it(api: httpx.Client, endpoint: Hook, receiver: Receiver) -> None:
    receiver.when(endpoint.path, Reply(503, headers={"Retry-After": "2"}), Reply(204))
    first, second = endpoint.arrived(create(api), 2)
    assert second.at - first.at >= 1.9


def test_a_receiver_that_is_gone_is_asked_no_more_and_an_admin_reads_why(
    api: httpx.Client, admin: Person, endpoint: Hook, receiver: Receiver
) -> None:
    receiver.when(endpoint.path, Reply(410))
    (delivery,) = endpoint.settled(create(api), "failed")
    assert [it["status"] for it in delivery["attempts"]] == [410]
    off = endpoint.read()
    assert (off["enabled"], off["last_status"]) == (False, 410)
    assert "410" in off["disabled_reason"]
    receiver.when(endpoint.path, Reply(204))
    with hook(api, admin, receiver) as other:
        unheard = create(api)
        other.arrived(unheard, 1)  # so the event is done with, for every endpoint
    on = success(endpoint.ask("PATCH", json={"enabled": True}))
    assert (on["enabled"], on["disabled_reason"], on["failing_since"]) == (True, None, None)
    heard = create(api)
    endpoint.arrived(heard, 1)
    assert endpoint.received(unheard) == []


@pytest.mark.parametrize("days", [4, 6])
def test_after_days_of_failure_an_endpoint_is_switched_off_and_not_before(
    days: int, api: httpx.Client, endpoint: Hook, receiver: Receiver, system: System
) -> None:
    receiver.when(endpoint.path, BROKEN, Reply(503, headers={"Retry-After": "3600"}))
    since = datetime.now(UTC) - timedelta(days=days)
    system.firestore.document(f"webhooks/{endpoint.id}").update({"failing_since": since})
    endpoint.arrived(create(api), 2 if days < 5 else 1)
    if days < 5:
        assert endpoint.read()["enabled"] is True
        return
    wait_until(lambda: not endpoint.read()["enabled"], ARRIVED_S)
    assert f"{since:%Y-%m-%d %H:%M}" in endpoint.read()["disabled_reason"]


def test_what_is_pending_is_dropped_where_the_endpoint_is_switched_off(
    api: httpx.Client, endpoint: Hook, receiver: Receiver
) -> None:
    receiver.when(endpoint.path, Reply(503, headers={"Retry-After": "2"}))
    ticket = create(api)
    endpoint.arrived(ticket, 1)
    success(endpoint.ask("PATCH", json={"enabled": False}))
    (dropped,) = endpoint.settled(ticket, "dropped")
    assert (len(dropped["attempts"]), dropped["next_attempt_at"]) == (1, None)
    assert len(endpoint.received(ticket)) == 1


def test_a_slow_receiver_has_few_requests_at_once_and_delays_nobody_else(
    api: httpx.Client, admin: Person, receiver: Receiver, endpoint: Hook
) -> None:
    with hook(api, admin, receiver, events=["ticket.created"]) as slow:
        go_on = threading.Event()
        receiver.when(slow.path, Reply(204, delay_s=SLOW_S, go_on=go_on))
        tickets = [create(api) for _ in range(8)]
        for ticket in tickets:
            endpoint.arrived(ticket, 1)
        assert sum(len(slow.received(it)) for it in tickets) < len(tickets)
        go_on.set()
        for ticket in tickets:
            slow.arrived(ticket, 1)
        assert receiver.most_at_once[slow.path] == attempts.AT_ONCE
        assert all(len(slow.received(it)) == 1 for it in tickets)


def test_a_host_whose_name_stands_for_a_private_address_is_not_sent_to(
    api: httpx.Client, admin: Person, receiver: Receiver, system: System
) -> None:
    with hook(api, admin, receiver) as endpoint:
        # As when its name was given another address later: the resolver takes the number for 172.16.0.1.
        system.firestore.document(f"webhooks/{endpoint.id}").update({"url": "https://2886729729/hook"})
        ticket = create(api)
        wait_until(lambda: [it for it in endpoint.log(ticket) if it["attempts"]], ARRIVED_S)
        attempt = endpoint.log(ticket)[0]["attempts"][0]
        assert attempt["status"] is None
        assert "nothing was sent" in attempt["error"]


def test_while_a_secret_is_rotated_both_sign_and_then_only_the_new_one(
    api: httpx.Client, endpoint: Hook, system: System
) -> None:
    old, new = endpoint.registered["secret"], success(endpoint.ask("POST", "/secret"), 201)["secret"]
    (request,) = endpoint.arrived(create(api), 1)
    assert request.verified(old) == request.verified(new)
    document = system.firestore.document(f"webhooks/{endpoint.id}")
    past = datetime.now(UTC) - timedelta(seconds=1)
    document.update({"secrets": [{"value": new, "until": None}, {"value": old, "until": past}]})
    (request,) = endpoint.arrived(create(api), 1)
    request.verified(new)
    with pytest.raises(WebhookVerificationError):
        request.verified(old)


def test_a_ticket_in_quarantine_is_told_of_when_it_is_released(
    api: httpx.Client, agent: Person, endpoint: Hook
) -> None:
    case, other = Case(api, agent, create(api, website="x")), create(api)
    endpoint.arrived(other, 1)
    assert endpoint.log(case.ticket) == []
    case.release()
    (request,) = endpoint.arrived(case.ticket, 1)
    assert (request.payload["type"], request.payload["data"]["sequence"]) == ("ticket.created", 2)


def test_events_that_come_again_and_in_any_order_make_one_delivery_each(endpoint: Hook, system: System) -> None:
    ticket = {"id": ids.new_id(datetime.now(UTC))}
    versions = [stored_ticket(version=version) for version in (1, 2, 3)]
    pairs = [(versions[1], versions[2]), (None, versions[0]), (versions[0], versions[1])]
    for before, after in [*pairs, *pairs]:
        answer = Events(system).post("notify_webhooks", "written", before, after, event=word(), ticket=ticket["id"])
        assert answer.status_code == 200
    endpoint.settled(ticket, "delivered", 3)
    assert sorted(it["sequence"] for it in endpoint.log(ticket)) == [1, 2, 3]
    assert len(endpoint.received(ticket)) == 3


def test_a_write_that_makes_no_version_and_a_deletion_tell_nothing(endpoint: Hook, system: System) -> None:
    ticket, content = {"id": ids.new_id(datetime.now(UTC))}, stored_ticket()
    for before, after in [(content, {**content, "write_id": "x"}), (content, None), (None, {"reference": 7})]:
        answer = Events(system).post("notify_webhooks", "written", before, after, event=word(), ticket=ticket["id"])
        assert answer.status_code == 200
    assert endpoint.log(ticket) == []


@pytest.fixture
def local(inside: FaultyFirestore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a test make attempts in its own process, which it can end between two steps."""
    monkeypatch.setenv(config.DEV_LOOPBACK, "1")
    monkeypatch.setenv(config.DEV_PACE, PACE)


def lost(*_: object) -> None:
    raise ConnectionError


def begin(endpoint: Hook, ticket_id: str) -> Task:
    """The task of a delivery that was stored and not queued."""
    body = f'{{"data":{{"id":"{ticket_id}"}}}}'
    event = Event(WebhookEvent.CREATED, ticket_id, 1, datetime.now(UTC), body)
    with pytest.raises(ConnectionError):
        deliveries.begin(endpoint.id, event, {})
    return Task(endpoint=endpoint.id, delivery=event.delivery_id(endpoint.id), step=0)


@pytest.mark.usefixtures("local")
def test_a_process_that_ends_between_an_attempt_and_the_queue_loses_nothing(
    endpoint: Hook, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = {"id": ids.new_id(datetime.now(UTC))}
    receiver.when(endpoint.path, BROKEN, Reply(204))
    with monkeypatch.context() as patched:
        patched.setattr(Task, "enqueue", lost)
        task = begin(endpoint, ticket["id"])
        with pytest.raises(ConnectionError):
            attempts.run(task)
    assert [it["state"] for it in endpoint.log(ticket)] == ["pending"]
    assert attempts.run(task) == attempts.OVERTAKEN  # the task comes again, as it was not done with
    (delivery,) = endpoint.settled(ticket, "delivered")
    assert [it["status"] for it in delivery["attempts"]] == [500, 204]


@pytest.mark.usefixtures("local")
def test_a_result_whose_answer_was_lost_is_stored_once_and_the_next_attempt_made(
    endpoint: Hook, receiver: Receiver, inside: FaultyFirestore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = {"id": ids.new_id(datetime.now(UTC))}
    receiver.when(endpoint.path, BROKEN, Reply(204))
    with monkeypatch.context() as patched:
        patched.setattr(Task, "enqueue", lost)
        task = begin(endpoint, ticket["id"])
    with inside.having(*lost_answer(StatusCode.FAILED_PRECONDITION)):
        assert attempts.run(task) == attempts.OVERTAKEN
    (delivery,) = endpoint.settled(ticket, "delivered")
    assert [it["status"] for it in delivery["attempts"]] == [500, 204]


def test_a_task_that_comes_again_after_it_is_done_sends_nothing(endpoint: Hook, case: Case, system: System) -> None:
    (delivery,) = endpoint.settled(case.ticket, "delivered")
    task = Task(endpoint=endpoint.id, delivery=delivery["id"], step=0)
    for data in (task.model_dump(), {"endpoint": "x"}, {**task.model_dump(), "delivery": "x"}):
        assert web.post(system.function_url("deliverwebhook"), json={"data": data}).status_code == 200
    assert len(endpoint.received(case.ticket)) == 1
    assert endpoint.log(case.ticket) == [delivery]


def test_a_message_is_signed_at_the_time_of_its_attempt(api: httpx.Client, endpoint: Hook, receiver: Receiver) -> None:
    receiver.when(endpoint.path, Reply(503, headers={"Retry-After": "2"}), Reply(204))
    first, second = endpoint.arrived(create(api), 2)
    times = [int(it.headers["webhook-timestamp"]) for it in (first, second)]
    assert times[1] - times[0] >= 1
    assert abs(times[1] - time.time()) < ARRIVED_S
    assert first.payload["timestamp"] == second.payload["timestamp"]
