"""POST /api/webhooks/{id}/replay: sends one delivery, or all of a time, once more."""

from http import HTTPStatus

from firebase_functions import https_fn

from common.base.errors import Conflict
from common.callers.call import Call
from common.http import function
from common.http.access import ADMINS
from common.http.operation import Answer, operation
from common.webhooks import deliveries
from common.webhooks.model import ReplayQueued, ReplayRequest


@operation(
    "Send deliveries once more",
    access=ADMINS,
    status=HTTPStatus.ACCEPTED,
    failures={Conflict: "The endpoint is switched off."},
)
def replay(call: Call, body: ReplayRequest) -> Answer[ReplayQueued]:
    queued = deliveries.replay(call.ticket_id, body)
    return Answer(ReplayQueued(queued=queued))


webhook_replay = https_fn.on_request(memory=512, timeout_sec=60, concurrency=16, max_instances=2)(
    function.function("webhook_replay", "/api/webhooks/{id}/replay", POST=replay)
)
