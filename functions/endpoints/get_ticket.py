"""GET /api/tickets/{id}: one ticket."""

from firebase_functions import https_fn

from common import http, tickets
from common.access import AGENTS
from common.headers import ETAG
from common.models import Ticket
from common.operations import Answer, operation
from common.preconditions import etag
from common.requests import Call


@operation("Read a ticket", access=AGENTS, sends=(ETAG,))
def get(call: Call) -> Answer[Ticket]:
    """In quarantine or not."""
    ticket = tickets.get(call.ticket_id)
    return Answer(ticket, {"ETag": etag(ticket.version)})


get_ticket = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("get_ticket", "/api/tickets/{id}", GET=get)
)
