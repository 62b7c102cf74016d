"""POST /api/tickets/{id}/release: lets a ticket out of quarantine."""

from firebase_functions import https_fn

from common import auth, http, quarantine
from common.auth import Kind
from common.http import Answer
from common.preconditions import etag
from common.requests import Call


def release(call: Call) -> Answer:
    """The ticket among the others; releasing it again answers it as it is by then."""
    caller = auth.identify(call, Kind.AGENT)
    ticket = quarantine.release(call.ticket_id, caller.actor)
    return Answer(ticket, headers={"ETag": etag(ticket.version)})


release_ticket = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("release_ticket", "/api/tickets/{id}/release", POST=release)
)
