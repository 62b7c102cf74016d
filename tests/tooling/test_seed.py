"""The demo data: tickets as the functions would have left them."""

from datetime import UTC, datetime

from common.tickets.fields import SETTLED
from scripts.dev import seed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIVED = [seed.lived(ticket, NOW) for ticket in seed.load()]


def test_some_demo_tickets_are_in_quarantine_and_those_are_unchanged() -> None:
    apart = [past for ticket, past in LIVED if ticket.quarantined]
    assert len(apart) == 3
    assert not any(apart)


def test_every_version_of_a_demo_ticket_is_in_its_history() -> None:
    for ticket, past in LIVED:
        assert [change.version for change in past] == list(range(2, ticket.version + 1))
        times = [ticket.created_at, *(change.at for change in past)]
        assert times == sorted(times)
        assert (times[-1], times[-1] <= NOW) == (ticket.updated_at, True)


def test_the_history_of_a_demo_ticket_leads_from_its_first_values_to_the_present() -> None:
    changed = [(ticket, past) for ticket, past in LIVED if past]
    assert len(changed) > 5
    for ticket, past in changed:
        moves = [it for change in past for it in change.changes if it.field == "status"]
        assert [it.before for it in moves] == ["open", *(it.after for it in moves[:-1])]
        assert moves[-1].after == ticket.status
        assert {change.by.name for change in past} == {seed.AGENT_EMAIL}
    assert SETTLED & {ticket.status for ticket, _ in changed}
