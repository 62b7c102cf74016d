"""Counts every write of a ticket.

Started by any write of `tickets/{ticket}`; writes the event's marker and one shard of the counters in one commit, so a
repeated event is harmless. Failures raise, and the event is delivered again.
"""

from datetime import datetime
from typing import Any

from firebase_functions import firestore_fn
from firebase_functions.core import Change
from google.cloud.firestore import DocumentSnapshot

from common.base import logs
from common.base.redelivery import redelivered
from common.counters import store

type Snapshot = DocumentSnapshot[Any]
type TicketWritten = firestore_fn.Event[Change[Snapshot | None]]


def _content(snapshot: Snapshot | None) -> dict[str, Any] | None:
    return snapshot.to_dict() if snapshot is not None else None


def _version(after: dict[str, Any] | None) -> int | None:
    """For the log, which takes no text that somebody may have put there by hand."""
    version = (after or {}).get("version")
    return version if isinstance(version, int) else None


def _epoch(event: TicketWritten) -> datetime | None:
    before, after = event.data.before, event.data.after
    if after is not None:
        return store.epoch_of_write(after.update_time)
    if before is not None:
        return store.epoch_of_deletion(event.params["ticket"], before.update_time, event.time)
    return None


@redelivered
@firestore_fn.on_document_written(
    document="tickets/{ticket}", memory=512, timeout_sec=60, concurrency=16, max_instances=10
)
def count_ticket(event: TicketWritten) -> None:
    """Counts the write that `event` tells of, unless a delivery before this one did."""
    logs.begin(function="count_ticket", event=event.id, ticket=event.params["ticket"])
    try:
        before, after = _content(event.data.before), _content(event.data.after)
        counted = store.count(event.id, before, after, _epoch(event))
    except Exception as failure:
        logs.error("could not count; the event will come again", failure)
        raise
    logs.info("count_ticket", version=_version(after), counted=counted)
