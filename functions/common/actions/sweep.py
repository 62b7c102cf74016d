"""Changes every ticket that is due, a page at a time, as long as the time lasts."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass

from common.base.errors import Damaged
from common.base.firestore import Snapshot

PAGE = 200
PARALLEL = 8
PATIENCE_S = 20.0
"""For the query of a page."""


@dataclass(frozen=True)
class Swept:
    """What one run did: how many tickets it came to, how many of them it changed, how many are malformed, and whether
    nothing is left."""

    read: int
    changed: int
    malformed: int
    done: bool


def sweep(
    pages: Iterable[list[Snapshot]],
    change: Callable[[Snapshot], bool],
    budget_s: float,
    passed: Callable[[Snapshot], object] = lambda _: None,
) -> Swept:
    """Goes through the pages for about `budget_s` seconds. `change` says whether it changed the ticket, and raises
    Damaged where none can be made of the document; `passed` is called with the last document of each page.

    Raises what else `change` raises; what came before it is done.
    """
    deadline = time.monotonic() + budget_s
    outcomes: list[bool | None] = []
    context = copy_context()  # what every line of the log carries

    def outcome(snapshot: Snapshot) -> bool | None:
        try:
            return context.copy().run(change, snapshot)
        except Damaged:
            return None

    done = True
    with ThreadPoolExecutor(PARALLEL) as pool:
        for page in pages:
            outcomes += pool.map(outcome, page)
            passed(page[-1])
            if time.monotonic() > deadline:
                done = False
                break
    return Swept(len(outcomes), outcomes.count(True), outcomes.count(None), done)
