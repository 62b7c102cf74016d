"""GET /api/tickets: a page of tickets, newest first, filtered and searched."""

from firebase_functions import https_fn

from common import auth, http, tickets
from common.auth import Kind
from common.http import Answer
from common.inputs import TicketQuery
from common.requests import Call


def list_page(call: Call) -> Answer:
    auth.identify(call, Kind.AGENT)
    return Answer(tickets.list_page(call.query(TicketQuery)))


list_tickets = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("list_tickets", "/api/tickets", GET=list_page)
)
