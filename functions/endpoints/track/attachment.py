"""GET /api/track/{id}/attachments/{attachment}: a file of a ticket, for the holder of its tracking token."""

from functools import partial

from common.actions import download
from common.base.headers import TRACKING_TOKEN
from common.callers import admission
from common.callers.call import Call
from common.callers.windows import Limited
from common.http.access import Access
from common.http.operation import Answer, operation


@operation(
    "download_tracked_attachment",
    "Download a file with the private link's token",
    access=Access(agents=False, public=Limited.TRACK_FILES),
    headers=(TRACKING_TOKEN,),
    gives=download.ANY,
)
def read(call: Call) -> Answer[bytes]:
    """Unchanged, to be saved and not shown: a file of the description, of a reply or of the requester's own words.
    Missing, wrong, revoked and unknown look the same."""
    spend = partial(admission.spend_of_address, call, Limited.TRACK_BYTES)
    return Answer(*download.for_requester(call.id, call.header(TRACKING_TOKEN.name), call.names["attachment"], spend))


OPERATIONS = {"GET": read}
