"""POST /api/tickets: opens a ticket for anybody."""

from http import HTTPStatus

from firebase_functions import https_fn

from common import admission, config, http, intake, screening
from common.auth import Caller, Kind
from common.http import Answer
from common.idempotency import key_of
from common.inputs import NewTicket
from common.models import Scope, Setter
from common.preconditions import etag
from common.requests import Call
from common.windows import Limited

SETTERS = {
    Kind.PUBLIC: Setter.SUBMITTER,
    Kind.AGENT: Setter.AGENT,
    Kind.WEBHOOK: Setter.INTEGRATION,
    Kind.API_KEY: Setter.INTEGRATION,
}


def create(call: Call) -> Answer:
    """The new ticket with its tracking token, or the first answer again when the idempotency key was used before.

    What looks like the work of a program is put into quarantine, which the answer does not tell.
    """
    caller = admission.admit(call, public=Limited.CREATE, integration=Limited.INTEGRATION_CREATE, scope=Scope.CREATE)
    new = call.body(NewTicket)
    ticket = intake.open_ticket(
        new,
        channel=channel_of(caller),
        setter=SETTERS[caller.kind],
        key=key_of(call, caller, new),
        quarantined=caller.kind is Kind.PUBLIC and screening.looks_automatic(new, config.FORM_MIN_SECONDS.value),
    )
    headers = {"Location": f"/api/tickets/{ticket.id}", "ETag": etag(ticket.version)}
    return Answer(ticket, HTTPStatus.CREATED, headers)


def channel_of(caller: Caller) -> str:
    return {Kind.PUBLIC: "form", Kind.AGENT: "desk"}.get(caller.kind, caller.name)


create_ticket = https_fn.on_request(
    memory=512, timeout_sec=15, concurrency=16, max_instances=20, secrets=[config.WEBHOOK_SECRETS]
)(http.function("create_ticket", "/api/tickets", POST=create))
