"""POST /api/webhooks/{id}/secret: a new secret, beside which the old one signs for a day."""

from http import HTTPStatus

from common.callers.call import Call
from common.http.access import ADMINS
from common.http.operation import Answer, operation
from common.webhooks import endpoints
from common.webhooks.model import WebhookSecret


@operation("webhook_secret", "Make a new secret for a webhook endpoint", access=ADMINS, status=HTTPStatus.CREATED)
def rotate(call: Call) -> Answer[WebhookSecret]:
    return Answer(endpoints.rotate(call.id))


OPERATIONS = {"POST": rotate}
