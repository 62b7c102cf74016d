"""/api/tickets/{id}/link: POST makes a new private status link in place of the old one, DELETE revokes it."""

from http import HTTPStatus

from firebase_functions import https_fn

from common.actions import link
from common.base.errors import Conflict
from common.base.headers import ETAG
from common.base.preconditions import etag
from common.callers.auth import Caller
from common.callers.call import Call
from common.http import function
from common.http.access import AGENTS
from common.http.operation import Answer, Failures, operation
from common.tickets.model import NewLink, Ticket

FAILURES: Failures = {Conflict: "The ticket is in quarantine."}


@operation("Make a new status link", access=AGENTS, status=HTTPStatus.CREATED, failures=FAILURES)
def replace(call: Call, caller: Caller) -> Answer[NewLink]:
    """It voids every older one at once."""
    return Answer(link.replace(call.ticket_id, caller.actor))


@operation("Revoke the status link", access=AGENTS, sends=(ETAG,), failures=FAILURES)
def revoke(call: Call, caller: Caller) -> Answer[Ticket]:
    ticket = link.revoke(call.ticket_id, caller.actor)
    return Answer(ticket, {"ETag": etag(ticket.version)})


ticket_link = https_fn.on_request(memory=512, timeout_sec=20, concurrency=16, max_instances=10)(
    function.function("ticket_link", "/api/tickets/{id}/link", POST=replace, DELETE=revoke)
)
