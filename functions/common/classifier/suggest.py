"""Suggestions, kept for a day in `suggestions/{hash of the text, the model and the prompt}`."""

import time
from datetime import UTC, datetime, timedelta

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import DocumentReference
from pydantic import ValidationError

from common.base import config, logs
from common.base.firestore import document, patience
from common.classifier import local, service
from common.classifier.fingerprint import suggestion_key
from common.classifier.model import Classification
from common.classifier.service import Outcome
from common.encoder import encoder
from common.gemini import settings
from common.tickets.inputs import NewTicket
from common.tickets.model import Confidence, Source, Suggestion, Ticket

KEPT = timedelta(days=1)
"""So that the same text costs no second call, and so that create finds what was suggested without asking the client."""
PATIENCE_S = 1.0
"""What is kept here only helps; a request does not wait longer for it."""
SHARE = 4
"""One part in so many of the time for a suggestion may go into looking whether it is kept; the rest is Gemini's."""
SHORTEST_S = 0.2
"""What keeping may take when the deadline is all but over: a suggestion that was paid for is worth that."""
SENTENCES = {
    Confidence.HIGH: "This is about {category}, and its priority is {priority}.",
    Confidence.MEDIUM: "This is probably about {category}, and its priority is {priority}.",
    Confidence.LOW: "It is not clear what this is about.",
}
"""What the public is answered: no word of the text and nothing that speaks for a value, which is for agents."""


def classify(description: str) -> Classification:
    """The suggestion for a text, by Gemini where a key is configured and by the local classifier otherwise; never
    fails. It is kept."""
    outcome = _outcome_for(description)
    return _answer(outcome.suggestion, outcome.warning)


def for_new(new: NewTicket) -> Suggestion | None:
    """What was suggested for a new ticket's description within a day, else what the rules say of a ticket without all
    values, else nothing: its sender saw no suggestion and needs none."""
    kept = _find(new.description)
    if kept is None and None in {new.category, new.priority}:
        return local.rules_only(_whole(new))
    return kept


def for_ticket(ticket: Ticket) -> Outcome:
    """The best suggestion for a stored ticket: Gemini's where it is configured, unless that has to wait; else that of
    the local classifier with its encoder, which this process may have to load."""
    if settings.api_key():
        kept = _find(ticket.description)
        found = kept if kept and kept.source is Source.GEMINI else None
        outcome = Outcome(found) if found else _outcome_for(_whole(ticket))
        if outcome.later or outcome.suggestion.source is Source.GEMINI:
            return outcome
    encoder.load()
    return Outcome(local.suggest(_whole(ticket)))


def copies_of(ticket: Ticket) -> list[DocumentReference]:
    """Where suggestions for the ticket's texts are kept, if they are. Those for what was typed and then changed before
    it was sent cannot be found; they expire like all."""
    return [_document(ticket.description), _document(_whole(ticket))]


def _whole(ticket: Ticket | NewTicket) -> str:
    return f"{ticket.title}\n{ticket.description}"


def _outcome_for(text: str) -> Outcome:
    """What Gemini said within a day, else what Gemini or the local classifier says now, all within one deadline."""
    limit_s = settings.timeout_s()
    deadline = time.monotonic() + limit_s
    api_key = settings.api_key()
    kept = _find(text, min(PATIENCE_S, limit_s / SHARE)) if api_key else None
    if kept is not None and kept.source is Source.GEMINI:
        return Outcome(kept)
    left_s = deadline - time.monotonic()
    outcome = service.classify(
        text,
        api_key=api_key,
        model=config.GEMINI_MODEL.value,
        timeout_s=left_s,
        per_minute=config.GEMINI_PER_MINUTE.value,
    )
    if outcome.failure:
        logs.warning("Gemini could not serve", failure=outcome.failure)
    _keep(text, outcome.suggestion, min(PATIENCE_S, max(SHORTEST_S, deadline - time.monotonic())))
    return outcome


def _answer(suggestion: Suggestion, warning: str | None = None) -> Classification:
    return Classification(
        suggested_category=suggestion.category,
        suggested_priority=suggestion.priority,
        source=suggestion.source,
        confidence=suggestion.confidence,
        reason=SENTENCES[suggestion.confidence].format(category=suggestion.category, priority=suggestion.priority),
        warning=warning,
    )


def _document(description: str) -> DocumentReference:
    return document("suggestions", suggestion_key(description, config.GEMINI_MODEL.value))


def _find(description: str, patience_s: float = PATIENCE_S) -> Suggestion | None:
    try:
        kept = _document(description).get(**patience(patience_s)).to_dict()
        if kept is None or kept.pop("expires_at") <= datetime.now(UTC):
            return None
        return Suggestion.model_validate(kept)
    except (GoogleAPIError, ValidationError, KeyError, TypeError) as failure:
        logs.warning("kept suggestions could not be read", failure=type(failure).__name__)
        return None


def _keep(description: str, suggestion: Suggestion, patience_s: float) -> None:
    try:
        content = {**suggestion.model_dump(), "expires_at": datetime.now(UTC) + KEPT}
        _document(description).set(content, **patience(patience_s))
    except GoogleAPIError as failure:
        logs.warning("a suggestion could not be kept", failure=type(failure).__name__)
