"""GET /api/tickets/{id}/messages/{message}/original: the raw mail that a message came as."""

from common.callers.call import Call
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.inbound import originals
from common.inbound.inbox import MEDIA_TYPE


@operation("read_message_original", "Download the mail that a message came as", access=AGENTS, gives=MEDIA_TYPE)
def read(call: Call) -> Answer[bytes]:
    """Unchanged, with everything that its text is without. It is kept for 30 days."""
    message = call.names["message"]
    return originals.download(originals.of_message(call.id, message), f"{call.id}-{message}")


OPERATIONS = {"GET": read}
