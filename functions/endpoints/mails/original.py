"""GET /api/tickets/{id}/original: the raw mail that opened a ticket."""

from common.callers.call import Call
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.inbound import originals
from common.inbound.inbox import MEDIA_TYPE


@operation("read_original", "Download the mail that opened a ticket", access=AGENTS, gives=MEDIA_TYPE)
def read(call: Call) -> Answer[bytes]:
    """Unchanged, with everything that its text is without. It is kept for 30 days."""
    return originals.download(originals.of_ticket(call.id), call.id)


OPERATIONS = {"GET": read}
