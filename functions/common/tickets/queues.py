"""Which tickets the queues of the desk have, in which orders, and what is stored so that queries find them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from common.base.ids import EPOCH
from common.tickets.fields import FIELDS, SETTLED, Awaiting, Priority
from common.tickets.model import Ticket


class Queue(StrEnum):
    MINE = "mine"
    UNASSIGNED = "unassigned"
    URGENT = "urgent"
    WAITING = "waiting"
    """For the requester."""
    UNDELIVERED = "undelivered"
    OPEN = "open"
    RESOLVED = "resolved"
    QUARANTINE = "quarantine"


class Sort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    WAITING = "waiting"
    """Who waits longest comes first."""
    URGENT = "urgent"
    """By priority; within one, the oldest comes first."""
    UPDATED = "updated"


@dataclass(frozen=True)
class Order:
    """Of a stored field; what is equal in it is in the order of its ids, in the same direction."""

    field: str
    descending: bool = False


ME = "me"
"""Stands for the uid of the agent who asks."""
NOBODY = "none"
"""Stands for no assignee."""
_AT_WORK = {"settled": False, "snoozed": False}
QUEUES: Mapping[Queue, Mapping[str, Any]] = {
    Queue.MINE: {**_AT_WORK, "assignee": ME},
    Queue.UNASSIGNED: {**_AT_WORK, "assignee": None},
    Queue.URGENT: {**_AT_WORK, "urgent": True},
    Queue.WAITING: {**_AT_WORK, "awaiting": Awaiting.REQUESTER.value},
    # Settled ones, too: the reply that was not delivered may be the one that settled the ticket.
    Queue.UNDELIVERED: {"snoozed": False, "undelivered": True},
    Queue.OPEN: {"settled": False},
    Queue.RESOLVED: {"settled": True},
    Queue.QUARANTINE: {},
}
"""The stored values that the tickets of a queue have; those of the last one are in a collection of their own."""
ORDERS: Mapping[Sort, Order] = {
    Sort.OLDEST: Order("created_at"),
    Sort.WAITING: Order("waiting_since"),
    Sort.URGENT: Order("urgency"),
    Sort.UPDATED: Order("updated_at", descending=True),
}
"""All but the newest, which is the order of the documents' names."""
MOST_URGENT = (Priority.CRITICAL, Priority.HIGH, Priority.MEDIUM, Priority.LOW)
URGENT = frozenset({Priority.CRITICAL, Priority.HIGH})


def beside(ticket: Ticket) -> dict[str, Any]:
    """What follows from a ticket and is stored with it: values that can be asked for, and one to sort by."""
    age = (ticket.created_at - EPOCH) // timedelta(milliseconds=1)
    return {
        "settled": ticket.status in SETTLED,
        "snoozed": ticket.snoozed_until is not None,
        "urgent": ticket.priority in URGENT,
        "urgency": f"{MOST_URGENT.index(ticket.priority)}{age:015}",
        "requester_address": ticket.address and ticket.address.lower(),
    }


EQUALITIES = (
    *(it.name for it in FIELDS if it.filterable),
    "requester_address",
    "settled",
    "snoozed",
    "undelivered",
    "urgent",
)
"""The stored fields whose values a list can be asked for, in any combination and order."""
