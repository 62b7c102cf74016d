"""What the history says of a change; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from common.attachments.model import Waiting
from common.callers.model import Actor
from common.tickets import lifecycle, search
from common.tickets.changes import Change, ChangedField, FieldChange, StatusAt, said
from common.tickets.fields import FIELDS, SETTLED, Status
from common.tickets.mails import Mail
from common.tickets.model import Ticket

PERSONAL = {
    "title",
    "description",
    "attachments",
    "requester",
    "suggestion",
    "anonymised_at",
    "received",
    "participants",
    "undelivered",
}
"""The fields that `lifecycle.anonymised` changes, besides those of every change."""


@dataclass(frozen=True)
class Opening:
    """A new ticket, with the token of its status link, the mail that opens it, if one does, and the files of its
    description."""

    ticket: Ticket
    token: str
    mail: Mail | None = None
    files: Sequence[Waiting] = ()


@dataclass(frozen=True)
class Revision:
    """The next version of a ticket, and the entry that the history gets with it."""

    after: Ticket
    change: Change
    others: Mapping[str, object] = field(default_factory=dict)
    """Stored fields that change besides those that every change may set."""
    messages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What is stored of messages with it, by the path of their documents."""
    recorded: bool = True
    """Whether the history gets the entry; what only brings a message is in no history."""
    reply: str | None = None
    """The id of the new reply among them, if one is to be mailed."""
    opens: Opening | None = None
    """A ticket that follows this one."""
    files: Sequence[Waiting] = ()
    """Those of the new message."""

    def is_shown(self, before: Ticket) -> bool:
        """Whether the requester sees what changes."""
        moved = lifecycle.shown(before) != lifecycle.shown(self.after)
        return moved or any("shared_n" in it for it in self.messages.values())

    def becomes(self, name: ChangedField, value: str) -> bool:
        """Whether the field has that value now and had another one."""
        return any(it.field == name and it.after == value for it in self.change.changes)

    @property
    def resolves(self) -> bool:
        """Whether it is resolved now and was not settled before."""
        return any(it.after == Status.RESOLVED and it.before not in SETTLED for it in self.change.changes)


def revised(before: Ticket, after: Ticket, by: Actor) -> Revision:
    """`after` with what became of the fields of the table."""
    return Revision(after, _change(after, by, _moves(before, after)))


def written(
    before: Ticket,
    after: Ticket,
    by: Actor,
    messages: Mapping[str, Mapping[str, Any]],
    others: Mapping[str, object] | None = None,
    *,
    mailed: bool = False,
    files: Sequence[Waiting] = (),
) -> Revision:
    """`after` with its new message; the history has what it does to the status, if it does."""
    moves = _moves(before, after)
    reply = after.last_message if mailed else None
    change = _change(after, by, moves)
    return Revision(after, change, others or {}, messages, recorded=bool(moves), reply=reply, files=files)


def corrected(after: Ticket, by: Actor, name: str, became: str, messages: Mapping[str, Mapping[str, Any]]) -> Revision:
    """`after` with what became of its message of that name: edited, taken_back or deleted."""
    correction = FieldChange(field="message", before=name, after=became)
    return Revision(after, _change(after, by, [correction]), messages=messages)


def followed(after: Ticket, opens: Opening, by: Actor) -> Revision:
    """`after` with the ticket that follows it."""
    found = FieldChange(field="follow_up", before="none", after=opens.ticket.reference)
    return Revision(after, _change(after, by, [found]), opens=opens)


def relinked(before: Ticket, after: Ticket, by: Actor, tracking_hash: str | None, generation: int) -> Revision:
    """`after` with what became of its status link: of this generation and hash (None: nothing opens it) from now on."""
    old = "active" if before.link_active else "revoked"
    new = "revoked" if tracking_hash is None else "replaced" if before.link_active else "active"
    fields = [] if old == new else [FieldChange(field="link", before=old, after=new)]
    return Revision(after, _change(after, by, fields), {"tracking_hash": tracking_hash, "link_generation": generation})


def released(after: Ticket, by: Actor) -> Revision:
    """`after` out of quarantine."""
    moved = FieldChange(field="quarantine", before="quarantined", after="released")
    return Revision(after, _change(after, by, [moved]))


def anonymised(after: Ticket, by: Actor) -> Revision:
    """`after` with everything that is stored instead of what a person wrote; no status link opens it any more."""
    removed = FieldChange(field="personal_data", before="stored", after="removed")
    others = {
        **after.model_dump(include=PERSONAL),
        **search.stored(search.of_ticket(after)),
        "tracking_hash": None,
        "thread": None,
        "original": None,
    }
    return Revision(after, _change(after, by, [removed]), others)


def timeline(newest_first: Iterable[Change]) -> list[StatusAt]:
    """The changes of status among `newest_first`, oldest first."""
    moves = [
        StatusAt(status=Status(it.after), at=change.at)
        for change in newest_first
        for it in change.changes
        if it.field == "status" and it.after in Status
    ]
    return moves[::-1]


def _moves(before: Ticket, after: Ticket) -> list[FieldChange]:
    return [
        FieldChange(field=it.name, before=said(getattr(before, it.name)), after=said(getattr(after, it.name)))
        for it in FIELDS
        if it.recorded and getattr(before, it.name) != getattr(after, it.name)
    ]


def _change(after: Ticket, by: Actor, fields: list[FieldChange]) -> Change:
    return Change(version=after.version, at=after.updated_at, by=by, changes=fields)
