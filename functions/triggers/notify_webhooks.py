"""Begins a delivery to every webhook endpoint that wants to hear of a write of a ticket.

Started by any write of `tickets/{ticket}`; reads the endpoints, and writes a delivery and queues a task for each that
listens. Their ids follow from the event, so repeats and reordered events make no second one. Failures raise, and the
event is delivered again.
"""

from typing import Any

from firebase_functions import firestore_fn
from firebase_functions.core import Change
from google.cloud.firestore import DocumentSnapshot
from pydantic import ValidationError

from common.base import logs
from common.base.firestore import patience
from common.base.redelivery import redelivered
from common.webhooks import deliveries, endpoints, events
from common.webhooks.events import Event

type Snapshot = DocumentSnapshot[Any]
type TicketWritten = firestore_fn.Event[Change[Snapshot | None]]

PATIENCE_S = 10.0
"""Nobody waits for the trigger, and an event that it gives up on costs a whole delivery more."""


@redelivered
@firestore_fn.on_document_written(
    document="tickets/{ticket}", memory=512, timeout_sec=60, concurrency=16, max_instances=10
)
def notify_webhooks(event: TicketWritten) -> None:
    """Begins the deliveries of the write that `event` tells of, unless a delivery of the event before this one did."""
    ticket_id = event.params["ticket"]
    logs.begin(function="notify_webhooks", event=event.id, ticket=ticket_id)
    try:
        begun = _begin(_told(ticket_id, event.data))
    except Exception as failure:
        logs.error("could not notify; the event will come again", failure)
        raise
    logs.info("notify_webhooks", deliveries=begun)


def _told(ticket_id: str, change: Change[Snapshot | None]) -> list[Event]:
    before, after = ((it.to_dict() if it is not None else None) for it in (change.before, change.after))
    try:
        return events.of_write(ticket_id, before, after)
    except ValidationError as failure:
        # It will not be better the next time, so the event is done with.
        logs.error("written ticket is malformed", failure)
        return []


def _begin(told: list[Event]) -> int:
    """How many deliveries there are of the events."""
    listening = [it for it in endpoints.every(PATIENCE_S) if it.enabled] if told else []
    pairs = [(endpoint, event) for endpoint in listening for event in told if event.type in endpoint.events]
    for endpoint, event in pairs:
        deliveries.begin(endpoint.id, event, patience(PATIENCE_S))
    return len(pairs)
