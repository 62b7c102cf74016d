"""Two agents and a requester at once, and repeats: each message is there once, in an order that explains the ticket."""

from collections.abc import Iterator

import pytest
from google.cloud.firestore import Client
from hypothesis import HealthCheck, given, settings

from common.base.firestore import firestore
from common.conversation import rules, store
from common.conversation.inputs import MessageQuery
from common.conversation.model import MessageKind, Stored
from common.tickets import lifecycle
from common.tickets import store as tickets
from common.tickets.fields import Status
from common.tickets.model import AuthorKind, Ticket
from tests.support.rivals import PLANS, Rivals, Step
from tests.support.soak import rounds
from tests.support.system import System
from tests.support.tickets import opened, word

STORED = {
    "status",
    "messages",
    "notes",
    "last_message",
    "last_message_at",
    "last_message_by",
    "awaiting",
    "waiting_since",
    "first_replied_at",
    "resolved_at",
}


@pytest.fixture(scope="module")
def elsewhere(system: System) -> Iterator[Client]:
    """Has the functions' modules in this process work on a database that no trigger watches."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("GCLOUD_PROJECT", f"demo-{word()}")
        patched.setenv("FIRESTORE_EMULATOR_HOST", f"127.0.0.1:{system.instance.ports.firestore}")
        firestore.cache_clear()
        yield firestore()
        firestore().close()  # type: ignore[no-untyped-call]
        firestore.cache_clear()


def begun() -> Rivals:
    ticket, token = opened(now=tickets.now_ms()), word()
    tickets.reference_of(ticket).create(tickets.document_of(ticket, token))
    return Rivals(ticket, token)


def conversation(ticket: Ticket) -> list[Stored]:
    messages, cursor = store.every(ticket.id, MessageQuery.model_validate({"page_size": "100"}))
    assert cursor is None
    return messages


def by_the_rules(before: Ticket, messages: list[Stored], steps: dict[str, Step]) -> Ticket:
    """What the messages, in their order, make of the ticket; each left it as it says."""
    ticket = before
    for message in messages:
        chosen = steps[message.text].chosen
        by, kind = AuthorKind.AGENT, message.kind
        if kind is MessageKind.REQUEST:
            by, solved = AuthorKind.REQUESTER, chosen if isinstance(chosen, bool) else None
            assert not rules.needs_follow_up(ticket, solved)
            status = rules.status_after_requester(ticket, solved)
        else:
            status = rules.status_after_agent(ticket, kind, chosen if isinstance(chosen, Status) else None)
        ticket = rules.written(ticket, kind, by, status, message.created_at)
        assert (message.left.status, message.left.awaiting) == (ticket.status, ticket.awaiting)
    return ticket


def check(rivals: Rivals, steps: dict[str, Step]) -> None:
    after = tickets.get(rivals.ticket.id)
    messages = conversation(after)
    new = tickets.get(after.follow_up.id) if after.follow_up else None
    later = conversation(new) if new else []
    texts = [*(it.text for it in messages), *([new.description] if new else []), *(it.text for it in later)]
    assert sorted(texts) == sorted(it for sent in rivals.sent.values() for it in sent)
    for place in (messages, later):
        for sent in rivals.sent.values():
            own = [it.text for it in place if it.text in sent]
            assert own == [it for it in sent if it in own]
    assert [it.n for it in messages] == [*range(1, len(messages) + 1)]
    versions = [it.left.version for it in messages]
    assert versions == sorted({*versions})
    assert after.version == 1 + len(messages) + bool(new)
    explained = by_the_rules(rivals.ticket, messages, steps)
    assert explained.model_dump(include=STORED) == after.model_dump(include=STORED)
    if new is not None:
        _, unanswered = lifecycle.followed(after, new.description, new.created_at)
        explained = by_the_rules(unanswered, later, steps)
        assert explained.model_dump(include=STORED) == new.model_dump(include=STORED)


@pytest.mark.soak
@settings(max_examples=rounds(25, 1000), deadline=None, suppress_health_check=list(HealthCheck))
@given(PLANS)
def test_whatever_happens_at_once_each_message_is_there_once_in_one_order(
    elsewhere: Client, plan: tuple[list[Step], ...]
) -> None:
    rivals = begun()
    rivals.write(plan)
    steps = {
        f"{step.kind} {number} of {writer}": step for writer, its in enumerate(plan) for number, step in enumerate(its)
    }
    check(rivals, steps)
