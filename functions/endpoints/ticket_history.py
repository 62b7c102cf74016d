"""GET /api/tickets/{id}/history: who changed a ticket, when and how."""

from firebase_functions import https_fn

from common import history, http
from common.access import AGENTS
from common.inputs import HistoryQuery
from common.models import TicketHistory
from common.operations import Answer, operation
from common.requests import Call


@operation("Read who changed a ticket, when and how", access=AGENTS)
def read_history(call: Call, query: HistoryQuery) -> Answer[TicketHistory]:
    """Newest first, 50 changes a page."""
    return Answer(history.page(call.ticket_id, query.cursor))


ticket_history = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("ticket_history", "/api/tickets/{id}/history", GET=read_history)
)
