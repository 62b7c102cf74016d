"""/api/tickets/{id} behind Hosting: the handlers of get and update under one address.

Hosting also sends every unknown path below /api here, so that it ends as problem details and not as a page.
"""

from firebase_functions import https_fn

from common.base.config import WEBHOOK_SECRETS
from common.http import function
from endpoints.get_ticket import get
from endpoints.update_ticket import update

ticket = https_fn.on_request(memory=512, timeout_sec=20, concurrency=16, max_instances=10, secrets=[WEBHOOK_SECRETS])(
    function.function("ticket", "/api/tickets/{id}", GET=get, PATCH=update)
)
