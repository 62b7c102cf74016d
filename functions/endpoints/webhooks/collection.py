"""/api/webhooks: GET lists the endpoints that hear of tickets, POST registers one and returns its secret."""

from http import HTTPStatus

from common.base.errors import Conflict
from common.callers.auth import Caller
from common.http.access import ADMINS
from common.http.function import Function
from common.http.operation import Answer, operation
from common.webhooks import endpoints
from common.webhooks.model import NewWebhook, NewWebhookEndpoint, WebhookEndpoints

PATH = "/api/webhooks"


@operation("read_webhooks", "List the webhook endpoints", access=ADMINS)
def read() -> Answer[WebhookEndpoints]:
    return Answer(WebhookEndpoints(results=[it.public for it in endpoints.every()]))


@operation(
    "register_webhooks",
    "Register a webhook endpoint",
    access=ADMINS,
    status=HTTPStatus.CREATED,
    failures={Conflict: "There are as many endpoints as there can be."},
)
def register(caller: Caller, body: NewWebhook) -> Answer[NewWebhookEndpoint]:
    return Answer(endpoints.register(body, caller.actor))


webhooks = Function(
    "webhooks",
    {
        PATH: {"GET": read, "POST": register},
        f"{PATH}/{{id}}": "endpoints.webhooks.item",
        f"{PATH}/{{id}}/secret": "endpoints.webhooks.secret",
        f"{PATH}/{{id}}/deliveries": "endpoints.webhooks.deliveries",
        f"{PATH}/{{id}}/replay": "endpoints.webhooks.replay",
    },
    subject="webhook",
    max_instances=5,
    timeout_s=60,
)
