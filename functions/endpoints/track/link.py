"""POST /api/track/link: has a lost status link mailed again."""

from http import HTTPStatus

from common.actions import lost_link
from common.base.errors import Conflict
from common.callers.windows import Limited
from common.http.access import Access
from common.http.operation import Answer, operation
from common.tickets.inputs import LostLink


@operation(
    "send_tracking_link",
    "Have a lost status link mailed again",
    access=Access(agents=False, public=Limited.TRACK_LINK),
    status=HTTPStatus.ACCEPTED,
    failures={Conflict: "No e-mail is sent here."},
)
def send(body: LostLink) -> Answer[None]:
    """It goes to the requester's own address, where reference and address belong together; the answer is the same
    where they do not."""
    lost_link.ask(body)
    return Answer(None)


OPERATIONS = {"POST": send}
