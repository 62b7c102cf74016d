"""The deliveries in Firestore: `webhooks/{endpoint}/deliveries/{id}`, whose key order is newest first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_hex
from typing import Any

from google.api_core.exceptions import AlreadyExists
from google.cloud.firestore import CollectionReference, DocumentReference, Increment, Query

from common.base import ids, logs
from common.base.errors import Conflict, refused
from common.base.firestore import Snapshot, document, existing, firestore, new_batch, of_document, patience, readable
from common.webhooks import endpoints
from common.webhooks.events import Event
from common.webhooks.model import Delivery, DeliveryPage, DeliveryQuery, DeliveryState, ReplayRequest
from common.webhooks.queue import Task

KEPT = timedelta(days=30)
"""How long a delivery can be looked at and replayed."""
REPLAYED_MAX = 1000
"""By one request."""
BATCH_MAX = 500
"""Writes in one commit."""
ENQUEUERS = 8
"""Calls of the queue at once."""


class Stored(Delivery):
    """A delivery with what only its sender needs; its document has `expires_at` too."""

    body: str
    """What is sent."""
    step: int
    """Grows with each attempt and replay."""
    tries: int
    """Attempts since it was queued or replayed last."""


def place(endpoint_id: str) -> CollectionReference:
    return firestore().collection(f"webhooks/{endpoint_id}/deliveries")


def reference(task: Task) -> DocumentReference:
    return document(f"webhooks/{task.endpoint}/deliveries", task.delivery)


parse = partial(of_document, Stored)


def begin(endpoint_id: str, event: Event, limits: dict[str, Any]) -> None:
    """Stores the delivery of the event to the endpoint unless it is there, and has it attempted at once.

    Raises where either fails; begun again, it makes no second one.
    """
    now = datetime.now(UTC)
    new = Stored(
        id=event.delivery_id(endpoint_id),
        type=event.type,
        ticket_id=event.ticket_id,
        sequence=event.sequence,
        state=DeliveryState.PENDING,
        attempts=[],
        created_at=event.at,
        next_attempt_at=now,
        body=event.body,
        step=0,
        tries=0,
    )
    try:
        content = {**new.model_dump(exclude={"id"}), "expires_at": now + KEPT}
        place(endpoint_id).document(new.id).create(content, **limits)
    except AlreadyExists:
        logs.info("webhook delivery is there already", webhook=endpoint_id, delivery=new.id)
    Task(endpoint=endpoint_id, delivery=new.id, step=0).enqueue(now)


def page(endpoint_id: str, query: DeliveryQuery) -> DeliveryPage:
    """One page of the log, newest first. Raises NotFound."""
    endpoints.get(endpoint_id)
    deliveries = place(endpoint_id)
    selection = deliveries.order_by("__name__").limit(query.page_size + 1)
    if query.cursor:
        selection = selection.start_after({"__name__": deliveries.document(query.cursor)})
    found = selection.get(**patience())
    shown, more = found[: query.page_size], found[query.page_size :]
    results = readable(partial(of_document, Delivery), shown, "webhook delivery")
    return DeliveryPage(results=results, next_cursor=shown[-1].id if more else None)


def replay(endpoint_id: str, request: ReplayRequest) -> int:
    """Has deliveries attempted anew, whatever became of them, from the beginning of the schedule; how many.

    Raises NotFound, Conflict where the endpoint is switched off, BadRequest where there are too many.
    """
    if not endpoints.get(endpoint_id).enabled:
        raise Conflict("The endpoint is switched off; switch it on before replaying.")
    found = _one(endpoint_id, request.delivery) if request.delivery else _between(endpoint_id, request)
    now = datetime.now(UTC)
    for start in range(0, len(found), BATCH_MAX):
        _begin_anew(found[start : start + BATCH_MAX], now)
    mark = token_hex(8)
    tasks = [Task(endpoint=endpoint_id, delivery=it.id, step=it.get("step") + 1, replay=mark) for it in found]
    with ThreadPoolExecutor(ENQUEUERS) as pool:
        # A delivery that an attempt was just made at is one step further by now: its task puts that right.
        list(pool.map(lambda task: task.enqueue(now), tasks))
    return len(found)


def _one(endpoint_id: str, delivery_id: str) -> list[Snapshot]:
    return [existing(place(endpoint_id).document(delivery_id), ["step"])]


def _between(endpoint_id: str, request: ReplayRequest) -> list[Snapshot]:
    if request.since is None or request.until is None:
        raise ValueError("a replay of a range needs both ends")
    until, since = (max(end, ids.EPOCH) for end in (request.until, request.since))
    newest, oldest = ids.time_ordered(until, bytes(10)), ids.time_ordered(since, b"\xff" * 10)
    selection: Query = place(endpoint_id).select(["step"]).order_by("__name__").limit(REPLAYED_MAX + 1)
    ends = [{"__name__": place(endpoint_id).document(name)} for name in (newest, oldest)]
    found = selection.start_at(ends[0]).end_at(ends[1]).get(**patience())
    if len(found) > REPLAYED_MAX:
        raise refused("since", f"has more than {REPLAYED_MAX} deliveries after it; narrow the range")
    return found


def _begin_anew(deliveries: list[Snapshot], now: datetime) -> None:
    batch = new_batch()
    for it in deliveries:
        fresh = {"state": DeliveryState.PENDING, "tries": 0, "next_attempt_at": now, "expires_at": now + KEPT}
        batch.update(it.reference, {**fresh, "step": Increment(1)})
    batch.commit(**patience())
