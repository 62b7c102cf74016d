"""Classifies a ticket that came without category or priority better than the request that opened it had time for.

Gemini does where it is configured, else the local classifier with its encoder. Started by the creation of
`tickets/{ticket}`; writes the ticket on the condition that it is as it was read, and only values that still are those
of a worse classifier, so repeats, and people who are faster, lose nothing. A text that was taken out
of its ticket meanwhile is not sent to Gemini. The ticket's `suggestion` stays: it is what the submitter saw. An event
that fails is delivered again; after an hour it is let go, whatever it failed for.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from firebase_functions import firestore_fn

from common.actions.change import refine
from common.base import config, logs
from common.base.errors import NotFound
from common.base.firestore import Snapshot
from common.base.trigger import trigger
from common.gemini import settings
from common.tickets import lifecycle, store
from common.tickets.model import Setter, Suggestion, Ticket

type TicketCreated = firestore_fn.Event[Snapshot | None]

WORTHWHILE = timedelta(hours=1)
"""Since a ticket was opened or left the quarantine. After that an agent has seen it, and a value that changes under
one's eyes is worth less than a plain one. Also ends the platform's redelivery of what fails, which goes on for a day or
longer."""


class GeminiIsAway(Exception):
    """Raised to have the event delivered again."""


@trigger(
    firestore_fn.on_document_created(
        document="tickets/{ticket}", timeout_sec=60, max_instances=1, secrets=[config.GEMINI_API_KEY.name]
    )
)
def refine_ticket(event: TicketCreated) -> dict[str, Any] | None:
    """Refines the ticket that the event is about, if a worse classifier than there is had a part in it."""
    ticket_id = event.params["ticket"]
    opened = store.parse(ticket_id, (event.data.to_dict() if event.data is not None else None) or {})
    best = Setter.GEMINI if settings.api_key() else Setter.LOCAL
    if lifecycle.WORSE[best].isdisjoint({opened.set_by.category, opened.set_by.priority}):
        return None
    if _is_late(opened):
        logs.warning("too late to refine the ticket")
        return None
    if _is_anonymised(ticket_id):
        return None
    try:
        refined = refine(opened, _better(opened))
    except NotFound:
        return None  # deleted meanwhile
    return {"version": refined.ticket.version if refined.made else None, "changed": refined.made}


def _is_anonymised(ticket_id: str) -> bool:
    """Whether the text, which a late event still has, was taken out of the ticket or went with it."""
    try:
        stored = store.find(ticket_id, ("anonymised_at",)).to_dict() or {}
    except NotFound:
        return True
    return stored.get("anonymised_at") is not None


def _is_late(opened: Ticket) -> bool:
    return datetime.now(UTC) - opened.updated_at >= WORTHWHILE


def _better(opened: Ticket) -> Suggestion:
    """Raises GeminiIsAway where Gemini may have a suggestion later."""
    from common.classifier import suggest  # the classifier's code, which the other functions start without

    outcome = suggest.for_ticket(opened)
    if outcome.later:
        raise GeminiIsAway(outcome.failure)
    return outcome.suggestion
