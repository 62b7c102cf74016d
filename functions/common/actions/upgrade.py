"""Gives older tickets what queries of this version ask for, terms and fields, and remembers how far it came.

Only that is written, and only if nothing else has changed since they were read: there is no new version and no webhook
is sent, and no number moves but that of the tickets that await an agent.
"""

import math
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from google.cloud.firestore import CollectionReference, DocumentReference

from common.actions.sweep import PATIENCE_S, Swept, sweep
from common.base.firestore import Snapshot, contended, document, pages, patience, unchanged_since
from common.conversation import store as conversation
from common.conversation import words
from common.tickets import queues, search, store
from common.tickets.fields import FIELDS
from common.tickets.model import Ticket

STORED = {*(it.name for it in FIELDS), "waiting_since"}
"""Fields of a ticket by which queries find it, or that counters read in its document."""
VERSION = " ".join(("5", *sorted({*STORED, *queues.EQUALITIES})))
"""Of what older tickets need as well: the names, and a number, one more with every change that the names do not say."""
PAGE = 100


def run() -> Swept:
    """Goes through all tickets, from where the last run of this version ended.

    Raises Unavailable where others keep changing a ticket; what came before it is done.
    """
    done = _progress().get(**patience(PATIENCE_S)).to_dict() or {}
    if done.get("version") != VERSION:
        done = {"version": VERSION}

    def passed(last: Snapshot) -> None:
        done[last.reference.parent.id] = last.id
        _progress().set(done, **patience(PATIENCE_S))

    # A release moves a ticket out of quarantine: those that it moves meanwhile are met there, or among the others.
    places = (store.quarantine(), store.collection())
    left = chain.from_iterable(_pages(it, done.get(it.id)) for it in places)
    return sweep(left, _upgraded, math.inf, passed)


def begin_anew() -> None:
    """Has the next run look at every ticket."""
    _progress().delete(**patience(PATIENCE_S))


def _progress() -> DocumentReference:
    return document("upgrades", "terms")


def _pages(place: CollectionReference, last: str | None) -> Iterator[list[Snapshot]]:
    """The tickets after the last one that was passed; newer ones sort before it and have all this from the start."""
    query = place.order_by("__name__")
    if last is not None:
        query = query.start_after({"__name__": place.document(last)})
    return pages(query, PAGE, PATIENCE_S)


def _upgraded(found: Snapshot) -> bool:
    """Whether the ticket was changed. Raises Damaged where none can be made of the document."""
    snapshots = chain([found], iter(lambda: found.reference.get(**patience(PATIENCE_S)), None))

    def attempt() -> bool:
        snapshot = next(snapshots)
        if not snapshot.exists:
            return False
        missing = _missing(snapshot.to_dict() or {}, store.read(snapshot))
        if missing:
            snapshot.reference.update(missing, option=unchanged_since(snapshot.update_time), **patience(PATIENCE_S))
        return bool(missing)

    return contended(attempt)


def _missing(stored: Mapping[str, Any], ticket: Ticket) -> dict[str, Any]:
    """What a stored ticket lacks, or has otherwise."""
    texts = (str(it.get("text")) for it in conversation.newest(ticket.id)) if ticket.messages else ()
    terms = words.of_conversation(ticket, texts)
    as_they_are = stored.get("terms") == terms and "terms_size" in stored
    fields = {name: value for name, value in ticket.model_dump(include=STORED).items() if name not in stored}
    beside = {name: value for name, value in queues.beside(ticket).items() if stored.get(name, ...) != value}
    return {**fields, **beside, **({} if as_they_are else search.stored(terms))}
