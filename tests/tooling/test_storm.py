"""The storm's verdict: every broken promise is seen, and none where all was kept."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from common.counters.counts import add, contribution
from common.tickets import token
from scripts.measure.storm import mails
from scripts.measure.storm.faults import Fault, Faults
from scripts.measure.storm.records import Change, Creation, Outcome, Records, Said
from scripts.measure.storm.verdict import Stored, complaints

type Outbox = dict[str, dict[str, Any]]

REPLY, RESOLVED = "t1-reply-0000000003", "t1-resolved-1"
MAIL = mails.message_id(REPLY)
BODY = {"title": "Storm 1", "category": "billing", "priority": "low"}
UNSET: dict[str, Any] = {"assignee": None, "tags": [], "snoozed_until": None}
CREATED = {"id": "t1", "version": 1, "status": "open", "category": "billing", "priority": "low", **UNSET}
CLOSED = {**CREATED, "version": 2, "status": "closed"}
HIGH = {**CLOSED, "version": 3, "priority": "high"}
TALK = {"messages": 3, "notes": 1, "last_message": "0000000003"}


def entry(version: int, by: str, field: str, before: str, after: str) -> dict[str, Any]:
    changes = [{"field": field, "before": before, "after": after}]
    return {"version": version, "by": {"name": by}, "changes": changes}


def message(n: int, shared_n: int | None, text: str, version: int, status: str) -> dict[str, Any]:
    shared = {"kind": "note"} if shared_n is None else {"kind": "reply", "shared_n": shared_n}
    return {**shared, "n": n, "text": text, "left": {"version": version, "status": status}}


class World:
    """A ticket that two clients have changed and written in, as it was answered and as it is stored."""

    def __init__(self) -> None:
        end = {"version": 6, "title": "Storm 1", "tracking_hash": token.hash_of("secret")}
        self.ticket: dict[str, Any] = {**HIGH, **TALK, **end, "status": "open"}
        self.tickets = {"t1": self.ticket}
        self.history = [
            entry(2, "a@people.example", "status", "open", "closed"),
            entry(3, "b", "priority", "low", "high"),
            entry(5, "b-key", "status", "closed", "open"),
        ]
        self.messages = [
            message(1, 1, "a says", 4, "closed"),
            message(2, None, "b says", 5, "open"),
            message(3, 2, "a adds", 6, "open"),
        ]
        self.keys: list[dict[str, Any]] = [{"ticket": "t1", "salt": b""}, {"fingerprint": "of b's change"}]
        self.records = Records(
            creations=[Creation(BODY, {**CREATED, "tracking_token": "secret"})],
            changes=[
                Change("a", "t1", {"status": "closed"}, Outcome.MADE),
                Change("a", "t1", {"status": "open"}, Outcome.REFUSED),
                Change("b", "t1", {"priority": "high"}, Outcome.MADE),
            ],
            said=[
                Said("a", "t1", "a says", Outcome.MADE),
                Said("b", "t1", "b says", Outcome.MADE),
                Said("a", "t1", "a adds", Outcome.MADE),
            ],
            answers=[CREATED, CLOSED, HIGH],
        )
        self.counted = [self.ticket]
        self.spoil_mails: Callable[[Outbox, Counter[str], Counter[str]], object] = lambda *_: None

    def faults(self) -> list[str]:
        counts = add(*map(contribution, self.counted))
        messages = {"t1": self.messages}
        outbox: Outbox = {it: {"state": "sent"} for it in mails.owed(self.tickets, messages)}
        taken = Counter(map(mails.message_id, outbox))
        answered = taken.copy()
        self.spoil_mails(outbox, taken, answered)
        stored = Stored(self.tickets, {"t1": self.history}, messages, self.keys, counts, outbox, taken, answered)
        return complaints(self.records, stored)


def lose_the_ticket(world: World) -> None:
    world.tickets.clear()
    world.history.clear()
    world.messages.clear()
    world.keys.clear()
    world.counted = []


def double_the_ticket(world: World) -> None:
    silent = {"messages": 0, "notes": 0, "last_message": None}
    world.tickets["t2"] = {**world.ticket, **silent, "version": 1, "status": "open", "priority": "low"}
    world.keys.append({"ticket": "t2", "salt": b""})
    world.counted = list(world.tickets.values())


def double_a_change(world: World) -> None:
    world.history.append({**world.history[1], "version": 7, "changes": []})
    world.ticket["version"] = 7


def lose_a_change(world: World) -> None:
    world.history[1] = entry(3, "b", "category", "billing", "billing")
    world.ticket["priority"] = "low"


def lose_an_entry(world: World) -> None:
    world.history.pop(0)


def tell_the_change_of_another(world: World) -> None:
    world.history[1]["by"]["name"] = "c"


def make_half_a_change(world: World) -> None:
    world.ticket["status"] = "resolved"


def make_a_refused_change(world: World) -> None:
    world.history.append(entry(7, "a", "status", "open", "open"))
    world.ticket["version"] = 7


def wake_twice(world: World) -> None:
    world.history.append({"version": 7, "by": {"kind": "system", "name": "Snooze ended"}, "changes": []})
    world.ticket["version"] = 7


def forget_the_assignee(world: World) -> None:
    world.history[1]["changes"] += [{"field": "assignee", "before": "none", "after": "ada"}]


def lose_the_key(world: World) -> None:
    world.keys.pop(0)


def keep_the_key_alone(world: World) -> None:
    world.keys.append({"ticket": "t0", "salt": b""})


def make_a_ticket_up(world: World) -> None:
    world.tickets["t2"] = {**world.ticket, "title": "Nobody's"}
    world.keys.append({"ticket": "t2", "salt": b""})
    world.counted = list(world.tickets.values())


def change_the_link(world: World) -> None:
    world.ticket["tracking_hash"] = token.hash_of("other")


def count_twice(world: World) -> None:
    world.counted = [world.ticket, world.ticket]


def count_never(world: World) -> None:
    world.counted = []


def answer_otherwise(world: World) -> None:
    world.records.answers.append({**HIGH, "category": "account"})


def answer_a_version_that_is_not(world: World) -> None:
    world.records.answers.append({**HIGH, "version": 7})


def lose_a_message(world: World) -> None:
    del world.messages[0]


def double_a_message(world: World) -> None:
    world.messages[2]["text"] = "a says"


def make_a_message_up(world: World) -> None:
    world.records.said.pop()


def swap_messages(world: World) -> None:
    world.messages[0]["text"], world.messages[2]["text"] = "a adds", "a says"


def number_messages_for_the_requester_with_a_gap(world: World) -> None:
    world.messages[2]["shared_n"] = 3


def leave_another_status(world: World) -> None:
    world.messages[0]["left"]["status"] = "open"


def answer_badly(world: World) -> None:
    world.records.complaints.append("answered 500")


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lose_the_ticket, "acknowledged and lost"),
        (double_the_ticket, "2 tickets for one key"),
        (double_a_change, "b asked for"),
        (lose_a_change, "b asked for"),
        (lose_an_entry, "version 2 came from nothing"),
        (tell_the_change_of_another, "c asked for"),
        (make_half_a_change, "not what its history comes to"),
        (make_a_refused_change, "a asked for"),
        (wake_twice, "was woken with version 7, and was not snoozed"),
        (forget_the_assignee, "not what its history comes to"),
        (lose_the_key, "a ticket and 0 keys"),
        (keep_the_key_alone, "no ticket and 1 keys"),
        (make_a_ticket_up, "no client has asked for it"),
        (change_the_link, "private link"),
        (count_twice, "total: counted 2 for 1"),
        (count_never, "total: counted 0 for 1"),
        (answer_otherwise, "version 3 was answered"),
        (answer_a_version_that_is_not, "version 7 was answered"),
        (lose_a_message, "'a says' was acknowledged and lost"),
        (double_a_message, "'a says' is there 2 times"),
        (make_a_message_up, "'a adds' is there 1 times, and was not sent"),
        (swap_messages, "the messages of a are in another order"),
        (number_messages_for_the_requester_with_a_gap, "not numbered one after the other"),
        (leave_another_status, "left another status"),
        (answer_badly, "answered 500"),
    ],
)
def test_a_broken_promise_is_seen(spoil: Callable[[World], None], complaint: str) -> None:
    world = World()
    spoil(world)
    assert complaint in "; ".join(world.faults())


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda outbox, *_: outbox.pop(REPLY), f"{REPLY}: no e-mail was written"),
        (lambda outbox, *_: outbox[REPLY].update(state="queued"), f"{REPLY}: its e-mail is queued"),
        (lambda outbox, *_: outbox[REPLY].update(state="dropped"), f"{REPLY}: its e-mail is dropped"),
        (lambda _, taken, answered: (taken.pop(MAIL), answered.pop(MAIL)), "counts as sent, and was not taken"),
        (lambda _, taken, answered: (taken.update([MAIL]), answered.update([MAIL])), "was taken and answered 2 times"),
        (lambda _, taken, __: taken.update(["<1@x>"]), "<1@x>: nobody owed this e-mail"),
    ],
)
def test_an_e_mail_that_is_lost_or_doubled_is_seen(spoil: Callable[..., object], complaint: str) -> None:
    world = World()
    world.spoil_mails = spoil
    assert complaint in "; ".join(world.faults())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _, taken, __: taken.update([MAIL]),  # again, as the first answer was lost
        lambda outbox, *_: outbox.update({RESOLVED: {"state": "dropped"}}),  # it was opened again
    ],
)
def test_an_e_mail_may_come_again_unanswered_and_a_resolution_may_be_dropped(spoil: Callable[..., object]) -> None:
    world = World()
    world.spoil_mails = spoil
    assert world.faults() == []


def test_where_every_promise_was_kept_there_is_nothing_to_complain_of() -> None:
    assert World().faults() == []


def test_a_snooze_that_was_set_and_ended_is_as_it_should_be() -> None:
    world, until = World(), "2100-01-01T00:00:00Z"
    world.history += [
        entry(7, "b", "snoozed_until", "none", until),
        {**entry(8, "Snooze ended", "snoozed_until", until, "none"), "by": {"kind": "system", "name": "Snooze ended"}},
    ]
    world.records.changes.append(Change("b", "t1", {"snoozed_until": until}, Outcome.MADE))
    world.ticket["version"] = 8
    assert world.faults() == []


@pytest.mark.parametrize("made", [True, False])
def test_a_change_whose_answer_was_lost_for_good_may_be_made_or_not(made: bool) -> None:
    world = World()
    world.records.changes.append(Change("b", "t1", {"status": "open"}, Outcome.UNKNOWN))
    if made:
        make_a_refused_change(world)
        world.history[-1]["by"]["name"] = "b"
        world.counted = [world.ticket]
    assert world.faults() == []


@pytest.mark.parametrize("made", [True, False])
def test_a_message_whose_answer_was_lost_for_good_may_be_there_or_not(made: bool) -> None:
    world = World()
    world.records.said.append(Said("b", "t1", "b asks", Outcome.UNKNOWN))
    if made:
        world.messages.append(message(4, 3, "b asks", 7, "open"))
        world.ticket.update(version=7, messages=4, last_message="0000000004")
    assert world.faults() == []


@pytest.mark.parametrize("made", [True, False])
def test_a_ticket_whose_answer_was_lost_for_good_is_there_once_or_not(made: bool) -> None:
    world = World()
    world.records.creations.append(Creation({**BODY, "title": "Storm 2"}, None))
    if made:
        double_the_ticket(world)
        world.tickets["t2"]["title"] = "Storm 2"
    assert world.faults() == []


def test_every_third_commit_is_refused_and_some_answers_are_lost() -> None:
    faults = Faults()
    fates = [faults.next() for _ in range(33)]
    assert fates[2::3] == [Fault.REFUSED] * 11
    assert fates.count(Fault.LOST) == 2
    assert (faults.commits, faults.refused, faults.lost) == (33, 11, 2)
