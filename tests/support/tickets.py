"""Tickets of a test's own: through the API with random words, so that tests that share a database do not see each
other's, and by themselves, as the functions would have made them."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
from google.cloud.firestore import FieldFilter

from common.classifier import local
from common.tickets import lifecycle
from common.tickets.fields import DEFAULTS
from common.tickets.inputs import NewTicket
from common.tickets.model import Setter, Suggestion, Ticket
from tests.support.answers import success

if TYPE_CHECKING:
    from tests.support.system import System

BY = {"kind": "agent", "name": "Ada"}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LETTERS = "bcdfghjklmnpqrstvwxz"
"""No vowels: no word that the classifier knows can come out."""


def word() -> str:
    """A word that stands in no other text."""
    return "".join(secrets.choice(LETTERS) for _ in range(14))


def suggestion(category: str = "general", priority: str = "medium", source: str = "local", **more: Any) -> Suggestion:
    told = {"confidence": "medium", "reason": "Because.", "signals": []}
    return Suggestion.model_validate({"category": category, "priority": priority, "source": source, **told, **more})


def opened(
    *,
    now: datetime = NOON,
    setter: Setter = Setter.SUBMITTER,
    stood: Suggestion | None = None,
    quarantined: bool = False,
    **fields: Any,
) -> Ticket:
    """The ticket that a create request with these fields opens, none of which is needed.

    `stood` is what had been suggested, by default what the rules say.
    """
    new = NewTicket.model_validate({"title": "It crashes", "description": "Again and again", **fields})
    return lifecycle.opened(
        new,
        channel="form",
        setter=setter,
        suggestion=stood or local.rules_only(f"{new.title}\n{new.description}"),
        now=now,
        quarantined=quarantined,
    )


def new_ticket(**fields: Any) -> dict[str, Any]:
    """The body of a create request; with both values, as whatever is left out (None) Gemini may change at any time."""
    texts = {"title": f"It is {word()}", "description": f"Since today it is {word()}"}
    return {**texts, "category": "general", "priority": "medium", **fields}


def create(api: httpx.Client, headers: Mapping[str, str] | None = None, **fields: Any) -> dict[str, Any]:
    """Opens a ticket through Hosting and returns the answer."""
    ticket: dict[str, Any] = success(api.post("/api/tickets", json=new_ticket(**fields), headers=headers), 201)
    return ticket


ONLY_FOR_CREATORS = {"tracking_token", "confirmed_by_mail"}


def as_read(created: Mapping[str, Any]) -> dict[str, Any]:
    """What an agent reads of a ticket that nobody has changed since its creator was answered."""
    content = {name: value for name, value in created.items() if name not in ONLY_FOR_CREATORS}
    waiting = {**lifecycle.SILENT, "awaiting": "agent", "waiting_since": created["created_at"]}
    return {**DEFAULTS, **content, **waiting, "quarantined": False, "link_active": True, "anonymised_at": None}


def titled(system: "System", body: Mapping[str, Any], place: str = "tickets") -> int:
    """How many tickets with this body's title are stored."""
    query = system.firestore.collection(place).where(filter=FieldFilter("title", "==", body["title"]))
    return len(query.get())


def store_changes(system: "System", ticket_id: str, count: int) -> None:
    """Stores so many changes of a ticket, from its second version, past the functions: each as one of them would be."""
    batch, start = system.firestore.batch(), datetime(2030, 1, 1, tzinfo=UTC)
    for version in range(2, count + 2):
        change = {"version": version, "at": start + timedelta(minutes=version), "by": BY, "changes": []}
        batch.set(system.firestore.document(f"tickets/{ticket_id}/changes/{version:010}"), change)
    batch.commit()
