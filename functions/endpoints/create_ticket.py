"""POST /api/tickets: opens a ticket for anybody."""

from http import HTTPStatus

from firebase_functions import https_fn

from common.actions.open import open_ticket
from common.base import config
from common.base.errors import Conflict, KeyReused
from common.base.headers import ETAG, IDEMPOTENCY_KEY, LOCATION
from common.base.preconditions import etag
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.idempotency import key_of
from common.callers.model import Scope
from common.callers.windows import Limited
from common.http import function
from common.http.access import Access
from common.http.operation import Answer, operation
from common.tickets import screening
from common.tickets.inputs import NewTicket
from common.tickets.model import CreatedTicket, Setter

SETTERS = {
    Kind.PUBLIC: Setter.SUBMITTER,
    Kind.AGENT: Setter.AGENT,
    Kind.WEBHOOK: Setter.INTEGRATION,
    Kind.API_KEY: Setter.INTEGRATION,
}


@operation(
    "Open a ticket",
    access=Access(public=Limited.CREATE, integration=Limited.INTEGRATION_CREATE, scope=Scope.CREATE),
    status=HTTPStatus.CREATED,
    headers=(IDEMPOTENCY_KEY,),
    sends=(LOCATION, ETAG),
    failures={
        Conflict: "The ticket that this idempotency key opened no longer exists.",
        KeyReused: "This idempotency key or `webhook-id` came with another request before.",
    },
)
def create(call: Call, caller: Caller, body: NewTicket) -> Answer[CreatedTicket]:
    """The new ticket with its tracking token, or the first answer again when the idempotency key was used before.

    What looks like the work of a program is put into quarantine, which the answer does not tell.
    """
    ticket = open_ticket(
        body,
        channel=channel_of(caller),
        setter=SETTERS[caller.kind],
        key=key_of(call, caller, body),
        quarantined=caller.kind is Kind.PUBLIC and screening.looks_automatic(body, config.FORM_MIN_SECONDS.value),
    )
    return Answer(ticket, {"Location": f"/api/tickets/{ticket.id}", "ETag": etag(ticket.version)})


def channel_of(caller: Caller) -> str:
    return {Kind.PUBLIC: "form", Kind.AGENT: "desk"}.get(caller.kind, caller.name)


create_ticket = https_fn.on_request(
    memory=512, timeout_sec=15, concurrency=16, max_instances=2, secrets=[config.WEBHOOK_SECRETS]
)(function.function("create_ticket", "/api/tickets", POST=create))
