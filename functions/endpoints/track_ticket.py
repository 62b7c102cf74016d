"""GET /api/track/{id}: what the holder of a ticket's tracking token may see."""

from firebase_functions import https_fn

from common import admission, http, links
from common.errors import NotFound
from common.http import Answer
from common.requests import Call
from common.windows import Limited


def track(call: Call) -> Answer:
    """Missing, wrong, revoked and unknown look the same, so that nobody can find out which tickets exist."""
    admission.admit_public(call, Limited.TRACK)
    token = call.header("X-Tracking-Token")
    if not token:
        raise NotFound
    return Answer(links.opened(call.ticket_id, token))


track_ticket = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("track_ticket", "/api/track/{id}", GET=track)
)
