"""/api/tickets/{id}/link: POST makes a new private status link in place of the old one, DELETE revokes it."""

from http import HTTPStatus

from common.actions import link
from common.base.errors import Conflict
from common.base.headers import ETAG
from common.callers.auth import Caller
from common.callers.call import Call
from common.http.access import AGENTS
from common.http.operation import Answer, Failures, operation
from common.tickets.model import NewLink, Ticket

FAILURES: Failures = {Conflict: "The ticket is in quarantine."}


@operation("replace_ticket_link", "Make a new status link", access=AGENTS, status=HTTPStatus.CREATED, failures=FAILURES)
def replace(call: Call, caller: Caller) -> Answer[NewLink]:
    """It voids every older one at once."""
    return Answer(link.replace(call.id, caller.actor))


@operation("revoke_ticket_link", "Revoke the status link", access=AGENTS, sends=(ETAG,), failures=FAILURES)
def revoke(call: Call, caller: Caller) -> Answer[Ticket]:
    return Answer(link.revoke(call.id, caller.actor))


OPERATIONS = {"POST": replace, "DELETE": revoke}
