"""Anonymises the tickets that were settled some time ago: resolved or closed, and not opened again since.

It goes through them in the order in which they were settled and remembers in `retention/progress` how far it came, so
a night reads what became due since the night before. Nothing can be settled in the past, so nothing comes in behind
it; after a restore it begins anew (`begin_anew`).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from google.cloud.firestore import DocumentReference, FieldFilter

from common.actions.sweep import PAGE, PATIENCE_S, Swept, sweep
from common.base.firestore import Snapshot, content, document, pages, patience
from common.callers.model import Actor, ActorKind
from common.privacy import anonymise as anonymising
from common.tickets import store
from common.tickets.model import Ticket

BY = Actor(kind=ActorKind.SYSTEM, name="Retention period")
FIELD = "resolved_at"


def expire(settled_until: datetime, budget_s: float) -> Swept:
    """Anonymises what was settled by then, for about `budget_s` seconds; the next run goes on where this one ended.

    Raises what `anonymise.anonymise` raises when others keep winning; what came before it is done.
    """
    return sweep(_settled(settled_until), lambda it: _anonymise(it, settled_until), budget_s, _passed)


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


def _passed(last: Snapshot) -> None:
    _progress().set({FIELD: last.get(FIELD)}, **patience(PATIENCE_S))


def _anonymise(found: Snapshot, settled_until: datetime) -> bool:
    """Whether the ticket was anonymised now."""

    def is_due(ticket: Ticket) -> bool:
        return ticket.resolved_at is not None and ticket.resolved_at <= settled_until

    return content(found).get("anonymised_at") is None and anonymising.anonymise(found.id, BY, is_due)
