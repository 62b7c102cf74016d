"""Tickets to load: what people of the training texts would write, stored as the functions would have left it."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from common.conversation.model import Author, MessageChannel, Reply, TicketState
from common.tickets import lifecycle, store
from common.tickets.fields import Awaiting, Priority, Status
from common.tickets.inputs import TITLE_MAX
from common.tickets.model import AuthorKind, Setter, Ticket
from scripts.train.classifier.own_texts import own_texts
from tests.support.tickets import opened

SPREAD = timedelta(days=90)
"""Tickets are this old at most."""
STATUSES = (Status.OPEN, Status.IN_PROGRESS, Status.RESOLVED, Status.CLOSED)
SHARES = (15, 10, 25, 50)
"""Of a desk that has been in use for a while."""
SENTENCES = 5
TITLE_WORDS = 7


TALKS = (20, 50, 2000)
"""Messages of the tickets with long conversations."""


class Stored(NamedTuple):
    id: str
    content: dict[str, Any]


@cache
def texts() -> list[str]:
    """What people might write, in English; always the same."""
    return [it.text for it in own_texts() if it.language == "en"]


def body(dice: random.Random, sentences: Sequence[str]) -> dict[str, Any]:
    """A create request as the form sends it, with both values chosen, so that Gemini has no part in it."""
    said = dice.choices(sentences, k=dice.randint(1, SENTENCES))
    number = dice.randrange(100_000)
    return {
        "title": " ".join(said[0].split()[:TITLE_WORDS])[:TITLE_MAX],
        "description": f"{' '.join(said)} My order is {number}.",
        "category": dice.choice(("billing", "technical", "account", "general")),
        "priority": dice.choice(list(Priority)),
        "requester": {"name": "Ada Example", "email": f"ada{number}@example.com"},
    }


def stored(dice: random.Random, count: int, now: datetime, *, spread: timedelta = SPREAD) -> Iterator[Stored]:
    """So many tickets of the time until `now`, in every status."""
    sentences = texts()
    for _ in range(count):
        created = (now - dice.random() * spread).replace(microsecond=0)
        yield _lived(dice, opened(now=created, **body(dice, sentences)), now)


def talk(dice: random.Random, count: int, now: datetime) -> Iterator[Reply]:
    """So many replies of one conversation."""
    left = TicketState(version=2, status=Status.IN_PROGRESS, awaiting=Awaiting.REQUESTER)
    author = Author(kind=AuthorKind.AGENT, uid="bench", name="Ada")
    for n in range(1, count + 1):
        text = " ".join(dice.choices(texts(), k=3))
        yield Reply(n=n, shared_n=n, author=author, text=text, channel=MessageChannel.DESK, created_at=now, left=left)


def _lived(dice: random.Random, ticket: Ticket, now: datetime) -> Stored:
    status = dice.choices(STATUSES, SHARES)[0]
    if status is not Status.OPEN:
        changed = min(ticket.created_at + dice.random() * timedelta(hours=8), now)
        ticket = lifecycle.changed(ticket, {"status": status}, Setter.AGENT, changed)
    return Stored(ticket.id, store.document_of(ticket, tracking_token=""))
