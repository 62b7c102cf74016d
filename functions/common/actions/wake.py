"""Ends the snooze of the tickets whose time has come, each in one commit by the road of all changes.

A ticket that is woken is not found again, and of two runs at once the later one finds its snooze ended: each ends once.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from google.cloud.firestore import FieldFilter

from common.actions.change import update
from common.base.errors import Damaged, NotFound
from common.base.firestore import Snapshot, pages
from common.callers.model import Actor, ActorKind
from common.tickets import lifecycle, store
from common.tickets.model import Setter, Ticket
from common.tickets.revision import Revision, revised

BY = Actor(kind=ActorKind.SYSTEM, name="Snooze ended")
FIELD = "snoozed_until"
PAGE = 200
PARALLEL = 8
PATIENCE_S = 20.0


@dataclass(frozen=True)
class Woken:
    """What one run did: how many tickets it woke, how many it could not read, and whether nothing is left."""

    woken: int
    malformed: int
    done: bool


def run(due: datetime, budget_s: float) -> Woken:
    """Wakes what was snoozed until then, longest ago first, for about `budget_s` seconds; one query where nothing was.

    Raises Unavailable when others keep winning; what came before it is done, and the next run goes on.
    """
    deadline = time.monotonic() + budget_s
    woken = malformed = 0
    for page in _due(due):
        with ThreadPoolExecutor(PARALLEL) as pool:
            outcomes = list(pool.map(lambda it: _wake(it.id, due), page))
        woken += outcomes.count(True)
        malformed += outcomes.count(None)
        if time.monotonic() > deadline:
            return Woken(woken, malformed, done=False)
    return Woken(woken, malformed, done=True)


def _due(due: datetime) -> Iterator[list[Snapshot]]:
    # A range, in which are neither tickets that are not snoozed nor what was put there by hand instead of a time.
    query = store.collection().where(filter=FieldFilter(FIELD, "<=", due))
    return pages(query.order_by(FIELD).select((FIELD,)), PAGE, PATIENCE_S)


def _wake(ticket_id: str, due: datetime) -> bool | None:
    """Whether this very run ended the snooze; None where no ticket can be made of the document."""

    def revise(ticket: Ticket, now: datetime) -> Revision | None:
        if ticket.snoozed_until is None or ticket.snoozed_until > due:
            return None  # woken, or snoozed for longer, meanwhile
        return revised(ticket, lifecycle.changed(ticket, {FIELD: None}, Setter.AGENT, now), BY)

    try:
        return update(ticket_id, revise).made
    except NotFound:
        return False
    except Damaged:
        return None
