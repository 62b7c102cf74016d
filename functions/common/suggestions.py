"""Suggestions of Gemini, kept for a day in `suggestions/{hash of the text, the model and the prompt}`.

They are kept so that the same text costs no second call, and so that create finds what was suggested without asking
the client. A local suggestion is not kept: it costs nothing and comes out the same again.
"""

from datetime import UTC, datetime, timedelta

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import DocumentReference
from pydantic import ValidationError

from common import config, logs
from common.classifier import heuristic, service
from common.classifier.fingerprint import suggestion_key
from common.firebase import firestore, patience
from common.models import Classification, Source, Suggestion

KEPT = timedelta(days=1)
PATIENCE_S = 1.0
"""What is kept here only helps; nobody waits longer for it."""
CLASSIFY_DEADLINE_S = 10.0


def classify(description: str) -> Classification:
    """The suggestion for a text, by Gemini where a key is configured and by the rules otherwise; never fails."""
    api_key = config.gemini_api_key()
    kept = _find(description) if api_key else None
    if kept is not None:
        return _answer(kept)
    outcome = service.classify(
        description, api_key=api_key, model=config.GEMINI_MODEL.value, timeout_s=CLASSIFY_DEADLINE_S
    )
    if outcome.failure:
        logs.warning("Gemini could not serve", failure=outcome.failure)
    if outcome.suggestion.source is Source.GEMINI:
        _keep(description, outcome.suggestion)
    return _answer(outcome.suggestion, outcome.warning)


def standing_for(description: str) -> Suggestion:
    """What the form showed for this text: Gemini's suggestion if it gave one within a day, else that of the rules."""
    return _find(description) or heuristic.classify(description)


def _answer(suggestion: Suggestion, warning: str | None = None) -> Classification:
    return Classification(
        suggested_category=suggestion.category,
        suggested_priority=suggestion.priority,
        source=suggestion.source,
        confidence=suggestion.confidence,
        reason=suggestion.reason,
        signals=suggestion.signals,
        warning=warning,
    )


def _document(description: str) -> DocumentReference:
    key = suggestion_key(description, config.GEMINI_MODEL.value)
    reference: DocumentReference = firestore().collection("suggestions").document(key)
    return reference


def _find(description: str) -> Suggestion | None:
    try:
        kept = _document(description).get(**patience(PATIENCE_S)).to_dict()
        if kept is None or kept.pop("expires_at") <= datetime.now(UTC):
            return None
        return Suggestion.model_validate(kept)
    except (GoogleAPIError, ValidationError, KeyError, TypeError) as failure:
        logs.warning("kept suggestions could not be read", failure=type(failure).__name__)
        return None


def _keep(description: str, suggestion: Suggestion) -> None:
    try:
        content = {**suggestion.model_dump(), "expires_at": datetime.now(UTC) + KEPT}
        _document(description).set(content, **patience(PATIENCE_S))
    except GoogleAPIError as failure:
        logs.warning("a suggestion could not be kept", failure=type(failure).__name__)
