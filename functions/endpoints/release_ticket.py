"""POST /api/tickets/{id}/release: lets a ticket out of quarantine."""

from firebase_functions import https_fn

from common.actions import release as quarantine
from common.base.headers import ETAG
from common.base.preconditions import etag
from common.callers.auth import Caller
from common.callers.call import Call
from common.http import function
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.tickets.model import Ticket


@operation("Let a ticket out of quarantine", access=AGENTS, sends=(ETAG,))
def release(call: Call, caller: Caller) -> Answer[Ticket]:
    """The ticket among the others; releasing it again answers it as it is by then."""
    ticket = quarantine.release(call.ticket_id, caller.actor)
    return Answer(ticket, {"ETag": etag(ticket.version)})


release_ticket = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    function.function("release_ticket", "/api/tickets/{id}/release", POST=release)
)
