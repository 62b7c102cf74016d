"""/api/tickets behind Hosting, whose rewrites see no method: the handlers of create and list under one address."""

from firebase_functions import https_fn

from common.base.config import WEBHOOK_SECRETS
from common.http import function
from endpoints.create_ticket import create
from endpoints.list_tickets import list_page

tickets = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=4, secrets=[WEBHOOK_SECRETS])(
    function.function("tickets", "/api/tickets", GET=list_page, POST=create)
)
