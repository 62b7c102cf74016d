"""GET /api/tickets: a page of tickets, newest first, filtered and searched."""

from firebase_functions import https_fn

from common import http, tickets
from common.access import AGENTS
from common.inputs import TicketQuery
from common.models import TicketPage
from common.operations import Answer, operation


@operation("List tickets", access=AGENTS)
def list_page(query: TicketQuery) -> Answer[TicketPage]:
    """Newest first. All filters hold at once. Tickets that arrive while one pages change no later page."""
    return Answer(tickets.list_page(query))


list_tickets = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("list_tickets", "/api/tickets", GET=list_page)
)
