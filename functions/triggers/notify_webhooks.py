"""Begins a delivery to every webhook endpoint that wants to hear of a write of a ticket.

Started by any write of `tickets/{ticket}`; reads the endpoints, and writes a delivery and queues a task for each that
listens. Their ids follow from the event, so repeats and reordered events make no second one.
"""

from typing import Any

from firebase_functions import firestore_fn
from firebase_functions.core import Change

from common.base.firestore import Snapshot, patience
from common.base.trigger import before_and_after, trigger
from common.webhooks import deliveries, endpoints, events
from common.webhooks.events import Event

type TicketWritten = firestore_fn.Event[Change[Snapshot | None]]

PATIENCE_S = 10.0
"""Nobody waits for the trigger, and an event that it gives up on costs a whole delivery more."""


@trigger(firestore_fn.on_document_written(document="tickets/{ticket}", timeout_sec=60, max_instances=10))
def notify_webhooks(event: TicketWritten) -> dict[str, Any]:
    """Begins the deliveries of the write that the event is about, unless a delivery of it before this one did."""
    return {"deliveries": _begin(events.of_write(event.params["ticket"], *before_and_after(event)))}


def _begin(sent: list[Event]) -> int:
    """How many deliveries there are of the events."""
    listening = [it for it in endpoints.every(PATIENCE_S) if it.enabled] if sent else []
    pairs = [(endpoint, event) for endpoint in listening for event in sent if event.type in endpoint.events]
    for endpoint, event in pairs:
        deliveries.begin(endpoint.id, event, patience(PATIENCE_S))
    return len(pairs)
