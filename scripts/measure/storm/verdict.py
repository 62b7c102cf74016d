"""Compares what clients were answered with what is stored; each sentence that results is a promise not kept."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from common.actions import wake
from common.callers.model import ActorKind
from common.counters.counts import Path, add, contribution
from common.tickets import token
from common.tickets.changes import said
from common.tickets.fields import DEFAULTS, FIELDS
from scripts.measure.storm import conversations, mails
from scripts.measure.storm.records import Change, Content, Creation, Outcome, Records

VALUES = tuple(it.name for it in FIELDS if it.changeable)
UNSET = {it.name: said(it.default) for it in FIELDS if it.changeable and it.name in DEFAULTS}

type State = Mapping[str, str]


@dataclass(frozen=True)
class Stored:
    """What Firestore has at the end."""

    tickets: Mapping[str, Content]
    """By id."""
    entries: Mapping[str, Sequence[Content]]
    """The history by ticket, in the order of the versions."""
    messages: Mapping[str, Sequence[Content]]
    """By ticket, in the order of their numbers."""
    keys: Sequence[Content]
    """The records of idempotency keys."""
    counts: Mapping[Path, int]
    outbox: Mapping[str, Content]
    """By notice."""
    taken: Mapping[str, int]
    answered: Mapping[str, int]
    """The mail server's, by Message-ID: how often it took a mail, and its sender knew."""


def complaints(records: Records, stored: Stored) -> list[str]:
    """Everything that is wrong; empty when all is well."""
    opened = {it.body["title"]: it for it in records.creations}
    states = {}
    found = [*records.complaints, *_creations(records.creations, stored), *_keys(stored)]
    for name, ticket in stored.tickets.items():
        creation = opened.get(ticket["title"])
        if creation is None:
            found.append(f"{name}: no client has asked for it")
        else:
            states[name], faults = _lived(name, ticket, stored, creation)
            found += faults
    found += [f"{name}: a history without a ticket" for name in stored.entries.keys() - stored.tickets.keys()]
    found += [*_answers(records.answers, states), *_changes(records, stored, states)]
    found += conversations.complaints(records.said, stored.tickets, stored.messages)
    sent = mails.complaints(stored.tickets, stored.messages, stored.outbox, stored.taken, stored.answered)
    return [*found, *sent, *_counts(stored)]


def _creations(creations: Sequence[Creation], stored: Stored) -> Iterator[str]:
    copies = Counter(ticket["title"] for ticket in stored.tickets.values())
    for creation in creations:
        count, answer = copies[creation.body["title"]], creation.answer
        if count > 1:
            yield f"{creation.body['title']}: {count} tickets for one key"
        if answer is None:
            continue
        ticket = stored.tickets.get(answer["id"])
        if ticket is None:
            yield f"{answer['id']}: acknowledged and lost"
        elif not token.opens(answer["tracking_token"], ticket["tracking_hash"]):
            yield f"{answer['id']}: the private link that was answered does not open it"


def _keys(stored: Stored) -> Iterator[str]:
    keyed = Counter(it["ticket"] for it in stored.keys if "salt" in it)
    for name in stored.tickets.keys() | keyed.keys():
        if name not in stored.tickets or keyed[name] != 1:
            there = "a ticket" if name in stored.tickets else "no ticket"
            yield f"{name}: {there} and {keyed[name]} keys"


def _lived(name: str, ticket: Content, stored: Stored, creation: Creation) -> tuple[list[State], list[str]]:
    """The states of a ticket, that of version n at n - 1, and what is wrong with its history.

    Each version is one change, one message, or a message that changed the status.
    """
    entries = {it["version"]: it for it in stored.entries.get(name, ())}
    posted = _posted(stored, name)
    state = {"status": "open", **UNSET, **{field: creation.body[field] for field in ("category", "priority")}}
    states: list[State] = [dict(state)]
    faults = []
    for version in range(2, max([1, *entries, *posted]) + 1):
        if version not in entries and version not in posted:
            faults.append(f"{name}: version {version} came from nothing")
        entry = entries.get(version, {"changes": (), "by": {}})
        if entry["by"].get("kind") == ActorKind.SYSTEM and [it["field"] for it in entry["changes"]] != [wake.FIELD]:
            faults.append(f"{name}: was woken with version {version}, and was not snoozed")
        for change in entry["changes"]:
            if state[change["field"]] != change["before"]:
                faults.append(f"{name}: version {version} changes what was not so")
            state[change["field"]] = change["after"]
        if version in posted and posted[version]["left"]["status"] != state["status"]:
            faults.append(f"{name}: the message of version {version} left another status than the history has")
        states.append(dict(state))
    if ticket["version"] != len(states):
        faults.append(f"{name}: version {ticket['version']} with {len(states) - 1} changes")
    if any(said(ticket[field]) != state[field] for field in VALUES):
        faults.append(f"{name}: not what its history comes to")
    return states, faults


def _posted(stored: Stored, ticket: str) -> dict[int, Content]:
    """The messages of a ticket, by the version that each made."""
    return {it["left"]["version"]: it for it in stored.messages.get(ticket, ())}


def _answers(answers: Sequence[Content], states: Mapping[str, Sequence[State]]) -> Iterator[str]:
    """Every version that was answered is in the history, as it was answered."""
    for answer in answers:
        lived, version = states.get(answer["id"], ()), answer["version"]
        told = [field for field in VALUES if field in answer]  # of who opens a ticket, not everything
        if version > len(lived) or any(lived[version - 1][field] != said(answer[field]) for field in told):
            yield f"{answer['id']}: version {version} was answered, and is not in its history"


def _changes(records: Records, stored: Stored, states: Mapping[str, Sequence[State]]) -> Iterator[str]:
    """Each client's changes of each ticket are there, once and in the order in which they were made."""
    asked: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in records.changes:
        asked[change.by, change.ticket].append(change)
    made: dict[tuple[str, str], list[State]] = defaultdict(list)
    for name, lived in states.items():
        posted = _posted(stored, name)
        for entry in stored.entries.get(name, ()):
            if entry["version"] not in posted and entry["by"].get("kind") != ActorKind.SYSTEM:
                made[entry["by"]["name"].partition("@")[0], name].append(lived[entry["version"] - 1])
    for who in asked.keys() | made.keys():
        if not _agree(asked[who], made[who]):
            asked_for = ", ".join(f"{dict(it.values)} {it.outcome}" for it in asked[who])
            yield f"{who[1]}: {who[0]} asked for {asked_for}; there are {len(made[who])} changes"


def _agree(asked: Sequence[Change], made: Sequence[State]) -> bool:
    certain = [it.values for it in asked if it.outcome is Outcome.MADE]
    # Only the last one can be unknown, and it may or may not have been made.
    doubtful = [it.values for it in asked if it.outcome is Outcome.UNKNOWN]
    pairs = zip_longest([*certain, *doubtful][: max(len(made), len(certain))], made)
    return all(values is not None and state is not None and values.items() <= state.items() for values, state in pairs)


def _counts(stored: Stored) -> Iterator[str]:
    recounted = add(*(contribution(ticket) for ticket in stored.tickets.values()))
    counted: dict[Path, Any] = {path: count for path, count in stored.counts.items() if count}
    for path in sorted(recounted.keys() | counted.keys()):
        if recounted.get(path, 0) != counted.get(path, 0):
            yield f"{'.'.join(path)}: counted {counted.get(path, 0)} for {recounted.get(path, 0)}"
