"""GET /api/tickets/{id}/history: who changed a ticket, when and how."""

from common.callers.call import Call
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.tickets import history
from common.tickets.changes import TicketHistory
from common.tickets.inputs import HistoryQuery


@operation("ticket_history", "Read who changed a ticket, when and how", access=AGENTS)
def read(call: Call, query: HistoryQuery) -> Answer[TicketHistory]:
    """Newest first, 50 changes a page."""
    return Answer(history.page(call.id, query.cursor))


OPERATIONS = {"GET": read}
