"""GET /api/track/{id}: what the holder of a ticket's tracking token may see."""

from common.actions import link
from common.base import config
from common.base.headers import TRACKING_TOKEN
from common.callers.call import Call
from common.callers.windows import Limited
from common.http.access import Access
from common.http.function import Function
from common.http.operation import Answer, operation
from common.tickets.model import TrackedTicket

PATH = "/api/track/{id}"


@operation(
    "track_ticket",
    "Read the state of a ticket with its private link's token",
    access=Access(agents=False, public=Limited.TRACK),
    headers=(TRACKING_TOKEN,),
)
def track(call: Call) -> Answer[TrackedTicket]:
    """Missing, wrong, revoked and unknown look the same, so that nobody can find out which tickets exist."""
    return Answer(link.opened(call.id, call.header(TRACKING_TOKEN.name)))


track_ticket = Function(
    "track_ticket",
    {
        PATH: {"GET": track},
        f"{PATH}/messages": "endpoints.track.messages",
        "/api/track/link": "endpoints.track.link",
    },
    max_instances=5,
    is_public=True,
    secrets=(config.MAIL_SECRET,),
)
