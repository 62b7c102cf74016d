"""Tickets of a test's own: random words, so that tests that share a database do not see each other's."""

import secrets
from collections.abc import Mapping
from typing import Any

import httpx
from google.cloud.firestore import FieldFilter

from tests.support.answers import success
from tests.support.system import System

LETTERS = "bcdfghjklmnpqrstvwxz"
"""No vowels: no word that the classifier knows can come out."""


def word() -> str:
    """A word that stands in no other text."""
    return "".join(secrets.choice(LETTERS) for _ in range(14))


def new_ticket(**fields: Any) -> dict[str, Any]:
    """The body of a create request; with both values, as whatever is left out (None) Gemini may change at any time."""
    texts = {"title": f"It is {word()}", "description": f"Since today it is {word()}"}
    return {**texts, "category": "general", "priority": "medium", **fields}


def create(api: httpx.Client, headers: Mapping[str, str] | None = None, **fields: Any) -> dict[str, Any]:
    """Opens a ticket through Hosting and returns the answer."""
    ticket: dict[str, Any] = success(api.post("/api/tickets", json=new_ticket(**fields), headers=headers), 201)
    return ticket


def as_read(created: Mapping[str, Any]) -> dict[str, Any]:
    """What an agent reads of a ticket that nobody has changed since its creator was answered."""
    content = {name: value for name, value in created.items() if name != "tracking_token"}
    return {**content, "quarantined": False, "link_active": True, "anonymised_at": None}


def titled(system: System, body: Mapping[str, Any], place: str = "tickets") -> int:
    """How many tickets with this body's title are stored."""
    query = system.firestore.collection(place).where(filter=FieldFilter("title", "==", body["title"]))
    return len(query.get())
