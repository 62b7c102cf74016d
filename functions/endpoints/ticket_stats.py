"""GET /api/tickets/stats: the numbers of the desk, from the counters."""

from datetime import UTC, datetime

from firebase_functions import https_fn

from common import auth, counter_store, counters, http
from common.auth import Kind
from common.http import Answer
from common.requests import Call


def stats(call: Call) -> Answer:
    auth.identify(call, Kind.AGENT)
    counts, first_created = counter_store.read()
    return Answer(counters.stats(counts, first_created, datetime.now(UTC)))


ticket_stats = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=10)(
    http.function("ticket_stats", "/api/tickets/stats", GET=stats)
)
