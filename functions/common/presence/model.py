"""What is stored and answered of who has which ticket open."""

from datetime import datetime

from common.base.schema import Record


class Colleague(Record):
    """An agent who has the ticket open."""

    uid: str
    name: str
    """The e-mail address where no name is stored."""
    initials: str


class Colleagues(Record):
    """Who else has the ticket open now, by name; nobody where none is named."""

    results: list[Colleague]


class Presence(Colleague):
    """What is stored of one agent."""

    ticket: str | None
    expires_at: datetime
    written: list[datetime]
    """The times of the last writes, at most `rules.WRITES`; oldest first."""
