"""GET /api/webhooks/{id}/deliveries: what was sent to an endpoint, and what came of it."""

from firebase_functions import https_fn

from common import http
from common.access import ADMINS
from common.operations import Answer, operation
from common.requests import Call
from common.webhooks import deliveries
from common.webhooks.models import DeliveryPage, DeliveryQuery


@operation("List what was sent to a webhook endpoint", access=ADMINS)
def list_deliveries(call: Call, query: DeliveryQuery) -> Answer[DeliveryPage]:
    return Answer(deliveries.page(call.ticket_id, query))


webhook_deliveries = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5)(
    http.function("webhook_deliveries", "/api/webhooks/{id}/deliveries", GET=list_deliveries)
)
