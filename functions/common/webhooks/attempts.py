"""One attempt at a delivery: what is due is sent, what came of it is stored, and the next attempt is queued."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore

from google.api_core.exceptions import FailedPrecondition, NotFound
from standardwebhooks.webhooks import Webhook

from common.base import config, logs, retry_after
from common.base.firestore import Snapshot, document, firestore, new_batch, patience, unchanged_since
from common.webhooks import deliveries, endpoints, health, schedule, sending, settings
from common.webhooks.deliveries import Stored
from common.webhooks.endpoints import Registered
from common.webhooks.model import DeliveryAttempt, DeliveryState
from common.webhooks.queue import Task
from common.webhooks.sending import Reply

AT_ONCE = 2
"""Attempts at one endpoint that an instance makes at a time, of the 16 it has threads for: of endpoints that take their
20 seconds to answer, it needs eight to keep the others waiting."""
DEFERRED_S = (1, 2, 4, 8, 16)
"""How long an attempt waits that found no slot, the first time, the second and so on; up to half of it less, so that
those that were deferred together do not come back together."""
START_BYTES = 512
"""Of an answer's body, in the log."""
ATTEMPTS_KEPT = 30
OVERTAKEN = "overtaken"
WRITTEN = {"state", "attempts", "next_attempt_at", "step", "tries"}
"""Of a delivery, by an attempt."""
PATIENCE_S = 10.0

_slots: dict[str, BoundedSemaphore] = {}
"""By endpoint."""


@dataclass(frozen=True)
class Found:
    """What a task is about, as it was read."""

    task: Task
    snapshot: Snapshot
    delivery: Stored
    endpoint: Registered | None


@dataclass(frozen=True)
class Result:
    """What the delivery is after the task; `due` is when a pending one is attempted next."""

    state: DeliveryState
    attempt: DeliveryAttempt | None = None
    due: datetime | None = None


def run(task: Task) -> str:
    """Does what the task is for, and returns in a word what came of it. Raises where the task must come again.

    A task may come again, late, or after others, and this process may end at any point. The result is one commit on the
    condition that the delivery is as it was read, and a task that finds its delivery at a later step queues that step:
    so there is always a task for a delivery that is pending, and duplicates end by themselves.
    """
    try:
        return _run(task)
    except (FailedPrecondition, NotFound):
        # The delivery was written or the endpoint deleted meanwhile, or the answer to our commit was lost and its
        # repeat refused: what there is now decides what is left to do.
        return _run(task)


def _run(task: Task) -> str:
    found = _find(task)
    if found is None or found.delivery.state is not DeliveryState.PENDING:
        return "done already"
    if found.delivery.step != task.step:
        _enqueue_next(task, found.delivery.step, found.delivery.next_attempt_at or datetime.now(UTC))
        return OVERTAKEN
    if found.endpoint is None or not found.endpoint.enabled:
        return _store(found, Result(DeliveryState.DROPPED))
    slots = _slots.setdefault(task.endpoint, BoundedSemaphore(AT_ONCE))
    if not slots.acquire(blocking=False):
        return _defer(task)
    try:
        attempt, asked_s = _attempt(found.delivery, found.endpoint)
    finally:
        slots.release()
    return _settle(found, attempt, asked_s)


def _find(task: Task) -> Found | None:
    place, reference = document("webhooks", task.endpoint), deliveries.reference(task)
    read = {it.reference.path: it for it in firestore().get_all([place, reference], **patience(PATIENCE_S))}
    endpoint, snapshot = read[place.path], read[reference.path]
    if not snapshot.exists:
        return None
    delivery = deliveries.parse(snapshot)
    logs.about(ticket=delivery.ticket_id)
    return Found(task, snapshot, delivery, endpoints.parse(endpoint) if endpoint.exists else None)


def _defer(task: Task) -> str:
    pause = DEFERRED_S[min(task.deferred, len(DEFERRED_S) - 1)] * random.uniform(0.5, 1)  # noqa: S311  # no secret
    later = task.model_copy(update={"deferred": task.deferred + 1})
    later.enqueue(datetime.now(UTC) + timedelta(seconds=pause))
    return "deferred"


def _attempt(delivery: Stored, endpoint: Registered) -> tuple[DeliveryAttempt, float | None]:
    """The attempt for the log, and for how long the receiver asks to be left alone."""
    now = datetime.now(UTC)
    signatures = [Webhook(it).sign(delivery.id, now, delivery.body) for it in endpoint.signing(now)]
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "support-desk-webhooks/1",
        "webhook-id": delivery.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    body, loopback = delivery.body.encode(), settings.reach_loopback()
    reply = sending.post(endpoint.url, body, headers, loopback=loopback)
    return _logged(reply, now), retry_after.seconds(reply.retry_after, datetime.now(UTC))


def _logged(reply: Reply, at: datetime) -> DeliveryAttempt:
    error = reply.error
    if reply.status is not None and not 200 <= reply.status < 300:
        redirect = ", a redirect, and redirects are not followed" if 300 <= reply.status < 400 else ""
        error = f"The receiver answered {reply.status}{redirect}."
    start = reply.start[:START_BYTES].decode("utf-8", errors="replace")
    return DeliveryAttempt(at=at, status=reply.status, error=error, latency_ms=reply.latency_ms, response_start=start)


def _settle(found: Found, attempt: DeliveryAttempt, asked_s: float | None) -> str:
    """Stores the attempt and what follows from it, and queues the next one if there is to be one."""
    if attempt.error is None:
        return _store(found, Result(DeliveryState.DELIVERED, attempt))
    wait = schedule.wait(found.delivery.tries + 1, asked_s, config.pace())
    if wait is None or attempt.status == health.GONE_STATUS:
        return _store(found, Result(DeliveryState.FAILED, attempt))
    due = datetime.now(UTC) + wait
    outcome = _store(found, Result(DeliveryState.PENDING, attempt, due))
    _enqueue_next(found.task, found.delivery.step + 1, due)
    return outcome


def _enqueue_next(task: Task, step: int, due: datetime) -> None:
    Task(endpoint=task.endpoint, delivery=task.delivery, step=step).enqueue(due)


def _store(found: Found, result: Result) -> str:
    """One commit. Raises FailedPrecondition or NotFound, with nothing stored, where what was read is not current."""
    delivery, endpoint, batch = found.delivery, found.endpoint, new_batch()
    attempts = [*delivery.attempts, *([result.attempt] if result.attempt else [])][-ATTEMPTS_KEPT:]
    after = delivery.model_copy(
        update={
            "state": result.state,
            "attempts": attempts,
            "next_attempt_at": result.due,
            "step": delivery.step + 1,
            "tries": delivery.tries + (result.attempt is not None),
        }
    )
    unchanged = unchanged_since(found.snapshot.update_time)
    batch.update(found.snapshot.reference, after.model_dump(include=WRITTEN), option=unchanged)
    changes = health.after(endpoint, result.attempt) if endpoint and result.attempt else {}
    if endpoint and changes:
        batch.update(document("webhooks", endpoint.id), changes)
    batch.commit(**patience(PATIENCE_S))
    return result.state
