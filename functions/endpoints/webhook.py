"""/api/webhooks/{id}: PATCH changes an endpoint or switches it on or off, DELETE forgets it."""

from firebase_functions import https_fn

from common.callers.call import Call
from common.http import function
from common.http.access import ADMINS
from common.http.operation import Answer, operation
from common.webhooks import endpoints
from common.webhooks.model import WebhookEndpoint, WebhookPatch


@operation("Change a webhook endpoint, or switch it on or off", access=ADMINS)
def change(call: Call, body: WebhookPatch) -> Answer[WebhookEndpoint]:
    return Answer(endpoints.change(call.ticket_id, body))


@operation("Forget a webhook endpoint", access=ADMINS)
def remove(call: Call) -> Answer[WebhookEndpoint]:
    return Answer(endpoints.remove(call.ticket_id))


webhook = https_fn.on_request(memory=512, timeout_sec=20, concurrency=16, max_instances=5)(
    function.function("webhook", "/api/webhooks/{id}", PATCH=change, DELETE=remove)
)
