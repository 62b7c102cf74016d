"""DELETE /api/keys/{id}: revokes an API key, at once and for good."""

from firebase_functions import https_fn

from common.callers import api_keys
from common.callers.call import Call
from common.callers.model import ApiKey
from common.http import function
from common.http.access import ADMINS
from common.http.operation import Answer, operation


@operation("Revoke an API key", access=ADMINS)
def revoke(call: Call) -> Answer[ApiKey]:
    """The key; revoking it again changes nothing and answers the same."""
    return Answer(api_keys.revoke(call.ticket_id))


api_key = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5)(
    function.function("api_key", "/api/keys/{id}", DELETE=revoke)
)
