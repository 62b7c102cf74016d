"""PATCH /api/tickets/{id}: changes status, category or priority."""

from firebase_functions import https_fn

from common import http, updating
from common.access import Access
from common.auth import Caller, Kind
from common.config import WEBHOOK_SECRETS
from common.errors import Conflict, KeyReused, Stale
from common.headers import ETAG, IF_MATCH
from common.idempotency import key_of
from common.inputs import TicketPatch
from common.models import Scope, Ticket
from common.operations import Answer, operation
from common.preconditions import etag, expected_versions
from common.requests import Call
from common.windows import Limited


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
    ticket = updating.patch(
        call.ticket_id,
        body,
        caller.actor,
        expected=expected_versions(call.header(IF_MATCH.name)),
        key=key_of(call, caller, body) if caller.kind is Kind.WEBHOOK else None,
    )
    return Answer(ticket, {"ETag": etag(ticket.version)})


update_ticket = https_fn.on_request(
    memory=512, timeout_sec=20, concurrency=16, max_instances=10, secrets=[WEBHOOK_SECRETS]
)(http.function("update_ticket", "/api/tickets/{id}", PATCH=update))
