"""Refining a ticket while people work on it: in whichever order things happen, no edit of a person is lost."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pytest
from google.api_core.exceptions import FailedPrecondition

from common.actions import change
from common.base import firestore
from common.base.errors import Unavailable
from common.callers.model import Actor, ActorKind
from common.tickets import history, lifecycle, store
from common.tickets.fields import Category, Priority, Status
from common.tickets.model import Setter, Suggestion, Ticket
from common.tickets.revision import Revision, revised
from tests.support import tickets
from tests.support.tickets import NOON, suggestion

LATER = NOON + timedelta(minutes=1)
INTERLEAVINGS = 1000

RULES = suggestion("general", "medium", "local", model="rules")
BETTER = suggestion("billing", "high", "gemini", model="gemini-test")
GEMINI = Actor(kind=ActorKind.GEMINI, name="gemini-test")


def opened(**chosen: Any) -> Ticket:
    """A ticket without values but the chosen ones."""
    return tickets.opened(stood=RULES, **chosen)


@dataclass
class Memory:
    """One ticket, stored in memory. Before every access of the refining it lets others work."""

    ticket: Ticket
    others: Callable[[], None] = lambda: None
    made: list[Ticket] = field(default_factory=list)
    lost: Callable[[], bool] = lambda: False
    """Whether the answer of a commit is lost, so that its repeat fails as if another had come first."""

    def __post_init__(self) -> None:
        self.first = self.ticket
        self.write_ids: dict[int, str] = {}

    def read(self, ticket_id: str) -> tuple[Ticket, Any]:
        assert ticket_id == self.ticket.id
        self.others()
        return self.ticket, SimpleNamespace(version=self.ticket.version, reference=None)

    def write(
        self, before: Ticket, read: Any, revision: Revision, write_id: str, key: object, remembered: object
    ) -> None:
        self.others()
        assert before in (self.first, *self.made)
        assert (revision, key, remembered) == (revised(before, revision.after, GEMINI), None, {})
        if not self.store(read.version, revision.after):
            raise FailedPrecondition("changed since")  # type: ignore[no-untyped-call]
        self.write_ids[revision.after.version] = write_id
        if self.lost():
            raise FailedPrecondition("changed since")  # type: ignore[no-untyped-call]

    def was_made(self, _: object, version: int, write_id: str) -> bool:
        return self.write_ids.get(version) == write_id

    def store(self, version: int, after: Ticket) -> bool:
        if version != self.ticket.version:
            return False
        self.made.append(after)
        self.ticket = after
        return True


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody here needs time."""
    monkeypatch.setattr(firestore, "BACKOFF_S", 0.0)


def refine(memory: Memory, ticket: Ticket, better: Suggestion = BETTER, now: datetime = LATER) -> Ticket | None:
    """By the one road of every change, on a ticket in memory."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(change, "_read", memory.read)
        patched.setattr(change, "_write", memory.write)
        patched.setattr(history, "was_made", memory.was_made)
        patched.setattr(store, "now_ms", lambda: now)
        refined = change.refine(ticket, better)
    return refined.ticket if refined.made else None


class Crowd:
    """Agents who read, think and write, and repeated deliveries of the event, all at moments that the dice choose."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.first = opened(**self.dice.choice([{}, {"category": "account"}, {"priority": "low"}]))
        self.store = Memory(self.first, self.work, lost=lambda: self.dice.random() < 0.1)
        self.pending: list[tuple[int, Ticket, dict[str, StrEnum]]] = []
        self.wanted: dict[str, str] = {}
        """What the last edit of a person that was accepted says, by field."""
        self.edits, self.deliveries = self.dice.randrange(1, 6), self.dice.randrange(1, 4)

    def run(self) -> None:
        while self.deliveries or self.edits or self.pending:
            self.work()

    def work(self) -> None:
        while self.dice.random() < 0.6:
            step = self.dice.randrange(3)
            if step == 0 and self.edits:
                self.begin()
            elif step == 1 and self.pending:
                self.finish(self.pending.pop(self.dice.randrange(len(self.pending))))
            elif step == 2 and self.deliveries:
                self.deliveries -= 1
                refine(self.store, self.first)

    def begin(self) -> None:
        self.edits -= 1
        values: dict[str, list[StrEnum]] = {"category": [*Category], "priority": [*Priority], "status": [*Status]}
        names = self.dice.sample([*values], self.dice.randrange(1, 4))
        patch = {name: self.dice.choice(values[name]) for name in names}
        self.pending.append((self.store.ticket.version, self.store.ticket, patch))

    def finish(self, edit: tuple[int, Ticket, dict[str, StrEnum]]) -> None:
        version, ticket, patch = edit
        if self.store.store(version, lifecycle.changed(ticket, patch, Setter.AGENT, LATER)):
            self.wanted.update(patch)
        else:
            self.pending.append((self.store.ticket.version, self.store.ticket, patch))

    def check(self) -> None:
        ticket, chosen = self.store.ticket, self.first.set_by.model_dump()
        assert ticket.version == 1 + len(self.store.made)
        assert [after.version for after in self.store.made] == list(range(2, ticket.version + 1))
        assert ticket.suggestion == RULES
        for name in ("category", "priority"):
            value, setter = getattr(ticket, name), getattr(ticket.set_by, name)
            if name in self.wanted:
                assert (value, setter) == (self.wanted[name], Setter.AGENT)
            elif chosen[name] == Setter.SUBMITTER:
                assert (value, setter) == (getattr(self.first, name), Setter.SUBMITTER)
            else:
                assert (value, setter) == (getattr(BETTER, name), Setter.GEMINI)
        assert ticket.status == self.wanted.get("status", Status.OPEN)


