"""/api/webhooks: GET lists the endpoints that hear of tickets, POST registers one and tells its secret."""

from http import HTTPStatus

from firebase_functions import https_fn

from common import auth, http
from common.http import Answer
from common.requests import Call
from common.webhooks import endpoints
from common.webhooks.models import NewWebhook, WebhookEndpoints


def list_endpoints(call: Call) -> Answer:
    auth.identify_admin(call)
    return Answer(WebhookEndpoints(results=[it.public for it in endpoints.every()]))


def register(call: Call) -> Answer:
    caller = auth.identify_admin(call)
    return Answer(endpoints.register(call.body(NewWebhook), caller.actor), HTTPStatus.CREATED)


webhooks = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5)(
    http.function("webhooks", "/api/webhooks", GET=list_endpoints, POST=register)
)
