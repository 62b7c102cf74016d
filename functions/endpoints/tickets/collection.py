"""/api/tickets: GET lists tickets, POST opens one for anybody."""

from http import HTTPStatus

from common.actions.open import open_ticket
from common.attachments import store as attachments
from common.base import config
from common.base.errors import Conflict, Forbidden, KeyReused
from common.base.headers import ETAG, IDEMPOTENCY_KEY, LOCATION
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.idempotency import key_of
from common.callers.model import Scope
from common.callers.windows import Limited
from common.http.access import READERS, Access
from common.http.function import Function
from common.http.operation import Answer, operation
from common.tickets import listing, screening
from common.tickets.inputs import NewTicket, TicketQuery
from common.tickets.model import CreatedTicket, Setter, TicketPage

PATH = "/api/tickets"
SETTERS = {
    Kind.PUBLIC: Setter.SUBMITTER,
    Kind.AGENT: Setter.AGENT,
    Kind.WEBHOOK: Setter.INTEGRATION,
    Kind.API_KEY: Setter.INTEGRATION,
}


@operation("list_tickets", "List tickets", access=READERS)
def list_page(caller: Caller, query: TicketQuery) -> Answer[TicketPage]:
    """All filters hold at once. Tickets that arrive while one pages change no later page.

    `search` also finds words of notes, so an API key needs `notes:read` for it.
    """
    if query.search and not caller.reads_notes:
        raise Forbidden(f"This API key lacks {Scope.NOTES}, which a search needs.")
    return Answer(listing.page(query, caller.name if caller.kind is Kind.AGENT else None))


@operation(
    "create_ticket",
    "Open a ticket",
    access=Access(public=Limited.CREATE, integration=Limited.INTEGRATION_CREATE, scopes=(Scope.CREATE,)),
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

    What looks like the work of a program is put into quarantine, which the answer does not say.
    """
    ticket = open_ticket(
        body,
        channel=channel_of(caller),
        setter=SETTERS[caller.kind],
        key=key_of(call, caller, body),
        owner=attachments.owner_of(caller),
        quarantined=caller.kind is Kind.PUBLIC and screening.looks_automatic(body, config.FORM_MIN_SECONDS.value),
    )
    return Answer(ticket, {"Location": f"{PATH}/{ticket.id}"})


def channel_of(caller: Caller) -> str:
    return {Kind.PUBLIC: "form", Kind.AGENT: "desk"}.get(caller.kind, caller.name)


list_tickets = Function("list_tickets", {PATH: {"GET": list_page}})
SECRETS = (config.WEBHOOK_SECRETS, config.MAIL_SECRET)
create_ticket = Function("create_ticket", {PATH: {"POST": create}}, max_instances=2, secrets=SECRETS)
# What Hosting asks, whose rewrites see no method.
tickets = Function(
    "tickets",
    {PATH: {"GET": list_page, "POST": create}},
    max_instances=4,
    is_public=True,
    secrets=SECRETS,
)
