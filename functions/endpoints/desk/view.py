"""/api/views/{id}: PATCH changes a view, DELETE deletes it."""

from common.base.errors import Conflict
from common.callers.auth import Caller
from common.callers.call import Call
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.views import store
from common.views.inputs import ViewPatch
from common.views.model import View


@operation(
    "change_view",
    "Change a view",
    access=AGENTS,
    failures={Conflict: "There are as many shared views as there can be."},
)
def change(call: Call, caller: Caller, body: ViewPatch) -> Answer[View]:
    """A view of one's own; admins also change those that others share."""
    return Answer(store.change(call.id, body, caller))


@operation("delete_view", "Delete a view", access=AGENTS)
def delete(call: Call, caller: Caller) -> Answer[View]:
    """The view as it was. Of one's own; admins also delete those that others share."""
    return Answer(store.remove(call.id, caller))


OPERATIONS = {"PATCH": change, "DELETE": delete}
