"""What an attempt changes of its endpoint, and when an endpoint is switched off by itself; pure."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from common.webhooks.model import DeliveryAttempt, WebhookEndpoint

DISABLED_AFTER = timedelta(days=5)
"""Without one success: longer than the attempts at one delivery take, so that more than one has failed to the end."""
FRESH = timedelta(seconds=10)
"""The endpoint's document is written at most this often where nothing changes but the time."""
GONE_STATUS = HTTPStatus.GONE
GONE = "The receiver answered 410 Gone: it does not want these messages any more."


def after(endpoint: WebhookEndpoint, attempt: DeliveryAttempt) -> dict[str, Any]:
    """The fields of the endpoint that an attempt changes; empty where none is worth a write."""
    failed = attempt.error is not None
    since = (endpoint.failing_since or attempt.at) if failed else None
    reason = _reason(since, attempt) if since is not None else None
    last = endpoint.last_delivery_at
    known = endpoint.last_status == attempt.status and endpoint.failing_since == since
    if reason is None and known and last is not None and attempt.at - last < FRESH:
        return {}
    changes = {"failing_since": since, "last_delivery_at": attempt.at, "last_status": attempt.status}
    return {**changes, "enabled": False, "disabled_reason": reason, "updated_at": attempt.at} if reason else changes


def _reason(failing_since: datetime, attempt: DeliveryAttempt) -> str | None:
    """Why the endpoint is switched off with this failure, if it is."""
    if attempt.status == GONE_STATUS:
        return GONE
    if attempt.at - failing_since >= DISABLED_AFTER:
        return f"No delivery has succeeded since {failing_since:%Y-%m-%d %H:%M} UTC. The last failure: {attempt.error}"
    return None
