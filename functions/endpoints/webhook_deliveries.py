"""GET /api/webhooks/{id}/deliveries: what was sent to an endpoint, and what came of it."""

from firebase_functions import https_fn

from common.callers.call import Call
from common.http import function
from common.http.access import ADMINS
from common.http.operation import Answer, operation
from common.webhooks import deliveries
from common.webhooks.model import DeliveryPage, DeliveryQuery


@operation("List what was sent to a webhook endpoint", access=ADMINS)
def list_deliveries(call: Call, query: DeliveryQuery) -> Answer[DeliveryPage]:
    return Answer(deliveries.page(call.ticket_id, query))


webhook_deliveries = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5)(
    function.function("webhook_deliveries", "/api/webhooks/{id}/deliveries", GET=list_deliveries)
)
