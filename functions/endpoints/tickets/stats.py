"""GET /api/tickets/stats: the numbers of the desk, from the counters."""

from datetime import UTC, datetime

from common.counters import statistics, store
from common.counters.model import TicketStats
from common.http.access import AGENTS
from common.http.function import Function
from common.http.operation import Answer, operation
from common.tickets.store import longest_waiting


@operation("ticket_stats", "Read the numbers", access=AGENTS)
def stats() -> Answer[TicketStats]:
    """They follow a change a moment later. Tickets in quarantine count nowhere."""
    summed, first_created = store.read()
    return Answer(statistics.stats(summed, first_created, longest_waiting(), datetime.now(UTC)))


ticket_stats = Function("ticket_stats", {"/api/tickets/stats": {"GET": stats}})
