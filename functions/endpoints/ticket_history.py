"""GET /api/tickets/{id}/history: who changed a ticket, when and how."""

from firebase_functions import https_fn

from common.callers.call import Call
from common.http import function
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.tickets import history
from common.tickets.inputs import HistoryQuery
from common.tickets.model import TicketHistory


@operation("Read who changed a ticket, when and how", access=AGENTS)
def read_history(call: Call, query: HistoryQuery) -> Answer[TicketHistory]:
    """Newest first, 50 changes a page."""
    return Answer(history.page(call.ticket_id, query.cursor))


ticket_history = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    function.function("ticket_history", "/api/tickets/{id}/history", GET=read_history)
)
