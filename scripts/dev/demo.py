"""The demo tickets as the functions would have left them, with their history and their conversations; pure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from common.actions.request import AUTHOR
from common.callers.model import REQUESTER, Actor
from common.classifier import local
from common.conversation import rules, store, words
from common.conversation.model import Author, MessageChannel, MessageKind, StoredMessage, TicketState
from common.tickets import lifecycle, search
from common.tickets import revision as changes
from common.tickets.fields import Status
from common.tickets.inputs import NewTicket, TicketPatch
from common.tickets.model import AuthorKind, Setter, Ticket
from common.tickets.revision import Revision

TICKETS = Path(__file__).with_name("demo_tickets.json")

type Event = Mapping[str, Any]
"""`after_hours` since the ticket came in, and either what an agent changed or one of `reply`, `note` and `request` (the
requester's words, perhaps with `solved`). An `assignee` is one of the people, `snooze_hours` say for how long. `by` is
which agent it was (default: agent); `then` has the events of the
ticket that a request to a closed one opened."""


@dataclass(frozen=True)
class Person:
    """Who works on the demo's desk."""

    by: Actor
    author: Author


@dataclass
class Life:
    """A ticket and what made it what it is, oldest first."""

    ticket: Ticket
    revisions: list[Revision] = field(default_factory=list)

    @property
    def messages(self) -> dict[str, Mapping[str, Any]]:
        return {path: content for it in self.revisions for path, content in it.messages.items()}

    @property
    def terms(self) -> dict[str, Any]:
        texts = [content["text"] for content in self.messages.values()]
        return search.stored(words.of_conversation(self.ticket, reversed(texts)))


def load() -> list[dict[str, Any]]:
    """Each with `hours_ago`, the fields of a new ticket, `changes` (events) and `quarantined`."""
    demo: list[dict[str, Any]] = json.loads(TICKETS.read_text("utf-8"))
    return demo


def lives(demo: Mapping[str, Any], people: Mapping[str, Person], now: datetime) -> list[Life]:
    """Of the ticket, and of the one that follows it, if one does."""
    new = {name: value for name, value in demo.items() if name not in {"hours_ago", "changes", "quarantined"}}
    created = (now - timedelta(hours=demo["hours_ago"])).replace(microsecond=0)
    ticket = lifecycle.opened(
        NewTicket.model_validate(new),
        channel="form",
        setter=Setter.SUBMITTER,
        suggestion=local.suggest(new["description"]),
        now=created,
        quarantined=demo.get("quarantined", False),
    )
    return [*_lived(ticket, demo.get("changes", []), people)]


def _lived(ticket: Ticket, events: list[Event], people: Mapping[str, Person]) -> Iterator[Life]:
    life = Life(ticket)
    for event in events:
        revision = _revision(life.ticket, event, people, ticket.created_at)
        life.revisions.append(revision)
        life.ticket = revision.after
        if revision.opens is not None:
            yield from _lived(revision.opens.ticket, event["then"], people)
    yield life


def _revision(ticket: Ticket, event: Event, people: Mapping[str, Person], created: datetime) -> Revision:
    person = people[event.get("by", "agent")]
    at = created + timedelta(hours=event["after_hours"])
    kind = next((it for it in MessageKind if it in event), None)
    if kind is None:
        chosen = TicketPatch.model_validate(_values(event, people, at)).model_dump(exclude_unset=True)
        return changes.revised(ticket, lifecycle.changed(ticket, chosen, Setter.AGENT, at), person.by)
    if kind is MessageKind.REQUEST:
        return _requested(ticket, event, at)
    status = rules.status_after_agent(ticket, kind, Status(event["status"]) if "status" in event else None)
    after = rules.written(ticket, kind, AuthorKind.AGENT, status, at)
    return changes.written(ticket, after, person.by, _message(kind, event[kind], person.author, after))


def _values(event: Event, people: Mapping[str, Person], at: datetime) -> dict[str, Any]:
    """What an agent changed, as it is sent."""
    values = {name: value for name, value in event.items() if name not in {"after_hours", "by", "snooze_hours"}}
    if "assignee" in event:
        values["assignee"] = people[event["assignee"]].author.uid
    if "snooze_hours" in event:
        values["snoozed_until"] = (at + timedelta(hours=event["snooze_hours"])).isoformat()
    return values


def _requested(ticket: Ticket, event: Event, at: datetime) -> Revision:
    kind, solved = MessageKind.REQUEST, event.get("solved")
    if rules.needs_follow_up(ticket, solved):
        after, opened = lifecycle.followed(ticket, event[kind], at)
        return changes.followed(after, changes.Opening(opened, token=""), REQUESTER)
    after = rules.written(ticket, kind, AuthorKind.REQUESTER, rules.status_after_requester(ticket, solved), at)
    return changes.written(ticket, after, REQUESTER, _message(kind, event[kind], AUTHOR, after))


def _message(kind: MessageKind, text: str, author: Author, after: Ticket) -> dict[str, Mapping[str, Any]]:
    """What is stored of it, by its path."""
    content = {
        "kind": kind,
        "n": after.messages,
        "author": author,
        "text": text,
        "channel": MessageChannel.PAGE if kind is MessageKind.REQUEST else MessageChannel.DESK,
        "created_at": after.updated_at,
        "left": TicketState.model_validate(after.model_dump()),
    }
    shared = {} if kind is MessageKind.NOTE else {"shared_n": after.messages - after.notes}
    message = StoredMessage.model_validate({**content, **shared}).root
    return {store.path_of(after.id, message.id): store.content_of(message)}
