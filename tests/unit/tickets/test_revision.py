"""What the history says of a change, and what the status page makes of it."""

from datetime import timedelta

import pytest

from common.callers.model import Actor, ActorKind
from common.tickets import lifecycle
from common.tickets import revision as changes
from common.tickets.changes import Change, ChangedField, FieldChange, StatusAt
from common.tickets.fields import Status
from common.tickets.inputs import TicketPatch
from common.tickets.model import Setter, Ticket
from tests.support.tickets import NOON, opened, suggestion

LATER = NOON + timedelta(hours=1)
ADA = Actor(kind=ActorKind.AGENT, name="ada@example.com")


@pytest.fixture
def ticket() -> Ticket:
    return opened(stood=suggestion("general", "low"))


def patched(ticket: Ticket, **values: str) -> Change:
    after = lifecycle.changed(
        ticket, TicketPatch.model_validate(values).model_dump(exclude_unset=True), Setter.AGENT, LATER
    )
    revision = changes.revised(ticket, after, ADA)
    assert (revision.after, revision.others) == (after, {})
    return revision.change


def moves(change: Change) -> dict[str, tuple[str, str]]:
    return {it.field: (it.before, it.after) for it in change.changes}


def test_an_entry_names_the_version_that_the_change_made_its_time_and_who_made_it(ticket: Ticket) -> None:
    change = patched(ticket, status="closed")
    assert (change.version, change.at, change.by) == (2, LATER, ADA)


def test_every_value_that_became_another_one_is_told_and_no_other(ticket: Ticket) -> None:
    assert moves(patched(ticket, status="closed", category="billing", priority="low")) == {
        "status": ("open", "closed"),
        "category": ("general", "billing"),
    }
    assert moves(patched(ticket, priority="high")) == {"priority": ("low", "high")}
    assert moves(patched(ticket, status="open")) == {}


@pytest.mark.parametrize(
    ("active", "tracking_hash", "move"),
    [
        (True, "hash", {"link": ("active", "replaced")}),
        (True, None, {"link": ("active", "revoked")}),
        (False, "hash", {"link": ("revoked", "active")}),
        (False, None, {}),
    ],
)
def test_what_became_of_a_link_is_told_and_its_hash_stored(
    ticket: Ticket, active: bool, tracking_hash: str | None, move: dict[str, tuple[str, str]]
) -> None:
    before = ticket.model_copy(update={"link_active": active})
    after = lifecycle.advanced(before, LATER, link_active=tracking_hash is not None)
    revision = changes.relinked(before, after, ADA, tracking_hash, 7)
    assert moves(revision.change) == move
    assert revision.others == {"tracking_hash": tracking_hash, "link_generation": 7}
    assert revision.after == after
    assert "hash" not in str(revision.change)


def test_a_release_is_told(ticket: Ticket) -> None:
    after = lifecycle.advanced(ticket.model_copy(update={"quarantined": True}), LATER, quarantined=False)
    assert (after.quarantined, after.version, after.updated_at) == (False, 2, LATER)
    assert moves(changes.released(after, ADA).change) == {"quarantine": ("quarantined", "released")}


def test_the_timeline_has_the_changes_of_status_oldest_first() -> None:
    def entry(version: int, field: ChangedField, after: str) -> Change:
        fields = [
            FieldChange(field="priority", before="low", after="high"),
            FieldChange(field=field, before="x", after=after),
        ]
        return Change(version=version, at=NOON + timedelta(hours=version), by=ADA, changes=fields)

    newest_first = [
        entry(5, "status", "resolved"),
        entry(4, "category", "open"),
        entry(3, "status", "lost"),
        entry(2, "status", "in_progress"),
    ]
    assert changes.timeline(newest_first) == [
        StatusAt(status=Status.IN_PROGRESS, at=NOON + timedelta(hours=2)),
        StatusAt(status=Status.RESOLVED, at=NOON + timedelta(hours=5)),
    ]
