"""GET /api/webhooks/{id}/deliveries: what was sent to an endpoint, and what came of it."""

from firebase_functions import https_fn

from common import auth, http
from common.http import Answer
from common.requests import Call
from common.webhooks import deliveries
from common.webhooks.models import DeliveryQuery


def list_deliveries(call: Call) -> Answer:
    auth.identify_admin(call)
    return Answer(deliveries.page(call.ticket_id, call.query(DeliveryQuery)))


webhook_deliveries = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5)(
    http.function("webhook_deliveries", "/api/webhooks/{id}/deliveries", GET=list_deliveries)
)
