"""GET /api/webhooks/{id}/deliveries: what was sent to an endpoint, and what came of it."""

from common.callers.call import Call
from common.http.access import ADMINS
from common.http.operation import Answer, operation
from common.webhooks import deliveries
from common.webhooks.model import DeliveryPage, DeliveryQuery


@operation("webhook_deliveries", "List what was sent to a webhook endpoint", access=ADMINS)
def list_deliveries(call: Call, query: DeliveryQuery) -> Answer[DeliveryPage]:
    return Answer(deliveries.page(call.id, query))


OPERATIONS = {"GET": list_deliveries}
