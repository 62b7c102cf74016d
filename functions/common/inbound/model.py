"""What is stored of an incoming mail: `mail_inbox/{id}`, named after its Message-ID; the raw mail is in the bucket."""

from datetime import timedelta
from enum import StrEnum

from pydantic import AwareDatetime

from common.base.schema import Record

KEPT = timedelta(days=30)


class State(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    """It opened a ticket, became a message of one, or marked a message of ours as failed."""
    IGNORED = "ignored"


class Incoming(Record):
    """A mail that was accepted."""

    state: State = State.WAITING
    reason: str | None = None
    """Why it is ignored, or what became of it."""
    ticket: str | None = None
    """The id of the ticket that has it."""
    sender: str | None = None
    """A hash of its sender's address, by which it is found when that person is to be forgotten."""
    size: int
    """Bytes."""
    received_at: AwareDatetime
    expires_at: AwareDatetime