@pytest.mark.parametrize("first", range(0, INTERLEAVINGS, 100))
def test_no_interleaving_of_a_thousand_loses_an_edit_or_leaves_a_value_of_the_rules(first: int) -> None:
    for seed in range(first, first + 100):
        crowd = Crowd(seed)
        crowd.run()
        crowd.check()


def test_the_interleavings_do_contain_the_races_that_matter() -> None:
    refused = {"agent": 0, "gemini": 0}

    class Watched(Memory):
        def store(self, version: int, after: Ticket) -> bool:
            done = super().store(version, after)
            if not done:
                setters = {after.set_by.category, after.set_by.priority}
                refused["gemini" if Setter.GEMINI in setters and Setter.AGENT not in setters else "agent"] += 1
            return done

    for seed in range(INTERLEAVINGS):
        crowd = Crowd(seed)
        crowd.store = Watched(crowd.first, crowd.work)
        crowd.run()
    assert all(count > 50 for count in refused.values()), refused


def test_both_values_of_the_rules_are_replaced_in_one_change() -> None:
    ticket = opened()
    after = refine(Memory(ticket), ticket)
    assert after is not None
    assert (after.category, after.priority, after.version, after.updated_at) == ("billing", "high", 2, LATER)
    assert after.set_by.model_dump() == {"category": Setter.GEMINI, "priority": Setter.GEMINI}


@pytest.mark.parametrize(("field", "other"), [("category", "priority"), ("priority", "category")])
def test_a_value_that_the_submitter_chose_stays(field: str, other: str) -> None:
    ticket = opened(**{field: {"category": "account", "priority": "low"}[field]})
    after = refine(Memory(ticket), ticket)
    assert after is not None
    assert getattr(after, field) == getattr(ticket, field)
    assert after.set_by.model_dump() == {field: Setter.SUBMITTER, other: Setter.GEMINI}


def test_a_repeat_changes_nothing() -> None:
    ticket = opened()
    memory = Memory(ticket)
    assert refine(memory, ticket) is not None
    assert [refine(memory, ticket) for _ in range(3)] == [None] * 3
    assert memory.ticket.version == 2


def test_a_change_whose_answer_was_lost_is_found_in_the_history_under_later_ones() -> None:
    ticket = opened()

    def follow() -> bool:
        values = {"status": Status.CLOSED}
        return memory.store(2, lifecycle.changed(memory.ticket, values, Setter.AGENT, LATER))

    memory = Memory(ticket, lost=follow)
    after = refine(memory, ticket)
    assert after is not None
    assert (after.version, after.status, memory.ticket.version) == (2, Status.OPEN, 3)
    assert len(memory.made) == 2


def test_where_gemini_agrees_with_the_rules_nothing_is_written() -> None:
    ticket = opened()
    memory = Memory(ticket)
    assert refine(memory, ticket, RULES) is None
    assert memory.ticket is ticket


def test_an_agent_who_confirms_what_the_rules_said_has_chosen_it() -> None:
    ticket = opened()
    values = {"category": ticket.category, "priority": ticket.priority}
    memory = Memory(lifecycle.changed(ticket, values, Setter.AGENT, NOON))
    assert refine(memory, ticket) is None


def test_a_change_of_status_meanwhile_stays() -> None:
    ticket = opened()
    memory = Memory(lifecycle.changed(ticket, {"status": Status.RESOLVED}, Setter.AGENT, LATER))
    after = refine(memory, ticket, now=NOON)
    assert after is not None
    assert (after.status, after.resolved_at, after.version, after.updated_at) == ("resolved", LATER, 3, LATER)


def test_a_value_that_is_not_the_one_of_the_rules_any_more_stays_whoever_set_it() -> None:
    ticket = opened()
    memory = Memory(ticket.model_copy(update={"category": Category.ACCOUNT, "priority": Priority.LOW}))
    assert refine(memory, ticket) is None


def test_it_gives_up_after_its_time_when_others_keep_winning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change, "contended", lambda attempt: firestore.contended(attempt, 0.05))
    ticket = opened()

    class Busy(Memory):
        """Somebody changes the status before every write."""

        def write(self, *arguments: Any) -> None:
            values = {"status": Status.OPEN}
            self.store(self.ticket.version, lifecycle.changed(self.ticket, values, Setter.AGENT, LATER))
            super().write(*arguments)

    memory, started = Busy(ticket), time.monotonic()
    with pytest.raises(Unavailable):
        refine(memory, ticket)
    assert time.monotonic() - started >= 0.05
    assert {after.set_by.category for after in memory.made} == {Setter.RULES}


def test_it_waits_a_moment_after_somebody_was_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firestore, "BACKOFF_S", 0.5)
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    ticket = opened()

    class Rival(Memory):
        """Loses the first three writes."""

        def write(self, *arguments: Any) -> None:
            if len(waited) < 3:
                raise FailedPrecondition("changed since")  # type: ignore[no-untyped-call]
            super().write(*arguments)

    assert refine(Rival(ticket), ticket) is not None
    assert len({*waited}) == 3
    assert all(0 <= pause <= 0.5 for pause in waited)
