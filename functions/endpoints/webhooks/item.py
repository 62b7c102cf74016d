"""/api/webhooks/{id}: PATCH changes an endpoint or switches it on or off, DELETE forgets it."""

from common.callers.call import Call
from common.http.access import ADMINS
from common.http.operation import Answer, operation
from common.webhooks import endpoints
from common.webhooks.model import WebhookEndpoint, WebhookPatch


@operation("change_webhook", "Change a webhook endpoint, or switch it on or off", access=ADMINS)
def change(call: Call, body: WebhookPatch) -> Answer[WebhookEndpoint]:
    return Answer(endpoints.change(call.id, body))


@operation("remove_webhook", "Forget a webhook endpoint", access=ADMINS)
def remove(call: Call) -> Answer[WebhookEndpoint]:
    return Answer(endpoints.remove(call.id))


OPERATIONS = {"PATCH": change, "DELETE": remove}
