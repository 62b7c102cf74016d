"""Asking for suggestions."""

from typing import Any

import httpx

from common.classifier.fingerprint import suggestion_key
from common.config import GEMINI_MODEL
from common.models import Classification
from tests.support.answers import success
from tests.support.system import System

FIELDS = Classification.model_fields.keys()


def ask(api: httpx.Client, description: str) -> dict[str, Any]:
    answer: dict[str, Any] = success(api.post("/api/tickets/classify", json={"description": description}, timeout=60))
    return answer


def about_a_refund(marker: str) -> str:
    """A text that the rules know as billing."""
    return f"{marker}: I want a refund for the invoice that was charged twice"


def stored(system: System, description: str) -> dict[str, Any] | None:
    """The suggestion that is kept for a text."""
    key = suggestion_key(description, GEMINI_MODEL.value)
    content: dict[str, Any] | None = system.firestore.document(f"suggestions/{key}").get().to_dict()
    return content
