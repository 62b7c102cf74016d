"""GET /api/tickets: a page of tickets, newest first, filtered and searched."""

from firebase_functions import https_fn

from common.http import function
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.tickets import store
from common.tickets.inputs import TicketQuery
from common.tickets.model import TicketPage


@operation("List tickets", access=AGENTS)
def list_page(query: TicketQuery) -> Answer[TicketPage]:
    """Newest first. All filters hold at once. Tickets that arrive while one pages change no later page."""
    return Answer(store.list_page(query))


list_tickets = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    function.function("list_tickets", "/api/tickets", GET=list_page)
)
