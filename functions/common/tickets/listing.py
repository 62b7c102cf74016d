"""The list of tickets: pages and counts of what fits a query, each one query of Firestore.

A list is equality filters in one order. Firestore joins the filters from its indexes: those of single fields in the
order of the documents' names, else those that `queues.ORDERS` and `queues.EQUALITIES` name in `firestore.indexes.json`.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from google.cloud.firestore import CollectionReference, FieldFilter, Query
from google.cloud.firestore_v1.field_path import FieldPath

from common.base.errors import Forbidden, refused
from common.base.firestore import Snapshot, patience, readable
from common.base.ids import EPOCH, is_id
from common.tickets import search, store
from common.tickets.fields import CHOICES, Awaiting
from common.tickets.inputs import CURSOR, TicketQuery
from common.tickets.model import COUNT_MAX, TicketPage
from common.tickets.queues import ME, NOBODY, ORDERS, QUEUES, Queue, Sort

MICROSECOND = timedelta(microseconds=1)


def page(query: TicketQuery, uid: str | None) -> TicketPage:
    """One page for the agent `uid` (None: for no agent), and if asked for the count, which is a second query.

    Reads one document more than the page, to know whether more follow. Documents that were named by hand, to which no
    address leads, are left out. Raises BadRequest for too many words, Forbidden where no agent asks for their own.
    """
    place, fitting = _place(query), selection(query, uid)
    count = counted(query, uid) if query.count else None
    limited = fitting.limit(query.page_size + 1)
    if query.cursor:
        limited = limited.start_after(_position(place, query.cursor))
    while True:
        snapshots = limited.get(**patience())
        found, more = snapshots[: query.page_size], snapshots[query.page_size :]
        cursor = next((name for it in reversed(found) if (name := _cursor(it, query.sort))), None)
        if cursor or not more:
            tickets = readable(store.parsed, (it for it in found if is_id(it.id)), "ticket")
            return TicketPage(results=tickets, next_cursor=cursor if more else None, count=count)
        limited = limited.start_after(found[-1])  # a whole page that was broken by hand


def counted(query: TicketQuery, uid: str | None) -> int:
    """How many tickets fit on all pages, as far as one billed read goes: COUNT_MAX means as many or more."""
    found: Any = selection(query, uid).limit(COUNT_MAX).count().get(**patience())
    return int(found[0][0].value)


def selection(query: TicketQuery, uid: str | None) -> Query:
    """What fits, in order. Raises what `page` raises."""
    found = _place(query).select(store.READ)
    equalities = dict.fromkeys(_equalities(query, uid))
    if query.sort is Sort.WAITING and "awaiting" not in {name for name, _ in equalities}:
        equalities["awaiting", Awaiting.AGENT.value] = None
    for name, value in equalities:
        found = found.where(filter=FieldFilter(name, "==", value))
    for term in _terms(query):
        found = found.where(filter=FieldFilter(FieldPath("terms", term).to_api_repr(), "==", True))
    if query.sort is Sort.NEWEST:
        return found.order_by("__name__")
    order = ORDERS[query.sort]
    direction = Query.DESCENDING if order.descending else Query.ASCENDING
    return found.order_by(order.field, direction=direction).order_by("__name__", direction=direction)


def _place(query: TicketQuery) -> CollectionReference:
    return store.quarantine() if query.quarantined or query.queue is Queue.QUARANTINE else store.collection()


def _equalities(query: TicketQuery, uid: str | None) -> Iterator[tuple[str, Any]]:
    """Stored fields and their values. Where two of one field differ, nothing fits."""
    in_queue = QUEUES[query.queue] if query.queue else {}
    for name in (it.name for it in CHOICES if it.filterable):
        if (value := getattr(query, name)) is not None:
            yield name, value.value
    if query.assignee:
        yield "assignee", _owner(query.assignee, uid)
    if query.requester:
        yield "requester_address", query.requester.lower()
    yield from ((name, True) for name in ("undelivered", "snoozed") if getattr(query, name))
    yield from ((name, _owner(value, uid) if value == ME else value) for name, value in in_queue.items())


def _owner(assignee: str, uid: str | None) -> str | None:
    if assignee == ME and uid is None:
        raise Forbidden("Only agents have tickets of their own.")
    return {ME: uid, NOBODY: None}.get(assignee, assignee)


def _terms(query: TicketQuery) -> list[str]:
    try:
        words = search.query_terms(query.search)
    except ValueError as error:
        raise refused("search", str(error), "The query string is not valid; see errors.") from None
    return [*words, *([search.tag_term(query.tag)] if query.tag else [])]


def _cursor(snapshot: Snapshot, sort: Sort) -> str | None:
    """What the page after this document starts with: its place in the order, so that it may change meanwhile.

    None for a document that was named by hand, or has there by hand what nothing else has.
    """
    if sort is Sort.NEWEST:
        return snapshot.id if is_id(snapshot.id) else None
    value = snapshot.get(ORDERS[sort].field)
    if not isinstance(value, str if sort is Sort.URGENT else datetime):
        return None
    digits = (value - EPOCH) // MICROSECOND if isinstance(value, datetime) else value
    cursor = f"{sort}-{digits}-{snapshot.id}"
    return cursor if re.fullmatch(CURSOR, cursor) else None


def _position(place: CollectionReference, cursor: str) -> dict[str, Any]:
    """Raises nothing: `inputs.CURSOR` has fewer digits than there are microseconds until the year 9999."""
    if "-" not in cursor:
        return {"__name__": place.document(cursor)}
    sort, digits, name = cursor.split("-")
    value = digits if sort == Sort.URGENT else EPOCH + int(digits) * MICROSECOND
    return {ORDERS[Sort(sort)].field: value, "__name__": place.document(name)}
