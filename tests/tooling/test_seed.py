"""The demo data: tickets as the functions would have left them."""

from datetime import UTC, datetime

from common.conversation.model import StoredMessage
from common.tickets.fields import SETTLED, Awaiting, Status
from scripts.dev import demo, seed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PEOPLE = {"agent": seed.person("agent@x", "Grace", "1"), "admin": seed.person("admin@x", "Alan", "2")}
LIVES = [life for ticket in demo.load() for life in demo.lives(ticket, PEOPLE, NOW)]


def test_some_demo_tickets_are_in_quarantine_and_those_are_unchanged() -> None:
    apart = [life.revisions for life in LIVES if life.ticket.quarantined]
    assert len(apart) == 3
    assert not any(apart)


def test_every_version_of_a_demo_ticket_is_there_in_order() -> None:
    for life in LIVES:
        assert [it.after.version for it in life.revisions] == [*range(2, life.ticket.version + 1)]
        times = [life.ticket.created_at, *(it.after.updated_at for it in life.revisions)]
        assert times == sorted(times)
        assert (times[-1], times[-1] <= NOW) == (life.ticket.updated_at, True)


def test_the_history_of_a_demo_ticket_leads_from_its_first_values_to_the_present() -> None:
    recorded = [(life.ticket, [it.change for it in life.revisions if it.recorded]) for life in LIVES]
    changed = [(ticket, past) for ticket, past in recorded if past]
    assert len(changed) > 5
    for ticket, past in changed:
        moves = [it for change in past for it in change.changes if it.field == "status"]
        assert [*(it.before for it in moves), ticket.status] == ["open", *(it.after for it in moves)]
    assert SETTLED & {ticket.status for ticket, _ in changed}


def test_the_conversations_are_those_of_a_desk() -> None:
    messages = [StoredMessage.model_validate(it).root for life in LIVES for it in life.messages.values()]
    assert {it.kind for it in messages} == {"reply", "note", "request"}
    assert {it.author.name for it in messages} == {"Grace", "Alan", None}
    assert all(life.ticket.messages == len(life.messages) for life in LIVES)
    assert {life.ticket.awaiting for life in LIVES} == {Awaiting.AGENT, Awaiting.REQUESTER, None}
    statuses = [[it.after.status for it in life.revisions] for life in LIVES]
    assert any(Status.OPEN in it[it.index(Status.RESOLVED) :] for it in statuses if Status.RESOLVED in it)
    assert [life.ticket.follow_up is not None for life in LIVES].count(True) == 1
    assert [life.ticket.follows is not None for life in LIVES].count(True) == 1


def test_a_demo_ticket_is_found_by_what_was_said_in_it() -> None:
    assert [life.ticket.title for life in LIVES if "einverstanden" in life.terms["terms"]] == [
        "Kündigung zum Monatsende"
    ]


def test_demo_tickets_have_owners_and_tags_and_one_is_snoozed() -> None:
    tickets = [life.ticket for life in LIVES if life.ticket.status not in SETTLED]
    assert {it.assignee for it in tickets} == {"1", None}
    assert len({tag for it in tickets for tag in it.tags}) >= 3
    assert [it.snoozed_until > NOW for it in tickets if it.snoozed_until] == [True]
    assert all(f"#{tag}" in life.terms["terms"] for life in LIVES for tag in life.ticket.tags)
