"""Ends the snooze of the tickets whose time has come, each in one commit by the road of all changes.

A ticket that is woken is not found again, and of two runs at once the later one finds its snooze ended: each ends once.
"""

from collections.abc import Iterator
from datetime import datetime

from google.cloud.firestore import FieldFilter

from common.actions.change import update
from common.actions.sweep import PAGE, PATIENCE_S, Swept, sweep
from common.base.errors import NotFound
from common.base.firestore import Snapshot, pages
from common.callers.model import Actor, ActorKind
from common.tickets import lifecycle, store
from common.tickets.model import Setter, Ticket
from common.tickets.revision import Revision, revised

BY = Actor(kind=ActorKind.SYSTEM, name="Snooze ended")
FIELD = "snoozed_until"


def run(due: datetime, budget_s: float) -> Swept:
    """Wakes what was snoozed until then, longest ago first, for about `budget_s` seconds; one query where nothing was.

    Raises Unavailable when others keep winning; what came before it is done, and the next run goes on.
    """
    return sweep(_due(due), lambda it: _wake(it.id, due), budget_s)


def _due(due: datetime) -> Iterator[list[Snapshot]]:
    # A range, in which are neither tickets that are not snoozed nor what was put there by hand instead of a time.
    query = store.collection().where(filter=FieldFilter(FIELD, "<=", due))
    return pages(query.order_by(FIELD).select((FIELD,)), PAGE, PATIENCE_S)


def _wake(ticket_id: str, due: datetime) -> bool:
    """Whether this very run ended the snooze."""

    def revise(ticket: Ticket, now: datetime) -> Revision | None:
        if ticket.snoozed_until is None or ticket.snoozed_until > due:
            return None  # woken, or snoozed for longer, meanwhile
        return revised(ticket, lifecycle.changed(ticket, {FIELD: None}, Setter.AGENT, now), BY)

    try:
        return update(ticket_id, revise).made
    except NotFound:
        return False
