"""POST /api/webhooks/{id}/secret: a new secret, beside which the old one signs for a day."""

from http import HTTPStatus

from firebase_functions import https_fn

from common.callers.call import Call
from common.http import function
from common.http.access import ADMINS
from common.http.operation import Answer, operation
from common.webhooks import endpoints
from common.webhooks.model import WebhookSecret


@operation("Make a new secret for a webhook endpoint", access=ADMINS, status=HTTPStatus.CREATED)
def rotate(call: Call) -> Answer[WebhookSecret]:
    return Answer(endpoints.rotate(call.ticket_id))


webhook_secret = https_fn.on_request(memory=512, timeout_sec=20, concurrency=16, max_instances=5)(
    function.function("webhook_secret", "/api/webhooks/{id}/secret", POST=rotate)
)
