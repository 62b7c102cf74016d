"""Messages in Firestore: `conversations/{ticket}/messages/{id}`, the same whether the ticket is in quarantine or not.

Besides what a message has, a document holds its number once more for each order in which it is read: `shared_n` where
the requester reads it, and one named after its kind. So every page is one query in the order of one field, without a
composite index.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any

from google.cloud.firestore import CollectionReference, DocumentReference, Query

from common.base.deadline import ANSWER_S
from common.base.errors import NotFound
from common.base.firestore import Snapshot, content, existing, firestore, pages, patience, readable, references
from common.base.ids import is_id
from common.conversation.inputs import ID, MessageQuery, Order, TrackedQuery
from common.conversation.model import MessageKind, Shared, SharedMessage, Stored, StoredMessage, name_of
from common.tickets import store
from common.tickets.model import Ticket

NEWEST, NEWEST_PAGE = 200, 50
"""Of the messages whose words are looked at again, and of those that are read at once."""
ORDERS = ("n", "shared_n", *(f"{kind}_n" for kind in MessageKind))
"""The fields in whose order messages are read, up and down."""


def path_of(ticket_id: str, name: str) -> str:
    return f"conversations/{ticket_id}/messages/{name}"


def content_of(message: Stored) -> dict[str, Any]:
    """What is stored of a message."""
    return {**message.model_dump(), f"{message.kind}_n": message.n}


def is_name(text: str) -> bool:
    """Whether the text has the form of a message's id; there need not be one."""
    return re.fullmatch(ID, text) is not None


def find(ticket_id: str, name: str) -> Stored:
    """Raises NotFound for an unknown or impossible name, and Damaged."""
    if not is_id(ticket_id) or not is_name(name):
        raise NotFound
    snapshot = existing(_messages(ticket_id).document(name))
    with store.reading(ticket_id):
        return StoredMessage.model_validate(snapshot.to_dict()).root


def every(ticket_id: str, query: MessageQuery) -> tuple[list[Stored], str | None]:
    """A page of the conversation, and the cursor of the next one."""
    order = "n" if query.kind is None else f"{query.kind}_n"
    return _page(ticket_id, order, query, lambda it: StoredMessage.model_validate(content(it)).root)


def shared(ticket_id: str, query: TrackedQuery, kind: MessageKind | None = None) -> tuple[list[Shared], str | None]:
    """A page of what the requester may read of it, and the cursor of the next one. Of notes there are none here."""
    order = "shared_n" if kind is None else f"{kind}_n"
    return _page(ticket_id, order, query, lambda it: SharedMessage.model_validate(content(it)).root)


def newest_reply(ticket_id: str) -> str | None:
    """The id of the newest reply of a ticket; None where there is none."""
    query = TrackedQuery.model_validate_strings({"order": Order.NEWEST.value, "page_size": "1"})
    found, _ = shared(ticket_id, query, MessageKind.REPLY)
    return found[0].id if found else None


def newest(ticket_id: str) -> Iterator[Snapshot]:
    """The texts of the newest messages, the newest first; read in pages, as far as they are asked for."""
    in_order = _messages(ticket_id).select(("n", "text")).order_by("n", direction=Query.DESCENDING)
    return islice(chain.from_iterable(pages(in_order, NEWEST_PAGE, ANSWER_S)), NEWEST)


def copies_of(ticket: Ticket) -> list[DocumentReference]:
    """Every message of the ticket."""
    return references(_messages(ticket.id))


def _messages(ticket_id: str) -> CollectionReference:
    return firestore().collection(f"conversations/{ticket_id}/messages")


def _page[M](
    ticket_id: str, order: str, query: TrackedQuery, parse: Callable[[Snapshot], M]
) -> tuple[list[M], str | None]:
    direction = Query.DESCENDING if query.order is Order.NEWEST else Query.ASCENDING
    selection = _messages(ticket_id).order_by(order, direction=direction).limit(query.page_size + 1)
    if query.cursor:
        selection = selection.start_after({order: int(query.cursor)})
    found = selection.get(**patience())
    page, more = found[: query.page_size], found[query.page_size :]
    return readable(parse, page, "message"), name_of(page[-1].get(order)) if more else None
