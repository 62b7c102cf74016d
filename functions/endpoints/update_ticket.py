"""PATCH /api/tickets/{id}: changes status, category or priority."""

from firebase_functions import https_fn

from common import admission, http, updating
from common.auth import Kind
from common.config import WEBHOOK_SECRETS
from common.http import Answer
from common.idempotency import key_of
from common.inputs import TicketPatch
from common.models import Scope
from common.preconditions import etag, expected_versions
from common.requests import Call
from common.windows import Limited


def update(call: Call) -> Answer:
    """The changed ticket. A webhook's delivery is applied once; its repeats answer the ticket as it is by then."""
    caller = admission.admit(call, integration=Limited.INTEGRATION_UPDATE, scope=Scope.UPDATE)
    patch = call.body(TicketPatch)
    ticket = updating.patch(
        call.ticket_id,
        patch,
        caller.actor,
        expected=expected_versions(call.header("If-Match")),
        key=key_of(call, caller, patch) if caller.kind is Kind.WEBHOOK else None,
    )
    return Answer(ticket, headers={"ETag": etag(ticket.version)})


update_ticket = https_fn.on_request(
    memory=512, timeout_sec=20, concurrency=16, max_instances=10, secrets=[WEBHOOK_SECRETS]
)(http.function("update_ticket", "/api/tickets/{id}", PATCH=update))
