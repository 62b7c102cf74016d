"""What a storm came to, for a person and for a test."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from common.callers.model import ActorKind
from common.mail.outbox import State
from scripts.measure.storm.records import Outcome
from scripts.measure.storm.storm import Storm
from scripts.measure.storm.verdict import Stored, complaints

SHOWN = 20


@dataclass(frozen=True)
class Report:
    """`figures` by what they count, `faults` in sentences."""

    figures: dict[str, int]
    faults: list[str]

    @property
    def text(self) -> str:
        rows = [f"  {count:>8,}  {what}" for what, count in self.figures.items()]
        wrong = [f"  !! {it}" for it in self.faults[:SHOWN]]
        verdict = f"{len(self.faults)} promises were broken:" if wrong else "Every promise was kept."
        return "\n".join([*rows, "", verdict, *wrong])

    def as_json(self) -> dict[str, Any]:
        return {"figures": self.figures, "faults": self.faults}


def of(storm: Storm, stored: Stored) -> Report:
    records, events = storm.records, storm.eventarc
    outcomes = Counter(it.outcome for it in records.changes)
    figures = {
        "tickets acknowledged": sum(it.answer is not None for it in records.creations),
        "tickets of which the client never knew": sum(it.answer is None for it in records.creations),
        "tickets stored": len(stored.tickets),
        "tickets read by agents before a change": len(records.read),
        "changes acknowledged": outcomes[Outcome.MADE],
        "changes refused as made to another version": outcomes[Outcome.REFUSED],
        "changes of which the client never knew": outcomes[Outcome.UNKNOWN],
        "snoozes that were ended": sum(
            it["by"].get("kind") == ActorKind.SYSTEM for entries in stored.entries.values() for it in entries
        ),
        "messages acknowledged": sum(it.outcome is Outcome.MADE for it in records.said),
        "messages of which the client never knew": sum(it.outcome is Outcome.UNKNOWN for it in records.said),
        "messages stored": sum(map(len, stored.messages.values())),
        "versions after the first stored": sum(it["version"] - 1 for it in stored.tickets.values()),
        "e-mails owed": len(stored.outbox),
        "e-mails sent": sum(it["state"] == State.SENT for it in stored.outbox.values()),
        "e-mails that came again after a lost answer": sum(it - 1 for it in stored.taken.values()),
        "answers that were a 5xx or did not come": len(records.lost),
        "commits asked of Firestore": storm.faults.commits,
        "commits that it refused": storm.faults.refused,
        "commits that it made without an answer": storm.faults.lost,
        "events": events.published,
        "deliveries of events that were taken": events.taken,
        "deliveries of events that failed": events.failed,
        **{f"kills of {victim}": count for victim, count in sorted(storm.killed.items())},
    }
    return Report(figures, complaints(records, stored))
