"""Writes into `firestore.indexes.json` what the list of tickets asks for; what other queries ask for stays as it is.

A page is equality filters in one order. For these Firestore merges one index per filter, all in that order, so there is
one for each pair and none for combinations. `--check` writes nothing and fails when the file is not up to date.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from common.tickets.queues import EQUALITIES, ORDERS, Order
from scripts.base.paths import ROOT
from scripts.check.generated import written

TARGET = ROOT / "firestore.indexes.json"
SCOPE = "COLLECTION"
PLACES = ("tickets", "quarantine")
FOUND_BY = ("reference", "requester.email", "terms")
"""Besides, in both places."""
IN_ORDER = ("resolved_at", "snoozed_until")
"""Of what is in order, by age or by time, for those functions that do something when it is over."""

type Entry = dict[str, Any]


def composites() -> list[Entry]:
    """One for each filter and order; tickets in quarantine are listed in the order of their names only."""
    return [
        {
            "collectionGroup": "tickets",
            "queryScope": SCOPE,
            "fields": [
                {"fieldPath": name, "order": "ASCENDING"},
                {"fieldPath": order.field, "order": direction(order)},
            ],
        }
        for order in ORDERS.values()
        for name in EQUALITIES
    ]


def direction(order: Order) -> str:
    return "DESCENDING" if order.descending else "ASCENDING"


def overrides() -> Iterator[Entry]:
    """The indexes of single fields of tickets, all others being switched off."""
    for place in PLACES:
        yield {"collectionGroup": place, "fieldPath": "*", "indexes": []}
        ascending = (*EQUALITIES, *FOUND_BY, *(IN_ORDER if place == "tickets" else ()))
        yield from (_single(place, name, "ASCENDING") for name in sorted(ascending))
    # A list that is asked for without any filter. Of who waits longest there is none.
    yield from (_single("tickets", it.field, direction(it)) for it in ORDERS.values() if it.field != "waiting_since")
    yield {"collectionGroup": "quarantine", "fieldPath": "expires_at", "ttl": True, "indexes": []}


def _single(place: str, name: str, order: str) -> Entry:
    return {"collectionGroup": place, "fieldPath": name, "indexes": [{"order": order, "queryScope": SCOPE}]}


def text() -> str:
    stored = json.loads(TARGET.read_text("utf-8"))
    others = [it for it in stored["fieldOverrides"] if it["collectionGroup"] not in PLACES]
    return (
        f'{{\n  "indexes": [\n{_lines(composites())}\n  ],\n'
        f'  "fieldOverrides": [\n{_lines([*overrides(), *others])}\n  ]\n}}\n'
    )


def _lines(entries: list[Entry]) -> str:
    return ",\n".join(f"    {json.dumps(it)}" for it in entries)


if __name__ == "__main__":
    sys.exit(written(TARGET, text()))
