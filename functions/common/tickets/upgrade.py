"""Gives older tickets the search terms and the fields of this version and remembers how far it came.

Only what the list is asked for is written, and only if nothing else has changed since it was read: there is no new
version, no number moves and no webhook is sent.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any

from google.cloud.firestore import CollectionReference, DocumentReference

from common.base.errors import Damaged
from common.base.firestore import Snapshot, contended, document, pages, patience, unchanged_since
from common.tickets import search, store

VERSION = f"terms {search.VERSION}, fields 1"
FIELDS = ("awaiting", "waiting_since")
"""What older tickets have as soon as they are read, but no filter finds before it is stored."""
PAGE = 100
PARALLEL = 8
PATIENCE_S = 20.0


@dataclass(frozen=True)
class Upgraded:
    """How many tickets one run read, how many of them it changed, and how many are malformed."""

    read: int
    changed: int
    malformed: int


def run() -> Upgraded:
    """Goes through all tickets, from where the last run of this version ended.

    Raises Unavailable where others keep changing a ticket; what came before it is done.
    """
    # A release moves a ticket out of quarantine: those that it moves meanwhile are met there, or among the others.
    outcomes = [it for place in (store.quarantine(), store.collection()) for it in _through(place)]
    return Upgraded(len(outcomes), outcomes.count(True), outcomes.count(None))


def begin_anew() -> None:
    """Has the next run look at every ticket."""
    _progress().delete(**patience(PATIENCE_S))


def _progress() -> DocumentReference:
    return document("upgrades", "terms")


def _through(place: CollectionReference) -> Iterator[bool | None]:
    query = place.order_by("__name__")
    done = _progress().get(**patience(PATIENCE_S)).to_dict() or {}
    if done.get("version") != VERSION:
        done = {"version": VERSION}
    # Newer tickets sort first and have all this from the beginning.
    if place.id in done:
        query = query.start_after({"__name__": place.document(done[place.id])})
    with ThreadPoolExecutor(PARALLEL) as pool:
        for page in pages(query, PAGE, PATIENCE_S):
            yield from pool.map(_upgraded, page)
            _progress().set({**done, place.id: page[-1].id}, **patience(PATIENCE_S))


def _upgraded(found: Snapshot) -> bool | None:
    """Whether the ticket was changed; None where no ticket can be made of the document."""
    snapshots = chain([found], iter(lambda: found.reference.get(**patience(PATIENCE_S)), None))

    def attempt() -> bool:
        snapshot = next(snapshots)
        if not snapshot.exists:
            return False
        missing = _missing(snapshot)
        if missing:
            option = unchanged_since(snapshot.update_time)
            snapshot.reference.update(missing, option=option, **patience(PATIENCE_S))
        return bool(missing)

    try:
        return contended(attempt)
    except Damaged:
        return None


def _missing(snapshot: Snapshot) -> dict[str, Any]:
    """What this version stores otherwise. Raises Damaged."""
    stored, ticket = snapshot.to_dict() or {}, store.read(snapshot)
    wanted = {"terms": search.of_ticket(ticket), **ticket.model_dump(include={*FIELDS})}
    return {name: value for name, value in wanted.items() if name not in stored or stored[name] != value}
