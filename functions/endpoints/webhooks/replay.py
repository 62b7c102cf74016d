"""POST /api/webhooks/{id}/replay: sends one delivery, or all of a time, once more."""

from http import HTTPStatus

from common.base.errors import Conflict
from common.callers.call import Call
from common.http.access import ADMINS
from common.http.operation import Answer, operation
from common.webhooks import deliveries
from common.webhooks.model import ReplayQueued, ReplayRequest


@operation(
    "webhook_replay",
    "Send deliveries once more",
    access=ADMINS,
    status=HTTPStatus.ACCEPTED,
    failures={Conflict: "The endpoint is switched off."},
)
def replay(call: Call, body: ReplayRequest) -> Answer[ReplayQueued]:
    queued = deliveries.replay(call.id, body)
    return Answer(ReplayQueued(queued=queued))


OPERATIONS = {"POST": replay}
