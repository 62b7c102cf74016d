"""What a message does to its ticket, compared with the rules as people say them, over any order of messages."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.base.errors import Conflict
from common.conversation import rules
from common.conversation.model import MessageKind
from common.tickets import lifecycle
from common.tickets.fields import SETTLED, Awaiting, Status
from common.tickets.model import AuthorKind, OtherTicket, Setter, Ticket
from tests.support.tickets import NOON, opened

LATER = NOON + timedelta(hours=1)
STATUSES = st.sampled_from(Status)
AGENTS = st.tuples(st.sampled_from([MessageKind.REPLY, MessageKind.NOTE]), st.none() | STATUSES)
REQUESTERS = st.tuples(st.just(MessageKind.REQUEST), st.none() | st.booleans())
CHANGES = st.tuples(st.none(), STATUSES)
STEPS = st.lists(AGENTS | REQUESTERS | CHANGES, max_size=12)


def of_status(status: Status) -> Ticket:
    ticket = opened()
    return ticket if status is Status.OPEN else lifecycle.changed(ticket, {"status": status}, Setter.AGENT, NOON)


def by_agent(ticket: Ticket, kind: MessageKind, chosen: Status | None = None, now: datetime = LATER) -> Ticket:
    status = rules.status_after_agent(ticket, kind, chosen)
    return rules.written(ticket, kind, AuthorKind.AGENT, status, now)


def by_requester(ticket: Ticket, solved: bool | None = None, now: datetime = LATER) -> Ticket:
    status = rules.status_after_requester(ticket, solved)
    return rules.written(ticket, MessageKind.REQUEST, AuthorKind.REQUESTER, status, now)


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        ("open", None, "in_progress"),
        ("open", "open", "open"),
        ("open", "resolved", "resolved"),
        ("in_progress", None, "in_progress"),
        ("resolved", None, "resolved"),
        ("closed", None, "closed"),
        ("closed", "open", "open"),
    ],
)
def test_a_reply_begins_the_work_unless_it_says_otherwise(before: str, chosen: str | None, after: str) -> None:
    replied = by_agent(of_status(Status(before)), MessageKind.REPLY, Status(chosen) if chosen else None)
    assert replied.status == after
    assert replied.awaiting == (None if after in SETTLED else Awaiting.REQUESTER)


@pytest.mark.parametrize("status", Status)
def test_a_note_changes_neither_the_status_nor_who_is_awaited(status: Status) -> None:
    ticket = of_status(status)
    noted = by_agent(ticket, MessageKind.NOTE)
    assert (noted.status, noted.awaiting, noted.waiting_since) == (status, ticket.awaiting, ticket.waiting_since)
    assert (noted.first_replied_at, noted.messages, noted.notes) == (None, 1, 1)


@pytest.mark.parametrize(
    ("before", "solved", "after"),
    [
        ("open", None, "open"),
        ("open", True, "resolved"),
        ("in_progress", False, "in_progress"),
        ("resolved", None, "open"),
        ("resolved", False, "open"),
        ("resolved", True, "resolved"),
        ("closed", True, "closed"),
    ],
)
def test_a_requester_opens_what_is_resolved_and_says_what_is_solved(
    before: str, solved: bool | None, after: str
) -> None:
    written = by_requester(of_status(Status(before)), solved)
    assert written.status == after
    assert written.awaiting == (None if after in SETTLED else Awaiting.AGENT)
    assert (written.resolved_at is None) is (after not in SETTLED)


def test_a_requester_s_message_ends_a_snooze_and_no_other_does() -> None:
    snoozed = opened().model_copy(update={"snoozed_until": LATER})
    assert by_requester(snoozed).snoozed_until is None
    for kind in (MessageKind.REPLY, MessageKind.NOTE):
        assert by_agent(snoozed, kind).snoozed_until == LATER
        assert by_agent(snoozed, kind, Status.RESOLVED).snoozed_until is None


def test_only_a_closed_ticket_is_followed_and_only_by_what_is_not_solved() -> None:
    follows = {(it, solved) for it in Status for solved in (None, False, True) if _follows(of_status(it), solved)}
    assert follows == {(Status.CLOSED, None), (Status.CLOSED, False)}
    closed, _ = lifecycle.followed(of_status(Status.CLOSED), "Again", LATER)
    assert _follows(closed, True)


def _follows(ticket: Ticket, solved: bool | None) -> bool:
    return rules.needs_follow_up(ticket, solved)


def test_a_second_message_of_one_side_changes_neither_who_is_awaited_nor_since_when() -> None:
    asked = by_requester(by_agent(opened(), MessageKind.REPLY, now=NOON), now=LATER)
    again = by_requester(asked, now=LATER + timedelta(hours=1))
    assert (again.awaiting, again.waiting_since) == (Awaiting.AGENT, LATER)
    replied = by_agent(again, MessageKind.REPLY, now=LATER + timedelta(hours=2))
    twice = by_agent(replied, MessageKind.REPLY, now=LATER + timedelta(hours=3))
    assert (twice.awaiting, twice.waiting_since) == (Awaiting.REQUESTER, LATER + timedelta(hours=2))
    assert twice.first_replied_at == NOON


def test_a_ticket_that_follows_begins_anew_with_the_words_and_the_requester() -> None:
    theirs = opened(requester={"name": "Ada"}).model_copy(update={"assignee": "grace", "tags": ["vip"]})
    closed = by_agent(theirs, MessageKind.REPLY, Status.CLOSED)
    before, new = lifecycle.followed(closed, "Again", LATER)
    assert (before.status, before.version, before.follow_up) == (Status.CLOSED, closed.version + 1, _named(new))
    assert (new.description, new.title, new.requester, new.follows) == (
        "Again",
        closed.title,
        closed.requester,
        _named(closed),
    )
    assert (new.assignee, new.tags, new.snoozed_until) == ("grace", ["vip"], None)
    assert (new.status, new.version, new.messages, new.awaiting) == (Status.OPEN, 1, 0, Awaiting.AGENT)
    assert (new.created_at, new.waiting_since, new.first_replied_at, new.resolved_at) == (LATER, LATER, None, None)
    assert new.id < closed.id  # newest first
    assert new.reference != closed.reference


def _named(ticket: Ticket) -> object:
    return OtherTicket(id=ticket.id, reference=ticket.reference)


@given(STEPS)
def test_in_any_order_a_ticket_says_what_its_messages_make_of_it(
    steps: list[tuple[MessageKind | None, Status | bool | None]],
) -> None:
    ticket, now, kinds = opened(), NOON, list[MessageKind]()
    for kind, chosen in steps:
        now += timedelta(minutes=1)
        before = ticket
        if kind is None:
            ticket = lifecycle.changed(ticket, {"status": Status(str(chosen))}, Setter.AGENT, now)
        elif kind is MessageKind.REQUEST:
            ticket = by_requester(ticket, chosen if isinstance(chosen, bool) else None, now)
        else:
            ticket = by_agent(ticket, kind, chosen if isinstance(chosen, Status) else None, now)
        kinds += [kind] if kind else []
        assert ticket.version == before.version + 1
        assert (ticket.awaiting is None) is (ticket.waiting_since is None) is (ticket.status in SETTLED)
        if ticket.awaiting is before.awaiting:
            assert ticket.waiting_since == before.waiting_since
        else:
            assert ticket.waiting_since == (now if ticket.awaiting else None)
        if ticket.awaiting and kind in rules.TURN:
            assert ticket.awaiting is rules.TURN[kind]
    assert (ticket.messages, ticket.notes) == (len(kinds), kinds.count(MessageKind.NOTE))
    assert ticket.last_message == (f"{len(kinds):010}" if kinds else None)
    assert (ticket.first_replied_at is None) is (MessageKind.REPLY not in kinds)


def test_nothing_is_added_to_a_ticket_whose_texts_were_removed() -> None:
    removed = of_status(Status.OPEN).model_copy(update={"anonymised_at": NOON})
    for write in (by_requester, lambda it: by_agent(it, MessageKind.NOTE)):
        with pytest.raises(Conflict):
            write(removed)
