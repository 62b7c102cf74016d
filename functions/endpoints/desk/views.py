"""/api/views: GET lists the views that an agent sees, POST keeps a list of tickets under a name."""

from http import HTTPStatus

from common.base.errors import Conflict, KeyReused
from common.base.headers import IDEMPOTENCY_KEY, LOCATION
from common.callers.auth import Caller
from common.callers.call import Call
from common.callers.idempotency import key_of
from common.http.access import AGENTS
from common.http.operation import Answer, operation
from common.views import store
from common.views.inputs import NewView
from common.views.model import View, ViewList

PATH = "/api/views"


@operation("read_views", "List the views", access=AGENTS)
def read(caller: Caller) -> Answer[ViewList]:
    return Answer(ViewList(results=store.seen_by(caller.name)))


@operation(
    "create_view",
    "Keep a list of tickets under a name",
    access=AGENTS,
    status=HTTPStatus.CREATED,
    headers=(IDEMPOTENCY_KEY,),
    sends=(LOCATION,),
    failures={
        Conflict: "There are as many views as there can be, or the one that this idempotency key made was deleted.",
        KeyReused: "This idempotency key came with another request before.",
    },
)
def create(call: Call, caller: Caller, body: NewView) -> Answer[View]:
    """The view, or the one that was made before with this idempotency key."""
    view = store.create(body, caller, key_of(call, caller, body))
    return Answer(view, {"Location": f"{PATH}/{view.id}"})


OPERATIONS = {"GET": read, "POST": create}
