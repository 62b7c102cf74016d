"""DELETE /api/keys/{id}: revokes an API key, at once and for good."""

from firebase_functions import https_fn

from common import api_keys, http
from common.access import ADMINS
from common.models import ApiKey
from common.operations import Answer, operation
from common.requests import Call


@operation("Revoke an API key", access=ADMINS)
def revoke(call: Call) -> Answer[ApiKey]:
    """The key; revoking it again changes nothing and answers the same."""
    return Answer(api_keys.revoke(call.ticket_id))


api_key = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5)(
    http.function("api_key", "/api/keys/{id}", DELETE=revoke)
)
