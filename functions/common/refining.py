"""Replaces what the rules filled in by a better suggestion, but nothing that a person has chosen."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from common import changes, lifecycle
from common.changes import Revision
from common.models import Actor, ActorKind, Suggestion, Ticket


class Store[V](Protocol):
    """What `common.updating` offers: reading, and writing on the condition that nobody wrote since."""

    def read_version(self, ticket_id: str) -> tuple[Ticket, V]: ...

    def write_version(self, version: V, revision: Revision) -> bool: ...


def refine[V](store: Store[V], opened: Ticket, better: Suggestion, clock: Callable[[], datetime]) -> Ticket | None:
    """The changed ticket, or None when nothing was left to change.

    Compares and sets, from a fresh read whenever somebody else was faster; it ends, because people change a ticket
    seldom and each change costs one round at most. A repeat finds nothing of the rules left to replace and changes
    nothing. Raises what the store raises.
    """
    by = Actor(kind=ActorKind.GEMINI, name=better.model or better.source)
    while True:
        ticket, version = store.read_version(opened.id)
        after = lifecycle.refined(ticket, opened, better, max(clock(), ticket.updated_at))
        if after is None or store.write_version(version, changes.revised(ticket, after, by)):
            return after
