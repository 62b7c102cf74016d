"""/api/tickets/{id}: GET reads a ticket, PATCH changes fields that the table names."""

from common.actions import change
from common.base.config import MAIL_SECRET, WEBHOOK_SECRETS
from common.base.errors import Conflict, KeyReused, Stale
from common.base.headers import ETAG, IF_MATCH
from common.base.schema import alternatives
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.idempotency import key_of
from common.callers.model import Scope
from common.callers.windows import Limited
from common.http.access import READERS, Access
from common.http.function import Function
from common.http.operation import Answer, operation
from common.tickets import store
from common.tickets.fields import FIELDS
from common.tickets.inputs import TicketPatch
from common.tickets.model import Ticket

PATH = "/api/tickets/{id}"


@operation("get_ticket", "Read a ticket", access=READERS, sends=(ETAG,))
def get(call: Call) -> Answer[Ticket]:
    """In quarantine or not."""
    return Answer(store.get(call.id))


@operation(
    "update_ticket",
    f"Change {alternatives(it.name for it in FIELDS if it.changeable)} of a ticket",
    access=Access(integration=Limited.INTEGRATION_UPDATE, scopes=(Scope.UPDATE,)),
    headers=(IF_MATCH,),
    sends=(ETAG,),
    failures={
        Conflict: "The ticket is in quarantine, or shall be snoozed although it is resolved or closed.",
        Stale: "The ticket is at none of the versions that `If-Match` names; nothing was changed.",
        KeyReused: "This `webhook-id` came with another request before.",
    },
)
def update(call: Call, caller: Caller, body: TicketPatch) -> Answer[Ticket]:
    """The changed ticket. A webhook's delivery is applied once; its repeats answer the ticket as it is by then."""
    key = key_of(call, caller, body) if caller.kind is Kind.WEBHOOK else None
    return Answer(change.patch(call.id, body, caller.actor, expected=call.expected(), key=key))


get_ticket = Function("get_ticket", {PATH: {"GET": get}})
SECRETS = (WEBHOOK_SECRETS, MAIL_SECRET)
update_ticket = Function("update_ticket", {PATH: {"PATCH": update}}, timeout_s=20, secrets=SECRETS)
# What Hosting asks: all that concerns one ticket, and every unknown path below /api, which is thus answered with
# problem details and not with a page.
ticket = Function(
    "ticket",
    {
        PATH: {"GET": get, "PATCH": update},
        f"{PATH}/history": "endpoints.tickets.history",
        f"{PATH}/link": "endpoints.tickets.link",
        f"{PATH}/messages": "endpoints.tickets.messages",
        f"{PATH}/messages/{{message}}": "endpoints.tickets.message",
        f"{PATH}/release": "endpoints.tickets.release",
    },
    timeout_s=20,
    secrets=SECRETS,
)
