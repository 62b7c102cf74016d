"""DELETE /api/keys/{id}: revokes an API key, at once and for good."""

from firebase_functions import https_fn

from common import api_keys, auth, http
from common.http import Answer
from common.requests import Call


def revoke(call: Call) -> Answer:
    """The key; revoking it again changes nothing and answers the same."""
    auth.identify_admin(call)
    return Answer(api_keys.revoke(call.ticket_id))


api_key = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5)(
    http.function("api_key", "/api/keys/{id}", DELETE=revoke)
)
