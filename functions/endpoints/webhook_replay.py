"""POST /api/webhooks/{id}/replay: sends one delivery, or all of a time, once more."""

from http import HTTPStatus

from firebase_functions import https_fn

from common import auth, http
from common.http import Answer
from common.requests import Call
from common.webhooks import deliveries
from common.webhooks.models import ReplayQueued, ReplayRequest


def replay(call: Call) -> Answer:
    auth.identify_admin(call)
    queued = deliveries.replay(call.ticket_id, call.body(ReplayRequest))
    return Answer(ReplayQueued(queued=queued), HTTPStatus.ACCEPTED)


webhook_replay = https_fn.on_request(memory=512, timeout_sec=60, concurrency=16, max_instances=2)(
    http.function("webhook_replay", "/api/webhooks/{id}/replay", POST=replay)
)
