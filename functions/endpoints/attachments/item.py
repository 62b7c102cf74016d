"""GET /api/attachments/{attachment}: a file as agents and API keys download it."""

from common.actions import download
from common.callers.auth import Caller
from common.callers.call import Call
from common.http.access import READERS
from common.http.operation import Answer, operation


@operation("download_attachment", "Download a file", access=READERS, gives=download.ANY)
def read(call: Call, caller: Caller) -> Answer[bytes]:
    """Unchanged, to be saved and not shown. API keys without `notes:read` get none of notes."""
    return Answer(*download.for_readers(call.names["attachment"], caller))


OPERATIONS = {"GET": read}
