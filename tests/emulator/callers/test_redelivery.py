"""Webhook deliveries that come again: each takes effect once, and undoes nothing."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import httpx

from tests.support.answers import problem, success
from tests.support.people import Person
from tests.support.system import WEBHOOK_NAME, System
from tests.support.tickets import create, new_ticket, titled, word
from tests.support.webhooks import delivery_id, encoded, signed

PARALLEL = 20


def test_a_webhook_delivered_twenty_times_at_once_opens_one_ticket(api: httpx.Client, system: System) -> None:
    body, delivery = new_ticket(), delivery_id()
    content = encoded(body)

    def deliver(attempt: int) -> httpx.Response:
        return api.post("/api/tickets", content=content, headers=signed(content, delivery=delivery, age_s=attempt))

    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(deliver, range(PARALLEL)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert titled(system, body) == 1
    assert success(deliver(0), 201) == answers[0].json()


def test_a_webhooks_key_header_does_not_count_beside_its_delivery(api: httpx.Client) -> None:
    content, key = encoded(new_ticket()), {"Idempotency-Key": word()}
    answers = [api.post("/api/tickets", content=content, headers={**signed(content), **key}) for _ in range(2)]
    assert len({success(answer, 201)["id"] for answer in answers}) == 2


def test_a_webhooks_change_delivered_again_does_not_undo_what_an_agent_did_since(
    api: httpx.Client, agent: Person
) -> None:
    path = f"/api/tickets/{create(api)['id']}"
    content, delivery = encoded({"status": "resolved"}), delivery_id()
    first = success(api.patch(path, content=content, headers=signed(content, delivery=delivery)))
    assert (first["status"], first["version"]) == ("resolved", 2)
    reopened = success(api.patch(path, json={"status": "in_progress"}, headers=agent.headers))
    again = success(api.patch(path, content=content, headers=signed(content, delivery=delivery)))
    assert again == reopened
    assert success(api.get(path, headers=agent.headers))["version"] == 3


def test_a_webhooks_change_of_one_version_delivered_again_is_no_conflict(api: httpx.Client) -> None:
    path = f"/api/tickets/{create(api)['id']}"
    delivery = delivery_id()

    def deliver(change: dict[str, str]) -> httpx.Response:
        content = encoded(change)
        return api.patch(path, content=content, headers={**signed(content, delivery=delivery), "If-Match": '"1"'})

    first = success(deliver({"status": "resolved"}))
    assert success(deliver({"status": "resolved"})) == first
    problem(deliver({"status": "closed"}), 422)


def test_a_webhooks_change_delivered_twenty_times_at_once_counts_once(api: httpx.Client, agent: Person) -> None:
    path = f"/api/tickets/{create(api)['id']}"
    content, delivery = encoded({"priority": "high"}), delivery_id()
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(
            pool.map(
                lambda _: api.patch(path, content=content, headers=signed(content, delivery=delivery)), range(PARALLEL)
            )
        )
    assert {answer.status_code for answer in answers} == {200}
    assert success(api.get(path, headers=agent.headers))["version"] == 2


def test_a_delivery_is_remembered_for_longer_than_senders_repeat_it(api: httpx.Client, system: System) -> None:
    opening, changing = delivery_id(), delivery_id()
    content = encoded(new_ticket())
    ticket = success(api.post("/api/tickets", content=content, headers=signed(content, delivery=opening)), 201)
    content = encoded({"priority": "high"})
    path = f"/api/tickets/{ticket['id']}"
    changed = success(api.patch(path, content=content, headers=signed(content, delivery=changing)))
    for delivery, at in ((opening, ticket["created_at"]), (changing, changed["updated_at"])):
        name = hashlib.sha256(f"webhook:{WEBHOOK_NAME}\0{delivery}".encode()).hexdigest()
        record = system.firestore.document(f"idempotency_keys/{name}").get()
        assert record.get("expires_at") - datetime.fromisoformat(at) == timedelta(days=4)


def test_a_delivery_that_comes_back_with_another_change_or_ticket_is_refused(api: httpx.Client) -> None:
    tickets, delivery = [create(api), create(api)], delivery_id()
    requests = [
        (tickets[0], {"priority": "high"}),
        (tickets[0], {"priority": "low"}),
        (tickets[1], {"priority": "high"}),
    ]
    answers = []
    for ticket, change in requests:
        content = encoded(change)
        headers = signed(content, delivery=delivery)
        answers.append(api.patch(f"/api/tickets/{ticket['id']}", content=content, headers=headers))
    success(answers[0])
    problem(answers[1], 422)
    problem(answers[2], 422)
