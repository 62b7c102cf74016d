"""Anonymises the tickets that were settled some time ago: resolved or closed, and not opened again since.

It goes through them in the order in which they were settled and remembers in `retention/progress` how far it came, so
a night reads what became due since the night before. Nothing can be settled in the past, so nothing comes in behind
it; after a restore it begins anew (`begin_anew`).
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from google.cloud.firestore import DocumentReference, FieldFilter

from common.base.errors import Damaged
from common.base.firestore import Snapshot, document, pages, patience
from common.callers.model import Actor, ActorKind
from common.privacy import anonymise as anonymising
from common.tickets import store
from common.tickets.model import Ticket

BY = Actor(kind=ActorKind.SYSTEM, name="Retention period")
FIELD = "resolved_at"
PAGE = 200
PARALLEL = 8
PATIENCE_S = 20.0


@dataclass(frozen=True)
class Expired:
    """What one run did: how many tickets it anonymised, how many it could not read, and whether nothing is left."""

    anonymised: int
    malformed: int
    done: bool


def expire(settled_until: datetime, budget_s: float) -> Expired:
    """Anonymises what was settled by then, for about `budget_s` seconds; the next run goes on where this one ended.

    Raises what `anonymising.anonymise` raises when others keep winning; what came before it is done.
    """
    deadline = time.monotonic() + budget_s
    anonymised = malformed = 0
    for page in _settled(settled_until):
        outcomes = _anonymised(page, settled_until)
        anonymised += outcomes.count(True)
        malformed += outcomes.count(None)
        _progress().set({FIELD: page[-1].get(FIELD)}, **patience(PATIENCE_S))
        if time.monotonic() > deadline:
            return Expired(anonymised, malformed, done=False)
    return Expired(anonymised, malformed, done=True)


def due(days: int) -> datetime:
    """By when a ticket was settled that is kept for so many days."""
    return store.now_ms() - timedelta(days=days)


def begin_anew() -> None:
    """Has the next run look at every settled ticket."""
    _progress().delete(**patience(PATIENCE_S))


def _progress() -> DocumentReference:
    return document("retention", "progress")


def _settled(settled_until: datetime) -> Iterator[list[Snapshot]]:
    query = store.collection().where(filter=FieldFilter(FIELD, "<=", settled_until))
    reached = (_progress().get(**patience(PATIENCE_S)).to_dict() or {}).get(FIELD)
    if reached is not None:
        # Once more those of this very instant: the page before may have ended among them.
        query = query.where(filter=FieldFilter(FIELD, ">=", reached))
    return pages(query.order_by(FIELD).select((FIELD, "anonymised_at")), PAGE, PATIENCE_S)


def _anonymised(page: list[Snapshot], settled_until: datetime) -> list[bool | None]:
    """Of each document that is not anonymised: whether it was now, None where it is malformed."""

    def is_due(ticket: Ticket) -> bool:
        return ticket.resolved_at is not None and ticket.resolved_at <= settled_until

    def anonymise(ticket_id: str) -> bool | None:
        try:
            return anonymising.anonymise(ticket_id, BY, is_due)
        except Damaged:
            return None

    left = [it.id for it in page if (it.to_dict() or {}).get("anonymised_at") is None]
    with ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(anonymise, left))
