"""GET /api/tickets/{id}: one ticket."""

from firebase_functions import https_fn

from common.base.headers import ETAG
from common.base.preconditions import etag
from common.callers.call import Call
from common.http import function
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.tickets import store
from common.tickets.model import Ticket


@operation("Read a ticket", access=AGENTS, sends=(ETAG,))
def get(call: Call) -> Answer[Ticket]:
    """In quarantine or not."""
    ticket = store.get(call.ticket_id)
    return Answer(ticket, {"ETag": etag(ticket.version)})


get_ticket = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    function.function("get_ticket", "/api/tickets/{id}", GET=get)
)
