"""By which words of its messages a ticket is found: those of the newest, as many as its document has room for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from common.tickets import search
from common.tickets.model import Ticket

FILLED = 0.8
"""Of the room that messages have, once the oldest are left out: so that this is not done with every message."""


@dataclass(frozen=True)
class Words:
    """What a write of a ticket does to its terms: adds some, or replaces all."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    others: Mapping[str, Any] = field(default_factory=dict)
    """What is stored besides."""


def of_conversation(ticket: Ticket, newest_first: Iterable[str], filled: float = 1.0) -> dict[str, bool]:
    """All terms of a ticket with these texts of messages; of the oldest none where this part of the room is filled."""
    terms = search.of_ticket(ticket)
    left = filled * (search.room(ticket) - search.size_of(terms))
    for term in chain.from_iterable(map(search.whole_terms, newest_first)):
        if term not in terms:
            left -= search.size_of([term])
            if left < 0:
                break
            terms[term] = True
    return terms


def of_write(before: Mapping[str, Any], after: Ticket, messages: Mapping[str, Mapping[str, Any]]) -> Words:
    """What becomes of the terms with these messages, new or changed, or with other tags.

    `before` is the document without its terms.

    Only the size of the stored terms is known, in which a term that was added twice counts twice. Where that size may
    be too large, and where a message lost words, the newest messages are read.
    """
    if not messages:
        return _of_tags(before, after)
    ((path, message),) = messages.items()
    size = before.get("terms_size")
    if message["n"] > before.get("messages", 0) and isinstance(size, int):
        joined = set(after.participants).difference(before.get("participants", ()))
        added = search.whole_terms(" ".join((message["text"], *joined)))
        size += search.size_of(added)
        if size <= search.room(after):
            return Words(added, others={"terms_size": size})
    texts = chain([message["text"]], _others(after, path))
    return Words(others=search.stored(of_conversation(after, texts, FILLED)))


def _of_tags(before: Mapping[str, Any], after: Ticket) -> Words:
    """Tags always find room: `search.REST` has it."""
    old, new = ({*map(search.tag_term, tags)} for tags in (before.get("tags", []), after.tags))
    size = before.get("terms_size")
    if old == new or not isinstance(size, int):
        return Words(sorted(new - old), sorted(old - new))
    size += search.size_of(new) - search.size_of(old)
    return Words(sorted(new - old), sorted(old - new), {"terms_size": size})


def _others(ticket: Ticket, path: str) -> Iterator[str]:
    from common.conversation import store  # its models, which most changes of a ticket do without

    return (str(it.get("text")) for it in store.newest(ticket.id) if it.reference.path != path)
