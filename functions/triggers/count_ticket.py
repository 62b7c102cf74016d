"""Counts every write of a ticket.

Started by any write of `tickets/{ticket}`; writes the event's marker and one shard of the counters in one commit, so a
repeated event is harmless.
"""

from datetime import datetime
from typing import Any

from firebase_functions import firestore_fn
from firebase_functions.core import Change

from common.base.firestore import Snapshot
from common.base.trigger import before_and_after, trigger
from common.counters import store

type TicketWritten = firestore_fn.Event[Change[Snapshot | None]]


def _version(after: dict[str, Any] | None) -> int | None:
    """For the log, which takes no text, which may have been put there by hand."""
    version = (after or {}).get("version")
    return version if isinstance(version, int) else None


def _epoch(event: TicketWritten) -> datetime | None:
    before, after = event.data.before, event.data.after
    if after is not None:
        return store.epoch_of_write(after.update_time)
    if before is not None:
        return store.epoch_of_deletion(event.params["ticket"], before.update_time, event.time)
    return None


@trigger(firestore_fn.on_document_written(document="tickets/{ticket}", timeout_sec=60, max_instances=10))
def count_ticket(event: TicketWritten) -> dict[str, Any]:
    """Counts the write that the event is about, unless a delivery before this one did."""
    before, after = before_and_after(event)
    counted = store.count(event.id, before, after, _epoch(event))
    return {"version": _version(after), "counted": counted}
