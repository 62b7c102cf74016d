"""GET /api/tickets/{id}/history: who changed a ticket, when and how."""

from firebase_functions import https_fn

from common import auth, history, http
from common.auth import Kind
from common.http import Answer
from common.inputs import HistoryQuery
from common.requests import Call


def read_history(call: Call) -> Answer:
    auth.identify(call, Kind.AGENT)
    return Answer(history.page(call.ticket_id, call.query(HistoryQuery).cursor))


ticket_history = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("ticket_history", "/api/tickets/{id}/history", GET=read_history)
)
