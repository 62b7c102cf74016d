"""POST /api/tickets/{id}/release: lets a ticket out of quarantine."""

from common.actions import release as quarantine
from common.base.headers import ETAG
from common.callers.auth import Caller
from common.callers.call import Call
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.tickets.model import Ticket


@operation("release_ticket", "Let a ticket out of quarantine", access=AGENTS, sends=(ETAG,))
def release(call: Call, caller: Caller) -> Answer[Ticket]:
    """The ticket among the others; releasing it again answers it as it is by then."""
    return Answer(quarantine.release(call.id, caller.actor))


OPERATIONS = {"POST": release}
