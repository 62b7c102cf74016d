"""PATCH /api/tickets/{id}: changes status, category or priority."""

from firebase_functions import https_fn

from common.actions import change
from common.base.config import WEBHOOK_SECRETS
from common.base.errors import Conflict, KeyReused, Stale
from common.base.headers import ETAG, IF_MATCH
from common.base.preconditions import etag, expected_versions
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.idempotency import key_of
from common.callers.model import Scope
from common.callers.windows import Limited
from common.http import function
from common.http.access import Access
from common.http.operation import Answer, operation
from common.tickets.inputs import TicketPatch
from common.tickets.model import Ticket


@operation(
    "Change status, category or priority of a ticket",
    access=Access(integration=Limited.INTEGRATION_UPDATE, scope=Scope.UPDATE),
    headers=(IF_MATCH,),
    sends=(ETAG,),
    failures={
        Conflict: "The ticket is in quarantine.",
        Stale: "The ticket is at none of the versions that `If-Match` names; nothing was changed.",
        KeyReused: "This `webhook-id` came with another request before.",
    },
)
def update(call: Call, caller: Caller, body: TicketPatch) -> Answer[Ticket]:
    """The changed ticket. A webhook's delivery is applied once; its repeats answer the ticket as it is by then."""
    ticket = change.patch(
        call.ticket_id,
        body,
        caller.actor,
        expected=expected_versions(call.header(IF_MATCH.name)),
        key=key_of(call, caller, body) if caller.kind is Kind.WEBHOOK else None,
    )
    return Answer(ticket, {"ETag": etag(ticket.version)})


update_ticket = https_fn.on_request(
    memory=512, timeout_sec=20, concurrency=16, max_instances=10, secrets=[WEBHOOK_SECRETS]
)(function.function("update_ticket", "/api/tickets/{id}", PATCH=update))
