"""GET /api/tickets/{id}: one ticket."""

from firebase_functions import https_fn

from common import auth, http, tickets
from common.auth import Kind
from common.http import Answer
from common.preconditions import etag
from common.requests import Call


def get(call: Call) -> Answer:
    auth.identify(call, Kind.AGENT)
    ticket = tickets.get(call.ticket_id)
    return Answer(ticket, headers={"ETag": etag(ticket.version)})


get_ticket = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("get_ticket", "/api/tickets/{id}", GET=get)
)
