"""POST /api/webhooks/{id}/secret: a new secret, beside which the old one signs for a day."""

from http import HTTPStatus

from firebase_functions import https_fn

from common import auth, http
from common.http import Answer
from common.requests import Call
from common.webhooks import endpoints


def rotate(call: Call) -> Answer:
    auth.identify_admin(call)
    return Answer(endpoints.rotate(call.ticket_id), HTTPStatus.CREATED)


webhook_secret = https_fn.on_request(memory=512, timeout_sec=20, concurrency=16, max_instances=5)(
    http.function("webhook_secret", "/api/webhooks/{id}/secret", POST=rotate)
)
