"""Replaces what the rules filled in by a better suggestion, but nothing that a person has chosen."""

import random
import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from common.base.errors import Unavailable
from common.callers.model import Actor, ActorKind
from common.tickets import lifecycle
from common.tickets import revision as changes
from common.tickets.model import Suggestion, Ticket
from common.tickets.revision import Revision

REFINE_S = 10.0
"""How long it tries against others who change the same ticket; its last round may take two calls more."""
BACKOFF_S = 0.02


class Store[V](Protocol):
    """What `common.updating` offers: reading, and writing on the condition that nobody wrote since."""

    def read_version(self, ticket_id: str) -> tuple[Ticket, V]: ...

    def write_version(self, version: V, revision: Revision) -> bool: ...


def refine[V](store: Store[V], opened: Ticket, better: Suggestion, clock: Callable[[], datetime]) -> Ticket | None:
    """The changed ticket, or None when nothing was left to change.

    Compares and sets, from a fresh read whenever somebody else was faster. A repeat finds nothing of the rules left to
    replace and changes nothing. Raises what the store raises, and Unavailable when others keep winning.
    """
    by = Actor(kind=ActorKind.GEMINI, name=better.model or better.source)
    deadline = time.monotonic() + REFINE_S
    while time.monotonic() < deadline:
        ticket, version = store.read_version(opened.id)
        after = lifecycle.refined(ticket, opened, better, max(clock(), ticket.updated_at))
        if after is None or store.write_version(version, changes.revised(ticket, after, by)):
            return after
        time.sleep(random.uniform(0, BACKOFF_S))  # noqa: S311  # spreads rivals, protects nothing
    raise Unavailable
