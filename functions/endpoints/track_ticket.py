"""GET /api/track/{id}: what the holder of a ticket's tracking token may see."""

from firebase_functions import https_fn

from common import http, links
from common.access import Access
from common.errors import NotFound
from common.headers import TRACKING_TOKEN
from common.models import TrackedTicket
from common.operations import Answer, operation
from common.requests import Call
from common.windows import Limited


@operation(
    "Read the state of a ticket with its private link's token",
    access=Access(agents=False, public=Limited.TRACK),
    headers=(TRACKING_TOKEN,),
)
def track(call: Call) -> Answer[TrackedTicket]:
    """Missing, wrong, revoked and unknown look the same, so that nobody can find out which tickets exist."""
    token = call.header(TRACKING_TOKEN.name)
    if not token:
        raise NotFound
    return Answer(links.opened(call.ticket_id, token))


track_ticket = https_fn.on_request(memory=512, timeout_sec=15, concurrency=16, max_instances=5)(
    http.function("track_ticket", "/api/track/{id}", GET=track)
)
