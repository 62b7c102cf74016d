"""GET /api/queues: what there is to do, counted: the queues of the desk, and the views that the agent sees."""

from common.callers.auth import Caller
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.queues import store
from common.queues.model import QueueList


@operation("read_queues", "Count the queues and the views", access=AGENTS)
def read(caller: Caller) -> Answer[QueueList]:
    """Queues first, in the order of the desk, then views by name.

    The counts of queues follow a change a moment later. Those of `quarantine` and of views are as they are now, up to
    1,000, which means 1,000 or more.
    """
    return Answer(store.counted(caller.name))


OPERATIONS = {"GET": read}
