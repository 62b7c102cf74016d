"""POST /api/presence: which ticket an agent has open, and who else has it open."""

from common.callers.auth import Caller
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.presence import store
from common.presence.inputs import OpenedTicket
from common.presence.model import Colleagues


@operation("share_presence", "Say which ticket you have open, and read who else has", access=AGENTS)
def share(caller: Caller, body: OpenedTicket) -> Answer[Colleagues]:
    """An entry lasts 100 seconds. At most two are stored in a minute for each agent."""
    return Answer(store.renew(caller, body.ticket))


OPERATIONS = {"POST": share}
