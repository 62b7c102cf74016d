"""/api/webhooks/{id}: PATCH changes an endpoint or switches it on or off, DELETE forgets it."""

from firebase_functions import https_fn

from common import auth, http
from common.http import Answer
from common.requests import Call
from common.webhooks import endpoints
from common.webhooks.models import WebhookPatch


def change(call: Call) -> Answer:
    auth.identify_admin(call)
    return Answer(endpoints.change(call.ticket_id, call.body(WebhookPatch)))


def remove(call: Call) -> Answer:
    auth.identify_admin(call)
    return Answer(endpoints.remove(call.ticket_id))


webhook = https_fn.on_request(memory=512, timeout_sec=20, concurrency=16, max_instances=5)(
    http.function("webhook", "/api/webhooks/{id}", PATCH=change, DELETE=remove)
)
