"""Deletes files that were uploaded and never sent, and those of tickets that have left the quarantine by themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from google.cloud.firestore import FieldFilter

from common.actions.sweep import PAGE, PATIENCE_S, Swept, sweep
from common.attachments import store
from common.base.errors import NotFound
from common.base.firestore import Snapshot, firestore, pages
from common.tickets import store as tickets

MARGIN = timedelta(hours=1)
"""After its time is over no message takes a file any more, whatever clocks differ by."""


def expire(budget_s: float) -> Swept:
    """Goes on for about `budget_s` seconds; the next run goes on where this one ended. Raises Unavailable."""
    return sweep(_expired(), _discard, budget_s)


def _expired() -> Iterator[list[Snapshot]]:
    over = FieldFilter("expires_at", "<=", datetime.now(UTC) - MARGIN)
    query = firestore().collection("attachments").where(filter=over).order_by("expires_at")
    return pages(query.select(("expires_at", "ticket")), PAGE, PATIENCE_S)


def _discard(found: Snapshot) -> bool:
    ticket = found.get("ticket")
    if ticket is not None and _exists(ticket):
        return False
    store.discard([found.reference])
    return True


def _exists(ticket: str) -> bool:
    """Also as one that was released meanwhile: Firestore may take a day to delete a ticket from quarantine."""
    try:
        tickets.find(ticket, ("version",))
    except NotFound:
        return False
    return True
